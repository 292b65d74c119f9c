package nl.draaiboek.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A real SMTP server that all scenario tests send to; it can be stopped and started in the middle. */
public class MailServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static GreenMail server = start(0);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.port=" + port(),
                        "draaiboek.mail.from=status@haarlem-hosting.example",
                        "draaiboek.mail.from-name=Haarlem Hosting",
                        "draaiboek.mail.per-second=100000")
                .applyTo(context);
    }

    private static GreenMail start(int port) {
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(20_000);
        var started = new GreenMail(setup);
        started.start();
        return started;
    }

    static int port() {
        return server.getSmtp().getPort();
    }

    /** Refuses connections from now on; what it received stays readable. */
    static void goOut() {
        server.getSmtp().stopService();
    }

    /** Accepts mail again, on the same port. */
    static void comeBack() {
        var before = server;
        if (!before.getSmtp().isRunning()) {
            KEPT.addAll(read(before));
            server = start(before.getSmtp().getPort());
        }
    }

    private static final List<Mail> KEPT = new java.util.ArrayList<>();

    static void reset() {
        comeBack();
        KEPT.clear();
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Mail> mails() {
        var all = new java.util.ArrayList<>(KEPT);
        all.addAll(read(server));
        return all;
    }

    private static List<Mail> read(GreenMail from) {
        return Arrays.stream(from.getReceivedMessages())
                .map(MailServer::mail)
                .sorted(Comparator.comparing(Mail::to))
                .toList();
    }

    private static Mail mail(MimeMessage message) {
        try {
            return new Mail(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    part(message, "text/plain"),
                    part(message, "text/html"),
                    message);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("The server received a mail that cannot be read.", e);
        }
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString().replace("\r\n", "\n");
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    /** A mail as its reader sees it. */
    public record Mail(String to, String subject, String text, String html, MimeMessage message) {

        /** The first header of this name as it was sent, or an empty text. */
        public String header(String name) {
            try {
                var values = message.getHeader(name);
                return values == null ? "" : values[0];
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
