package nl.draaiboek.delivery.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.IdentityHashMap;
import java.util.Objects;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One SMTP connection, kept between messages. */
final class MailSession implements Channel.Session {

    private static final int BODIES_KEPT = 16;

    private final JavaMailSenderImpl server;
    private final jakarta.mail.Session session;
    private final MailHeaders headers;
    private final IdentityHashMap<Content, MailBody> bodies = new IdentityHashMap<>();
    private @Nullable Transport transport;

    MailSession(JavaMailSenderImpl server, MailProperties properties) {
        this.server = server;
        this.session = server.getSession();
        this.headers = new MailHeaders(properties);
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        RenderedMail mail;
        InternetAddress to;
        try {
            to = MailHeaders.address(message.recipient().address());
            mail = new RenderedMail(session, headers.of(message, to), body(message), headers.from());
        } catch (MessagingException e) {
            return new Outcome.Refused("'" + message.recipient().address() + "' is no mail address: " + e.getMessage());
        }
        var kept = transport != null;
        var outcome = send(mail, to);
        if (kept && outcome instanceof Outcome.ChannelDown) {
            // The server closed a connection that stood idle; that says nothing about the server.
            close();
            mail.again();
            return send(mail, to);
        }
        return outcome;
    }

    private Outcome send(RenderedMail mail, InternetAddress to) {
        try {
            connected().sendMessage(mail, new InternetAddress[] {to});
            return new Outcome.Delivered(null);
        } catch (MessagingException e) {
            return SmtpAnswers.outcome(e, mail.handedOver());
        }
    }

    private Transport connected() throws MessagingException {
        if (transport == null) {
            var fresh = session.getTransport(Objects.requireNonNullElse(server.getProtocol(), "smtp"));
            var user = server.getUsername();
            // An empty name, as a file of settings with nothing filled in gives, is no login.
            var login = user != null && !user.isBlank();
            fresh.connect(server.getHost(), server.getPort(), login ? user : null, login ? server.getPassword() : null);
            transport = fresh;
        }
        return transport;
    }

    /** Rendered once for all who read it; the outbox passes the same content for every row of a claim. */
    private MailBody.Filled body(OutgoingMessage message) {
        if (bodies.size() > BODIES_KEPT) {
            bodies.clear();
        }
        return bodies.computeIfAbsent(message.content(), MailBody::of)
                .filledFor(message.recipient().own());
    }

    @Override
    public void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                // It is gone either way.
            }
            transport = null;
        }
    }
}
