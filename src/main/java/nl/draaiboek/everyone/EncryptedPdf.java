package nl.draaiboek.everyone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * An emergency pack as a file that every reader of PDF opens and prints, with a passphrase: AES with a key of 256 bits, as
 * ISO 32000-2 has it. Needs nothing but itself.
 */
final class EncryptedPdf {

    /** Shorter ones are guessed by whoever finds the file. */
    static final int SHORTEST = 12;

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final PDRectangle PAGE = PDRectangle.A4;
    private static final float MARGIN = 50;

    private final PDDocument document;
    private final PDFont font;
    private final String foot;
    private PDPageContentStream page;
    private float y;
    private int pages;

    private EncryptedPdf(PDDocument document, String foot) throws IOException {
        this.document = document;
        this.foot = foot;
        try (var file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            this.font = PDType0Font.load(document, file, true);
        }
        this.page = turn();
    }

    /**
     * @param made when, in words, for the foot of each page
     * @throws IllegalArgumentException when the passphrase is too short
     */
    static byte[] of(EmergencyPack pack, String made, String passphrase) {
        if (passphrase.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "The passphrase has " + passphrase.length() + " characters; it needs at least " + SHORTEST + ".");
        }
        try (var document = new PDDocument();
                var bytes = new ByteArrayOutputStream()) {
            var pdf = new EncryptedPdf(document, pack.title() + " · " + made);
            pdf.write(pack.title(), 22, 10);
            pdf.write(made, 9, 8);
            for (var line : pack.lines()) {
                switch (line.kind()) {
                    case PART -> pdf.part(line.text());
                    case HEADING -> pdf.write(line.text(), 12, 8);
                    case TEXT -> pdf.write(line.text(), 9.5f, 2);
                    case SMALL -> pdf.write(line.text(), 8, 0);
                }
            }
            pdf.page.close();
            protect(document, passphrase);
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("What is only in memory can be written.", e);
        }
    }

    private static void protect(PDDocument document, String passphrase) throws IOException {
        var owner = new byte[24];
        new SecureRandom().nextBytes(owner);
        var policy = new StandardProtectionPolicy(
                HexFormat.of().formatHex(owner), passphrase, AccessPermission.getOwnerAccessPermission());
        policy.setEncryptionKeyLength(256);
        policy.setPreferAES(true);
        document.protect(policy);
    }

    private void part(String name) throws IOException {
        page.close();
        page = turn();
        write(name, 17, 6);
    }

    private void write(String text, float size, float above) throws IOException {
        y -= above;
        for (var line : wrapped(text, size)) {
            y -= size * 1.3f;
            if (y < MARGIN + 20) {
                page.close();
                page = turn();
                y -= size * 1.3f;
            }
            show(line, size, y);
        }
    }

    private void show(String line, float size, float at) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(MARGIN, at);
        page.showText(line);
        page.endText();
    }

    private PDPageContentStream turn() throws IOException {
        var next = new PDPage(PAGE);
        document.addPage(next);
        pages++;
        y = PAGE.getHeight() - MARGIN;
        page = new PDPageContentStream(document, next);
        show(printable(foot + " · " + pages), 7, MARGIN - 15);
        return page;
    }

    private List<String> wrapped(String text, float size) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : printable(text).split(" ", -1)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) > PAGE.getWidth() - 2 * MARGIN && !line.isEmpty()) {
                lines.add(line.toString());
                line = new StringBuilder(word);
            } else {
                line = new StringBuilder(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** What this font cannot show is shown as a question mark. */
    private String printable(String text) {
        var shown = new StringBuilder();
        text.replaceAll("\\s", " ").codePoints().forEach(c -> {
            var character = Character.toString(c);
            try {
                font.encode(character);
                shown.append(character);
            } catch (IOException | IllegalArgumentException e) {
                shown.append('?');
            }
        });
        return shown.toString();
    }
}
