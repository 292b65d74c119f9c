package nl.draaiboek.delivery.phone;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nl.draaiboek.delivery.Http;
import nl.draaiboek.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads a gateway's answer as its settings say. */
final class GatewayAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final GatewaySettings settings;
    private final Http http;
    private final @Nullable Pattern accepted;
    private final @Nullable Pattern refused;
    private final @Nullable Pattern later;

    GatewayAnswers(String name, GatewaySettings settings, Http http) {
        this.name = name;
        this.settings = settings;
        this.http = http;
        this.accepted = pattern(settings.acceptedtext());
        this.refused = pattern(settings.refusedtext());
        this.later = pattern(settings.latertext());
    }

    /** What is wrong with the settings that say how an answer is read. */
    static Optional<String> fault(String prefix, GatewaySettings settings) {
        for (var statuses : new String[] {settings.accepted(), settings.refused(), settings.later()}) {
            if (!statuses.strip().matches("([0-9]([0-9]{2}|xx)([ ,]+|$))*")) {
                return Optional.of(
                        prefix + "ACCEPTED, _REFUSED and _LATER name statuses, such as '202' or '2xx 409'; found '"
                                + statuses + "'.");
            }
        }
        try {
            pattern(settings.acceptedtext());
            pattern(settings.refusedtext());
            pattern(settings.latertext());
            if (settings.id().startsWith("/")) {
                JsonPointer.compile(settings.id());
            } else if (!settings.id().isBlank()
                    && Pattern.compile(settings.id()).matcher("").groupCount() != 1) {
                return Optional.of(prefix + "ID is a JSON pointer or a pattern with one group.");
            }
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("A pattern of " + prefix + "* cannot be read: " + e.getDescription() + ".");
        }
    }

    private static @Nullable Pattern pattern(@Nullable String text) {
        return PhoneSettings.blank(text) ? null : Pattern.compile(PhoneSettings.text(text));
    }

    Outcome read(Http.Answer answer) {
        var why = name + " answers " + answer.status() + ": " + WithoutNumbers.in(answer.body());
        if (in(refused, answer)) {
            return new Outcome.Refused(why);
        }
        if (in(later, answer) || is(settings.later(), answer)) {
            return new Outcome.ChannelDown(why, http.retryAfter(answer.headers()));
        }
        if (is(settings.accepted(), answer)) {
            return accepted == null || in(accepted, answer)
                    ? new Outcome.Delivered(id(answer.body()))
                    : new Outcome.ChannelDown(why, null);
        }
        if (is(settings.refused(), answer)) {
            return new Outcome.Refused(why);
        }
        return answer.status() >= 500 ? new Outcome.Unknown(why) : new Outcome.ChannelDown(why, null);
    }

    private static boolean in(@Nullable Pattern pattern, Http.Answer answer) {
        return pattern != null && pattern.matcher(answer.body()).find();
    }

    private static boolean is(String statuses, Http.Answer answer) {
        var status = Integer.toString(answer.status());
        return Arrays.stream(statuses.strip().split("[ ,]+"))
                .anyMatch(known ->
                        known.equals(status) || known.endsWith("xx") && status.startsWith(known.substring(0, 1)));
    }

    private @Nullable String id(String body) {
        if (settings.id().isBlank()) {
            return null;
        }
        if (settings.id().startsWith("/")) {
            try {
                var id = JSON.readTree(body).at(settings.id()).asText("");
                return id.isEmpty() ? null : id;
            } catch (JsonProcessingException e) {
                return null;
            }
        }
        var found = Pattern.compile(settings.id()).matcher(body);
        return found.find() ? found.group(1) : null;
    }
}
