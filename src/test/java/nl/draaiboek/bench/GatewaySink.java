package nl.draaiboek.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway for SMS that takes everything as fast as it comes, and remembers when the first came. */
final class GatewaySink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(BenchedProgram.CONNECTIONS);
    private final AtomicInteger count = new AtomicInteger();
    private volatile long firstAt;

    GatewaySink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (count.getAndIncrement() == 0) {
                firstAt = System.nanoTime();
            }
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/send";
    }

    void forget() {
        count.set(0);
    }

    int count() {
        return count.get();
    }

    long firstAt() {
        return firstAt;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
