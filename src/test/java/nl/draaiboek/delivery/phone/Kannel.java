package nl.draaiboek.delivery.phone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installed Kannel with a handset on its fake SMS centre.
 *
 * @see <a href="https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html">Kannel 1.4.5 user guide</a>
 */
final class Kannel implements AutoCloseable {

    private static final List<Path> PLACES = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/opt/homebrew/sbin")
            .map(Path::of)
            .toList();

    private final Path folder;
    private final int sendSmsPort;
    private final List<Process> processes = new ArrayList<>();
    private final Socket handset;
    private final BufferedReader screen;

    private Kannel(Path folder, String getUrl) throws IOException {
        var ports = free(4);
        this.folder = folder;
        this.sendSmsPort = ports.get(2);
        var configuration = folder.resolve("kannel.conf");
        Files.writeString(
                configuration,
                """
                group = core
                admin-port = %1$d
                admin-password = tests
                smsbox-port = %2$d
                log-file = "%5$s/bearerbox.log"
                log-level = 0
                box-allow-ip = "127.0.0.1"

                group = smsc
                smsc = fake
                smsc-id = fake
                port = %4$d
                connect-allow-ip = "127.0.0.1"

                group = smsbox
                bearerbox-host = 127.0.0.1
                sendsms-port = %3$d
                mo-recode = true
                log-file = "%5$s/smsbox.log"
                log-level = 0

                group = sendsms-user
                username = draaiboek
                password = geheim
                max-messages = 6
                concatenation = true

                group = sms-service
                keyword = default
                catch-all = true
                max-messages = 0
                get-url = "%6$s"
                """
                        .formatted(ports.get(0), ports.get(1), ports.get(2), ports.get(3), folder, getUrl));
        try {
            run("bearerbox", configuration);
            this.handset = connected(ports.get(3));
            connected(ports.get(1)).close();
            run("smsbox", configuration);
            connected(sendSmsPort).close();
            this.screen =
                    new BufferedReader(new InputStreamReader(handset.getInputStream(), StandardCharsets.US_ASCII));
            handset.setSoTimeout(60_000);
        } catch (IOException | RuntimeException e) {
            processes.forEach(Process::destroyForcibly);
            throw e;
        }
    }

    /**
     * @param folder for its settings and logs
     * @param getUrl where an SMS that comes in is told
     * @throws IllegalStateException when none is installed
     */
    static Kannel start(Path folder, String getUrl) throws IOException {
        return new Kannel(folder, getUrl);
    }

    static boolean installed() {
        return PLACES.stream().anyMatch(place -> Files.isExecutable(place.resolve("bearerbox")));
    }

    /** Where it takes what is to be sent. */
    int port() {
        return sendSmsPort;
    }

    /** The next SMS that the handset shows: sender, receiver, coding and text. */
    String received() throws IOException {
        var line = screen.readLine();
        if (line == null) {
            throw new IllegalStateException("Kannel hung up; see " + folder + "/bearerbox.log.");
        }
        return line;
    }

    /** The handset sends an SMS: sender, receiver, {@code text} and the words. */
    void send(String sms) throws IOException {
        handset.getOutputStream().write((sms + "\n").getBytes(StandardCharsets.US_ASCII));
        handset.getOutputStream().flush();
    }

    /** Whether it asked for an address with these words in it. */
    boolean told(String words) {
        try {
            return Files.readString(folder.resolve("smsbox.log"), StandardCharsets.ISO_8859_1)
                    .contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String program, Path configuration) throws IOException {
        processes.add(new ProcessBuilder(find(program).toString(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".out").toFile())
                .start());
    }

    private static Path find(String program) {
        return PLACES.stream()
                .map(place -> place.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + program + " here: apt-get install --no-install-recommends kannel"));
    }

    private static Socket connected(int port) throws IOException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    throw new IOException("Kannel does not listen on " + port + ".", e);
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<Integer> free(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        handset.close();
        for (var i = processes.size() - 1; i >= 0; i--) {
            var process = processes.get(i);
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
