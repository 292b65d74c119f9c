package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * One diagram, decision table or form.
 *
 * @param name file name without folders, as it is deployed
 */
record PlanFile(String name, byte[] content) {

    enum Kind {
        BPMN,
        DMN,
        FORM
    }

    static Optional<Kind> kind(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return java.util.Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(ending))
                .findFirst();
    }

    Kind kind() {
        return kind(name).orElseThrow();
    }

    /** The same for the same words, whatever the line ends. */
    String sha256() {
        try {
            var text = new String(content, StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .strip();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Ids of the processes, decisions or the form in it. */
    List<String> keys() {
        return switch (kind()) {
            case BPMN -> ids("process");
            case DMN -> ids("decision");
            case FORM -> List.of(formId());
        };
    }

    /**
     * The XML, read without fetching anything from elsewhere.
     *
     * @throws Unreadable when it is none
     */
    Document xml() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(content));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new Unreadable(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<String> ids(String element) {
        var found = xml().getElementsByTagNameNS("*", element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> ((Element) found.item(i)).getAttribute("id"))
                .toList();
    }

    private String formId() {
        try {
            return new ObjectMapper()
                    .readTree(new String(content, StandardCharsets.UTF_8))
                    .path("id")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new Unreadable(name + " is not a form: " + e.getOriginalMessage(), e);
        }
    }

    /** A file that is not what its name says. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
