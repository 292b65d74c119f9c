package nl.draaiboek.delivery.phone;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells us and has shown to come from it.
 *
 * @param once the same for the same thing told twice
 * @param message key of the message it is about, or null for an SMS
 * @param sender of an SMS
 * @param words the text of an SMS, the key that was pressed, how a call ended, or why an SMS did not arrive
 */
record CallBack(
        Kind kind,
        String provider,
        String providerId,
        String once,
        @Nullable String message,
        @Nullable String sender,
        String words) {

    private static final int LONGEST = 2_000;

    enum Kind {
        SMS,
        KEY,
        ENDED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CallBack {
        words = clean(words);
        words = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }

    /** The database takes no NUL, and nobody has a use for the others. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
    }

    @Override
    public String toString() {
        return kind + " of " + provider + " " + providerId;
    }
}
