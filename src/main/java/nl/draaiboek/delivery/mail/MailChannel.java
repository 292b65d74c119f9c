package nl.draaiboek.delivery.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Mail over SMTP, with one kept connection per thread. */
@Component
class MailChannel implements Channel {

    private static final String[] TIMEOUTS = {"connectiontimeout", "timeout", "writetimeout"};

    private final @Nullable JavaMailSenderImpl server;
    private final MailProperties properties;

    @Autowired
    MailChannel(ObjectProvider<JavaMailSenderImpl> server, MailProperties properties) {
        this(server.getIfAvailable(), properties);
    }

    MailChannel(@Nullable JavaMailSenderImpl server, MailProperties properties) {
        this.server = server;
        this.properties = properties;
        if (this.server != null) {
            neverWaitForever(this.server);
        }
    }

    /** Without these an SMTP server that stalls holds a thread for good. */
    private static void neverWaitForever(JavaMailSenderImpl server) {
        var settings = server.getJavaMailProperties();
        for (var protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            for (var timeout : TIMEOUTS) {
                settings.putIfAbsent(protocol + timeout, "15000");
            }
        }
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Readiness readiness() {
        if (server == null) {
            return Readiness.off("No mail server: set SPRING_MAIL_HOST (and SPRING_MAIL_PORT, SPRING_MAIL_USERNAME,"
                    + " SPRING_MAIL_PASSWORD).");
        }
        if (properties.from() == null) {
            return Readiness.off(
                    "No sender: set DRAAIBOEK_MAIL_FROM to an address, such as status@haarlem-hosting.example.");
        }
        try {
            new InternetAddress(properties.from(), true).validate();
            return Readiness.ready();
        } catch (AddressException e) {
            return Readiness.off("DRAAIBOEK_MAIL_FROM is '" + properties.from() + "', which is no mail address.");
        }
    }

    @Override
    public ChannelPolicy policy() {
        return new ChannelPolicy(
                properties.connections(),
                properties.perSecond(),
                properties.attempts(),
                properties.firstRetry(),
                properties.longestRetry(),
                properties.givesUpAfter(),
                ChannelPolicy.ALWAYS);
    }

    @Override
    public Session open() {
        if (server == null) {
            throw new IllegalStateException(readiness().why());
        }
        return new MailSession(server, properties);
    }
}
