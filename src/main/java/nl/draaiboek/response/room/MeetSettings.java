package nl.draaiboek.response.room;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.WebAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the team of an incident talks, beside the chat.
 *
 * @param video address of the call; <code>{code}</code> in it becomes the code of the incident, <code>{secret}</code> what nobody
 *     can guess. Empty when whoever leads opens a call by hand
 * @param place a room in a building instead of a call; empty for none
 */
@ConfigurationProperties("draaiboek.meet")
record MeetSettings(@DefaultValue("") String video, @DefaultValue("") String place) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int SECRET = 12;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    MeetSettings {
        var plain = video.strip().replace("{code}", "inc").replace("{secret}", "x");
        if (!plain.isEmpty() && (PLACEHOLDER.matcher(plain).find() || !WebAddress.is(plain))) {
            throw new IllegalArgumentException(
                    "DRAAIBOEK_MEET_VIDEO must be an address such as https://meet.example/{code}-{secret}; {code} and {secret} are"
                            + " the only placeholders.");
        }
    }

    /** Empty without a pattern. Another one each time, where there is a secret in it. */
    String call(IncidentCode code) {
        return video.strip()
                .replace("{code}", code.value().toLowerCase(Locale.ROOT))
                .replace("{secret}", secret());
    }

    private static String secret() {
        return RANDOM.ints(SECRET, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }
}
