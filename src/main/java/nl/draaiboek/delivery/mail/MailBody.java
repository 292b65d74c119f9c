package nl.draaiboek.delivery.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.Attachment;
import nl.draaiboek.delivery.Content;
import org.springframework.web.util.HtmlUtils;

/**
 * A text and an HTML part, encoded once for everyone; only the recipient's own lines, written <code>{{name}}</code>, are
 * encoded per mail. What nobody fills in stays as it was written.
 */
final class MailBody {

    private static final Pattern OWN = Pattern.compile("\\{\\{(\\w{1,40})}}");
    private static final int LONGEST = 68;
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    private static final byte[] SUBJECT = ascii("Subject: ");
    private static final byte[] SOFT_BREAK = ascii("=\r\n");

    private final byte[] contentType;
    private final byte[] subject;
    private final List<Piece> pieces = new ArrayList<>();

    private MailBody(Content content) {
        subject = ascii(MailHeaders.encoded("Subject", content.subject()));
        var boundary = "=_" + UUID.randomUUID();
        var alternative = "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n";
        var attachment = Attachment.of(content);
        var around = "=_" + UUID.randomUUID();
        contentType = ascii(
                attachment.isEmpty()
                        ? alternative
                        : "Content-Type: multipart/mixed;\r\n boundary=\"" + around + "\"\r\n");
        attachment.ifPresent(file -> raw("--" + around + "\r\n" + alternative + "\r\n"));
        var html = content.html() == null ? "<p>" + paragraphs(content.text()) + "</p>" : content.html();
        raw("--" + boundary + "\r\n");
        part("text/plain", content.text(), false);
        raw("\r\n--" + boundary + "\r\n");
        part("text/html", document(html), true);
        raw("\r\n--" + boundary + "--\r\n");
        attachment.ifPresent(file -> attach(file, around));
    }

    private void attach(Attachment file, String around) {
        raw("\r\n--" + around + "\r\nContent-Type: " + file.type() + "; name=\"" + file.name() + "\"\r\n"
                + "Content-Disposition: attachment; filename=\"" + file.name() + "\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n");
        pieces.add(new Piece.Fixed(Base64.getMimeEncoder().encode(file.bytes())));
        raw("\r\n--" + around + "--\r\n");
    }

    static MailBody of(Content content) {
        return new MailBody(content);
    }

    Filled filledFor(Map<String, String> own) {
        return new Filled(this, own);
    }

    private void raw(String text) {
        pieces.add(new Piece.Fixed(ascii(text)));
    }

    private void part(String type, String text, boolean html) {
        raw("Content-Type: " + type + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        var matcher = OWN.matcher(text);
        var from = 0;
        while (matcher.find()) {
            pieces.add(new Piece.Fixed(encoded(text.substring(from, matcher.start()))));
            pieces.add(new Piece.Own(matcher.group(1), encodedLine(matcher.group()), html));
            from = matcher.end();
        }
        pieces.add(new Piece.Fixed(encoded(text.substring(from))));
    }

    private static String paragraphs(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8").replace("\n\n", "</p>\n<p>").replace("\n", "<br>\n");
    }

    private static String document(String html) {
        return html.contains("<html")
                ? html
                : "<!doctype html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n" + html
                        + "\n</body></html>\n";
    }

    /** The same for a short line of one recipient, without what a library needs to be set up for it. */
    private static byte[] encodedLine(String line) {
        var text = line.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(2 * text.length);
        var column = 0;
        for (var b : text) {
            if (column > LONGEST) {
                bytes.writeBytes(SOFT_BREAK);
                column = 0;
            }
            if (b > ' ' && b <= '~' && b != '=') {
                bytes.write(b);
                column++;
            } else {
                bytes.write('=');
                bytes.write(HEX[(b >> 4) & 15]);
                bytes.write(HEX[b & 15]);
                column += 3;
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length() + 64);
        try (var encoder = MimeUtility.encode(bytes, "quoted-printable")) {
            encoder.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("Text in memory can always be encoded.", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private sealed interface Piece {
        record Fixed(byte[] bytes) implements Piece {}

        /** @param asWritten what stands there when the recipient has no line of this name */
        record Own(String name, byte[] asWritten, boolean html) implements Piece {}
    }

    /** The body with one recipient's own lines. */
    record Filled(MailBody body, Map<String, String> own) {

        void writeTo(OutputStream out) throws IOException {
            out.write(SUBJECT);
            out.write(body.subject);
            out.write('\r');
            out.write('\n');
            out.write(body.contentType);
            out.write('\r');
            out.write('\n');
            for (var piece : body.pieces) {
                if (piece instanceof Piece.Fixed fixed) {
                    out.write(fixed.bytes());
                } else if (piece instanceof Piece.Own line) {
                    out.write(SOFT_BREAK);
                    out.write(value(line));
                    out.write(SOFT_BREAK);
                }
            }
        }

        private byte[] value(Piece.Own line) {
            var value = own.get(line.name());
            if (value == null) {
                return line.asWritten();
            }
            return encodedLine(line.html() ? HtmlUtils.htmlEscape(value, "UTF-8") : value);
        }
    }
}
