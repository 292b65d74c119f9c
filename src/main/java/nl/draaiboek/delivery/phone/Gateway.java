package nl.draaiboek.delivery.phone;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.delivery.Http;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Any gateway that takes an HTTP request, for SMS or for calls. */
final class Gateway implements Provider {

    private final String channel;
    private final String name;
    private final GatewaySettings settings;
    private final GatewayAnswers answers;
    private final CallBackAddresses addresses;
    private final Http http;
    private final Spoken words;

    /** Fills in what the channel has to say. */
    interface Spoken {
        Map<String, String> of(OutgoingMessage message);
    }

    Gateway(
            String channel,
            String name,
            GatewaySettings settings,
            CallBackAddresses addresses,
            Http http,
            Spoken words) {
        this.channel = channel;
        this.name = name;
        this.settings = settings;
        this.answers = new GatewayAnswers(name, settings, http);
        this.addresses = addresses;
        this.http = http;
        this.words = words;
    }

    /** What is wrong with the settings, in words for an administrator. */
    static Optional<String> fault(String channel, String name, GatewaySettings settings) {
        var prefix = ("DRAAIBOEK_" + channel + "_GATEWAYS_" + name + "_").toUpperCase(Locale.ROOT);
        if (PhoneSettings.blank(settings.url())) {
            return Optional.of("Gateway " + name + " has no address: set " + prefix + "URL.");
        }
        for (var template : new String[] {settings.url(), settings.headers(), settings.body()}) {
            var unknown = Placeholders.unknown(PhoneSettings.text(template));
            if (!unknown.isEmpty()) {
                return Optional.of("Gateway " + name + " asks for " + unknown + "; known are "
                        + new java.util.TreeSet<>(Placeholders.KNOWN) + ".");
            }
        }
        try {
            var address = URI.create(Placeholders.inAddress(PhoneSettings.text(settings.url()), filledWith("x")));
            if (address.getHost() == null
                    || !String.valueOf(address.getScheme()).matches("https?")) {
                return Optional.of(prefix + "URL is no http address.");
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(prefix + "URL is no address.");
        }
        var secret = settings.secret();
        if (secret != null && !secret.isBlank() && secret.length() < GatewaySettings.SHORTEST_SECRET) {
            return Optional.of(prefix + "SECRET is shorter than " + GatewaySettings.SHORTEST_SECRET + " characters.");
        }
        return GatewayAnswers.fault(prefix, settings);
    }

    private static Map<String, String> filledWith(String value) {
        var values = new HashMap<String, String>();
        Placeholders.KNOWN.forEach(placeholder -> values.put(placeholder, value));
        return values;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome send(OutgoingMessage message) {
        var values = values(message);
        var headers = new HttpHeaders();
        settings.headers()
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("\\|")))
                .forEach(line -> {
                    var colon = line.indexOf(':');
                    if (colon > 0) {
                        headers.add(
                                line.substring(0, colon).strip(),
                                Placeholders.inHeader(line.substring(colon + 1).strip(), values));
                    }
                });
        if (!PhoneSettings.blank(settings.user())
                && !PhoneSettings.text(settings.url()).contains("{user}")
                && !settings.body().contains("{user}")) {
            headers.setBasicAuth(PhoneSettings.text(settings.user()), PhoneSettings.text(settings.password()));
        }
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        var body = settings.body().isEmpty()
                ? null
                : Placeholders.inBody(settings.body(), values, type == null ? "" : type);
        return http.send(
                name,
                HttpMethod.valueOf(settings.method().toUpperCase(Locale.ROOT)),
                URI.create(Placeholders.inAddress(PhoneSettings.text(settings.url()), values)),
                headers,
                body,
                answers::read);
    }

    private Map<String, String> values(OutgoingMessage message) {
        var values = new HashMap<>(words.of(message));
        values.put("to", message.recipient().address());
        values.put("digits", message.recipient().address().replace("+", ""));
        values.put("message", message.key());
        values.put("language", message.recipient().language());
        values.put("user", PhoneSettings.text(settings.user()));
        values.put("password", PhoneSettings.text(settings.password()));
        if (!PhoneSettings.blank(settings.from())) {
            values.put("from", PhoneSettings.text(settings.from()));
        }
        var secret = PhoneSettings.text(settings.secret());
        values.put(
                "status-url",
                secret.isEmpty() ? "" : addresses.proven(GatewayHooks.status(channel, name), message, secret));
        values.put("keys-url", secret.isEmpty() ? "" : addresses.proven(GatewayHooks.keys(name), message, secret));
        return values;
    }
}
