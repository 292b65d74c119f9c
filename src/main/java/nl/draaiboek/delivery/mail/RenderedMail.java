package nl.draaiboek.delivery.mail;

import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A mail that is already bytes; remembers whether all of them were handed to the connection. */
final class RenderedMail extends MimeMessage {

    private final byte[] headerBytes;
    private final MailBody.Filled body;
    private final InternetAddress sender;
    private boolean handedOver;

    RenderedMail(Session session, byte[] headerBytes, MailBody.Filled body, InternetAddress sender) {
        super(session);
        this.headerBytes = headerBytes;
        this.body = body;
        this.sender = sender;
        this.saved = true;
    }

    boolean handedOver() {
        return handedOver;
    }

    /** It is sent once more over another connection. */
    void again() {
        handedOver = false;
    }

    @Override
    public Address[] getFrom() {
        return new Address[] {sender};
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(headerBytes);
        body.writeTo(out);
        handedOver = true;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException {
        writeTo(out);
    }
}
