package nl.draaiboek.delivery.mail;

import jakarta.mail.MessagingException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLPeerUnverifiedException;
import nl.draaiboek.delivery.Outcome;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the server means (RFC 5321 §4.2): about the address, about the message at this address, or about the server.
 */
final class SmtpAnswers {

    private static final int CLOSING = 421;

    private SmtpAnswers() {}

    /** @param handedOver whether the whole message had been written, so that the server may have taken it */
    static Outcome outcome(MessagingException failure, boolean handedOver) {
        for (Exception e = failure; e != null; e = next(e)) {
            if (e instanceof SMTPAddressFailedException address) {
                return aboutAddress(address.getReturnCode(), words(e));
            }
            if (e instanceof SMTPSenderFailedException) {
                return new Outcome.ChannelDown("The server refuses our sender: " + words(e), null);
            }
        }
        if (!handedOver && failedOnCertificate(failure)) {
            return new Outcome.ChannelDown(
                    "The certificate of the mail server is not trusted: " + words(failure)
                            + " Have the server show a certificate of a known authority, or name its own by SPRING_MAIL_SSL_BUNDLE.",
                    null);
        }
        if (failure instanceof SMTPSendFailedException answered && answered.getReturnCode() > 0) {
            return aboutMessage(answered, handedOver);
        }
        return handedOver
                ? new Outcome.Unknown("The connection broke before the server confirmed: " + words(failure))
                : new Outcome.ChannelDown(words(failure), null);
    }

    private static Outcome aboutAddress(int code, String words) {
        if (code == CLOSING) {
            return new Outcome.ChannelDown(words, null);
        }
        return code >= 500 ? new Outcome.Refused(words) : new Outcome.TryLater(words, null);
    }

    private static Outcome aboutMessage(SMTPSendFailedException answered, boolean handedOver) {
        var code = answered.getReturnCode();
        var command = Objects.requireNonNullElse(answered.getCommand(), "").toUpperCase(Locale.ROOT);
        if (code == CLOSING || command.startsWith("MAIL")) {
            return new Outcome.ChannelDown(words(answered), null);
        }
        if (code >= 500) {
            return new Outcome.Refused(words(answered));
        }
        if (code >= 400) {
            return new Outcome.TryLater(words(answered), null);
        }
        return handedOver ? new Outcome.Unknown(words(answered)) : new Outcome.ChannelDown(words(answered), null);
    }

    /** No authority vouches for it, it is for another name, or its time is over. */
    private static boolean failedOnCertificate(MessagingException failure) {
        for (Exception e = failure; e != null; e = next(e)) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateException
                        || cause instanceof CertPathValidatorException
                        || cause instanceof SSLPeerUnverifiedException) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException m ? m.getNextException() : null;
    }

    private static String words(Exception e) {
        var words = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
                .replaceAll("[\\r\\n]+", " ")
                .strip();
        var cause = next(e);
        return cause != null
                        && cause.getMessage() != null
                        && !words.contains(cause.getMessage().strip())
                ? words + " (" + cause.getMessage().replaceAll("[\\r\\n]+", " ").strip() + ")"
                : words;
    }
}
