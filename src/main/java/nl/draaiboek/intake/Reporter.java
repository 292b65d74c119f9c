package nl.draaiboek.intake;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who reported something, as far as they said.
 *
 * @param user their login, when they are a colleague
 * @param name as typed
 * @param mail where they can be told what came of it
 */
public record Reporter(@Nullable String user, @Nullable String name, @Nullable String mail) {

    private static final Pattern MAIL = Pattern.compile("[^\\s<>,;:\"()\\[\\]@\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,190}");

    /** Whether it can be a mail address: one, without a name, a line break or a second one behind it. */
    public static boolean isMail(String text) {
        return MAIL.matcher(text).matches();
    }
}
