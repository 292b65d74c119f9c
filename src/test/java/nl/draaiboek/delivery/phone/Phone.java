package nl.draaiboek.delivery.phone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Links;
import nl.draaiboek.support.MovableClock;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/** The two channels with settings of a test, and what is sent through them. */
final class Phone {

    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final String ADDRESS = "https://draaiboek.waddenhost.example";
    static final String NUMBER = "+31612345601";
    static final String KEY = "0b0e1f5a-53a6-4a3d-9d0c-0a1b2c3d4e5f.1";
    static final PhoneSettings.Twilio NO_TWILIO =
            new PhoneSettings.Twilio(URI.create("http://127.0.0.1:1"), null, null, null, null);

    final MovableClock clock = new MovableClock();
    final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final Channel sms;
    private final Channel call;

    Phone(PhoneSettings.Twilio twilio, Map<String, GatewaySettings> gateways) {
        this(twilio, gateways, new Links(ADDRESS));
    }

    Phone(PhoneSettings.Twilio twilio, Map<String, GatewaySettings> gateways, Links links) {
        this(twilio, gateways, List.of(), "Waddenhost", links);
    }

    Phone(
            PhoneSettings.Twilio twilio,
            Map<String, GatewaySettings> gateways,
            List<String> order,
            @Nullable String smsFrom,
            Links links) {
        clock.set(NOW);
        var settings = new PhoneSettings(
                twilio,
                new PhoneSettings.Sms(
                        order,
                        smsFrom,
                        4,
                        1,
                        100,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(20),
                        gateways),
                new PhoneSettings.Call(
                        order,
                        "+3197010240000",
                        Duration.ofSeconds(25),
                        Map.of(),
                        1,
                        100,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(20),
                        gateways));
        var channels = new PhoneChannels(settings, clock);
        var addresses = new CallBackAddresses(links, clock);
        this.sms = channels.smsChannel(addresses, figures);
        this.call = channels.callChannel(addresses);
    }

    Sending sms() {
        return new Sending(sms);
    }

    Sending call() {
        return new Sending(call);
    }

    record Sending(Channel channel) {

        Outcome send(OutgoingMessage message) {
            try (var session = channel.open()) {
                return session.send(message);
            }
        }
    }

    static OutgoingMessage message(String text) {
        return message(Content.text("Storing", text));
    }

    static OutgoingMessage message(Content content) {
        return message(content, "nl", 1, false);
    }

    static OutgoingMessage again(String text, String language) {
        return message(Content.text("Storing", text), language, 2, true);
    }

    private static OutgoingMessage message(Content content, String language, int attempt, boolean again) {
        return new OutgoingMessage(
                KEY,
                attempt,
                again,
                new IncidentCode("INC-2026-0001"),
                "team",
                new Recipient("person:anouk", NUMBER, language, Map.of()),
                content,
                "INC-2026-0001/team",
                null);
    }

    /** A gateway in the manner of Kannel. */
    static GatewaySettings gateway(String url) {
        return gateway(url, "GET", "", "", "");
    }

    static GatewaySettings gateway(String url, String method, String headers, String body, String id) {
        return new GatewaySettings(
                url,
                method,
                headers,
                body,
                "draaiboek",
                "geheim",
                null,
                "2xx",
                "400",
                "429 503",
                null,
                null,
                null,
                id,
                "secret-of-the-gateway-0123456789abcdef",
                Map.of(),
                Map.of());
    }

    /** The same document in one way of writing. */
    static String xml(String text) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
        var written = new java.io.StringWriter();
        var transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(written));
        return written.toString();
    }
}
