package nl.draaiboek.delivery.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Asks the mail server once, when the program starts, so that a wrong setting is heard of before the first incident. */
@Component
@Profile("!test")
class AskMailServer {

    private static final Logger LOG = LoggerFactory.getLogger(AskMailServer.class);

    private final ObjectProvider<JavaMailSenderImpl> servers;
    private final MailChannel channel;

    AskMailServer(ObjectProvider<JavaMailSenderImpl> servers, MailChannel channel) {
        this.servers = servers;
        this.channel = channel;
    }

    /** On a thread of its own: a server that stalls must not hold up the start. */
    @EventListener(ApplicationReadyEvent.class)
    void ask() {
        var server = servers.getIfAvailable();
        if (server != null && channel.readiness().on()) {
            var asking = new Thread(() -> ask(server), "ask-mail-server");
            asking.setDaemon(true);
            asking.start();
        }
    }

    private static void ask(JavaMailSenderImpl server) {
        var where = server.getHost() + ":" + (server.getPort() > 0 ? server.getPort() : 25);
        try {
            server.testConnection();
            LOG.info("The mail server {} answers.", where);
        } catch (AuthenticationFailedException e) {
            LOG.warn(
                    "The mail server {} refuses the login: check SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD. Until then"
                            + " mails wait and the other channels go on. ({})",
                    where,
                    oneLine(e));
        } catch (MessagingException | RuntimeException e) {
            LOG.warn(
                    "The mail server {} cannot be used: check SPRING_MAIL_HOST, SPRING_MAIL_PORT and its TLS. Until then mails"
                            + " wait and the other channels go on. ({})",
                    where,
                    oneLine(e));
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    }
}
