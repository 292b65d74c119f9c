package nl.draaiboek.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real OpenLDAP server, with its files in a folder of the test. */
public final class LdapServer implements AutoCloseable {

    public static final String BASE = "dc=waddenhost,dc=example";
    public static final String READER = "cn=admin," + BASE;
    public static final String READER_PASSWORD = "reads-for-draaiboek";

    private static final Path SLAPD = Path.of("/usr/sbin/slapd");

    private final Path folder;
    private final int port;
    private Process process;

    private LdapServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one with these entries; where OpenLDAP is not installed the test is left out, and says so. */
    public static LdapServer start(Path folder, String entries) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(SLAPD), "OpenLDAP is not installed, so LDAP is not tested: apt-get install slapd");
        var database = Files.createDirectories(folder.resolve("database"));
        Files.writeString(
                folder.resolve("slapd.conf"),
                String.join(
                        "\n",
                        "include /etc/ldap/schema/core.schema",
                        "include /etc/ldap/schema/cosine.schema",
                        "include /etc/ldap/schema/inetorgperson.schema",
                        "pidfile " + folder.resolve("slapd.pid"),
                        "modulepath /usr/lib/ldap",
                        "moduleload back_mdb",
                        "database mdb",
                        "suffix \"" + BASE + "\"",
                        "rootdn \"" + READER + "\"",
                        "rootpw " + READER_PASSWORD,
                        "maxsize 10485760",
                        "directory " + database,
                        ""));
        Files.writeString(folder.resolve("entries.ldif"), entries);
        run(
                "/usr/sbin/slapadd",
                "-f",
                folder.resolve("slapd.conf").toString(),
                "-l",
                folder.resolve("entries.ldif").toString());
        try (var free = new ServerSocket(0)) {
            var server = new LdapServer(folder, free.getLocalPort(), null);
            free.close();
            server.comeBack();
            return server;
        }
    }

    public String url() {
        return "ldap://127.0.0.1:" + port;
    }

    public void goOut() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    public void comeBack() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        SLAPD.toString(), "-f", folder.resolve("slapd.conf").toString(), "-h", url(), "-d", "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slapd.log").toFile())
                .start();
        for (var tries = 0; tries < 200; tries++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("slapd did not start: " + Files.readString(folder.resolve("slapd.log")));
    }

    /** Takes an entry away while it runs. */
    public void remove(String dn) throws IOException, InterruptedException {
        goOut();
        var entries = Files.readString(folder.resolve("entries.ldif"));
        var kept = List.of(entries.split("\n\n")).stream()
                .filter(entry -> !entry.strip().startsWith("dn: " + dn))
                .map(entry -> entry.replaceAll("(?m)^member: " + dn + "\n?", ""))
                .toList();
        Files.writeString(folder.resolve("entries.ldif"), String.join("\n\n", kept));
        for (var file : Files.list(folder.resolve("database")).toList()) {
            Files.delete(file);
        }
        run(
                "/usr/sbin/slapadd",
                "-f",
                folder.resolve("slapd.conf").toString(),
                "-l",
                folder.resolve("entries.ldif").toString());
        comeBack();
    }

    @Override
    public void close() throws InterruptedException {
        goOut();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + ": " + said);
        }
    }
}
