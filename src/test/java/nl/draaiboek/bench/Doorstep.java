package nl.draaiboek.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import nl.draaiboek.support.Scenario;

/** One connection over which alerts are handed in, one delivery after another; as light as a sender can be. */
final class Doorstep implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    @SuppressWarnings("NullAway.Init")
    Doorstep(int port) {
        this.port = port;
        try {
            connect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Returns when the answer 202 has been read to its end. */
    void deliver(String webhook) {
        try {
            var body = webhook.getBytes(StandardCharsets.UTF_8);
            var head = "POST /api/alerts/alertmanager HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + Scenario.MONITORING_TOKEN + "\r\nContent-Length: " + body.length
                    + "\r\n\r\n";
            var request = new byte[head.length() + body.length];
            System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
            System.arraycopy(body, 0, request, head.length(), body.length);
            out.write(request);
            out.flush();
            var status = line();
            if (!status.contains(" 202")) {
                throw new IllegalStateException(status);
            }
            if (skipAnswer()) {
                socket.close();
                connect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether the program closes the connection now, as it does after so many deliveries */
    private boolean skipAnswer() throws IOException {
        var length = 0;
        var closes = false;
        var chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            closes |= lower.equals("connection: close");
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        in.skipNBytes(length);
        for (var size = chunked ? chunk() : 0; size > 0; size = chunk()) {
            in.skipNBytes(size);
            line();
        }
        if (chunked) {
            line();
        }
        return closes;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The program closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
