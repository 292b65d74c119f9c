package nl.draaiboek.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.delivery.Outbox.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Says so when a message could not go out in time: it is the latest state and the only one of those that were missed, so it
 * is the summary of them.
 */
final class LateNote {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private LateNote() {}

    static Map<String, Content> on(Letter letter) {
        if (letter.givenUpAt() == null) {
            return letter.contents();
        }
        var contents = new HashMap<String, Content>();
        letter.contents()
                .forEach((language, content) -> contents.put(language, late(language, content, letter.givenUpAt())));
        return contents;
    }

    private static Content late(String language, Content content, Instant givenUpAt) {
        var at = TIME.format(givenUpAt.atZone(ZONE));
        var note = language.startsWith("nl")
                ? "Dit bericht komt later dan bedoeld: rond " + at
                        + " konden wij u langs deze weg niet bereiken. Het is de"
                        + " laatste stand van zaken; eerdere berichten die u miste, zijn hierin begrepen."
                : "This message is late: around " + at + " we could not reach you this way. It is the latest state, and"
                        + " takes the place of any earlier messages that you missed.";
        return new Content(
                content.subject(), note + "\n\n" + content.text(), html(note, content.html()), content.facts());
    }

    private static @Nullable String html(String note, @Nullable String html) {
        return html == null ? null : "<p><em>" + note + "</em></p>\n" + html;
    }
}
