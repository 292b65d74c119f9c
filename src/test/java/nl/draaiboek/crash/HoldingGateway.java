package nl.draaiboek.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway for SMS and calls that takes everything, and leaves chosen requests without an answer. */
final class HoldingGateway implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> unanswered = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();

    HoldingGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split(" ", 2);
        var key = exchange.getRequestURI().getPath() + ' ' + body[0];
        requests.computeIfAbsent(key, first -> new AtomicInteger()).incrementAndGet();
        var silent = unanswered.entrySet().stream()
                .anyMatch(each ->
                        body[1].contains(each.getKey()) && each.getValue().tryAcquire());
        if (silent) {
            held.incrementAndGet();
            return;
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    /** The next request with these words gets no answer. */
    void keepSilent(String words) {
        unanswered.computeIfAbsent(words, first -> new Semaphore(0)).release();
    }

    /** How many got no answer until now. */
    int held() {
        return held.get();
    }

    /** How often each message was handed in, by {@code /sms} or {@code /call} and its key. */
    Map<String, AtomicInteger> requests() {
        return requests;
    }

    /** Where messages of this kind go; what is sent is our key, a space and the words. */
    String address(String kind) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + kind;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
