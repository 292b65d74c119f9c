package nl.draaiboek.support;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that takes mail as fast as it comes, counts every Message-ID, and can be told to misbehave: it refuses,
 * stalls or drops where a real one might.
 */
public final class SmtpSink implements AutoCloseable {

    /** What the server does to the connection while it lasts. */
    public enum Mood {
        WELL,
        /** Closes each connection before its greeting. */
        REFUSES,
        /** Takes the whole message and never answers. */
        STALLS,
        /** Drops the connection in the middle of the message. */
        DROPS_IN_DATA,
        /** Takes the whole message, counts it, and drops the connection instead of answering. */
        DROPS_AFTER_DATA,
        /** Says 421 to every sender: closing. */
        CLOSES
    }

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile long firstAt;
    private volatile @Nullable SSLContext tls;
    private volatile @Nullable String login;
    private volatile boolean keepsMessages;
    private volatile Mood mood = Mood.WELL;

    private SmtpSink(ServerSocket server) {
        this.server = server;
    }

    public static SmtpSink start() {
        return start(0);
    }

    public static SmtpSink start(int port) {
        try {
            var sink = new SmtpSink(bound(port));
            var thread = new Thread(sink::accept, "smtp-sink");
            thread.setDaemon(true);
            thread.start();
            return sink;
        } catch (IOException e) {
            throw new IllegalStateException("No SMTP sink on port " + port + ".", e);
        }
    }

    /** The port of a server that was closed a moment ago may take a while to be free. */
    private static ServerSocket bound(int port) throws IOException {
        for (var attempt = 0; ; attempt++) {
            try {
                return new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                if (attempt == 50) {
                    throw e;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public void mood(Mood mood) {
        this.mood = mood;
    }

    /** Answers this line to {@code RCPT TO} for this address: {@code 550 5.1.1 unknown}. */
    public void answer(String address, String line) {
        answers.put(address, line);
    }

    /** Takes mail only over TLS, begun by STARTTLS, and only after this login. */
    public SmtpSink demanding(SSLContext keys, String user, String password) {
        tls = keys;
        login = "\0" + user + "\0" + password;
        return this;
    }

    /** Keeps whole messages for {@link #messages()}. */
    public SmtpSink keeping(boolean keeps) {
        keepsMessages = keeps;
        return this;
    }

    public List<String> messages() {
        return messages;
    }

    /** How often each Message-ID was taken. */
    public Map<String, AtomicInteger> taken() {
        return taken;
    }

    public long count() {
        return count.get();
    }

    public int connectionsOpened() {
        return opened.get();
    }

    /** {@link System#nanoTime()} at the first message since {@link #forget()}. */
    public long firstAt() {
        return firstAt;
    }

    public void forget() {
        taken.clear();
        messages.clear();
        count.set(0);
        firstAt = 0;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                opened.incrementAndGet();
                if (mood == Mood.REFUSES) {
                    socket.close();
                    continue;
                }
                socket.setTcpNoDelay(true);
                connections.add(socket);
                var thread = new Thread(() -> talk(socket), "smtp-sink-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            say(socket.getOutputStream(), "220 sink.example ESMTP");
            if (talk(
                            socket,
                            tls == null ? List.of("AUTH PLAIN LOGIN", "8BITMIME") : List.of("8BITMIME", "STARTTLS"),
                            tls == null)
                    && tls != null) {
                var keys = Objects.requireNonNull(tls);
                try (var secure = (SSLSocket) keys.getSocketFactory()
                        .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true)) {
                    secure.setUseClientMode(false);
                    talk(secure, List.of("8BITMIME", "AUTH PLAIN"), false);
                }
            }
        } catch (IOException e) {
            // The other side went away, which is what some tests want.
        } finally {
            connections.remove(socket);
        }
    }

    /** @return whether the other side wants to go on under TLS */
    private boolean talk(Socket socket, List<String> abilities, boolean allowed) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream(), 16_384);
        var out = new BufferedOutputStream(socket.getOutputStream(), 1_024);
        var may = allowed;
        for (var line = readLine(in); line != null; line = readLine(in)) {
            if (line.startsWith("EHLO")) {
                say(out, "250-sink.example\r\n250-" + String.join("\r\n250 ", abilities));
            } else if (line.equals("STARTTLS") && abilities.contains("STARTTLS")) {
                say(out, "220 2.0.0 go on");
                return true;
            } else if (line.startsWith("AUTH")) {
                may = knows(line.replace("AUTH PLAIN ", ""));
                say(out, may ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password");
            } else if (!may && line.startsWith("MAIL")) {
                say(out, "530 5.7.0 TLS and login first");
            } else if (!answer(in, out, line)) {
                return false;
            }
        }
        return false;
    }

    /** @param answer RFC 4616: who it is for, who logs in and the password, of which the first may be left out */
    private boolean knows(String answer) {
        var said = new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8);
        return login != null && said.endsWith(login);
    }

    private boolean answer(InputStream in, OutputStream out, String line) throws IOException {
        if (line.startsWith("MAIL FROM")) {
            say(out, mood == Mood.CLOSES ? "421 4.3.2 closing" : "250 2.1.0 ok");
            return mood != Mood.CLOSES;
        } else if (line.startsWith("RCPT TO")) {
            var address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say(out, answers.getOrDefault(address, "250 2.1.5 ok"));
        } else if (line.startsWith("AUTH")) {
            say(out, "535 5.7.8 nobody has a login here");
        } else if (line.equals("DATA")) {
            say(out, "354 go on");
            return take(in, out);
        } else if (line.equals("QUIT")) {
            say(out, "221 bye");
            return false;
        } else {
            say(out, "250 ok");
        }
        return true;
    }

    private boolean take(InputStream in, OutputStream out) throws IOException {
        var id = "";
        var whole = keepsMessages ? new StringBuilder() : null;
        for (var line = readLine(in); ; line = readLine(in)) {
            if (line == null || mood == Mood.DROPS_IN_DATA) {
                return false;
            }
            if (line.equals(".")) {
                break;
            }
            if (id.isEmpty() && line.startsWith("Message-ID: ")) {
                id = line.substring(12);
            }
            if (whole != null) {
                whole.append(line).append('\n');
            }
        }
        if (mood == Mood.STALLS) {
            in.read();
            return false;
        }
        taken.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
        if (count.incrementAndGet() == 1) {
            firstAt = System.nanoTime();
        }
        if (whole != null) {
            messages.add(whole.toString());
        }
        if (mood == Mood.DROPS_AFTER_DATA) {
            return false;
        }
        say(out, "250 2.0.0 taken");
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static @Nullable String readLine(InputStream in) throws IOException {
        var line = new StringBuilder(80);
        for (var c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return null;
    }

    /** Closes the port and every connection, as a server that is switched off. */
    @Override
    public void close() {
        try {
            server.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
