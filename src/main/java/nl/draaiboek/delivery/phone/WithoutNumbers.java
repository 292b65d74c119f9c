package nl.draaiboek.delivery.phone;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words of others that we show or write to a log: on one line, not too long, and without what may be somebody's number. */
final class WithoutNumbers {

    private static final Pattern NUMBER = Pattern.compile("(?:\\+|%2[Bb]|\\b00)?\\d(?:[\\s().%/-]{0,3}\\d){7,}");
    private static final int LONGEST = 300;

    private WithoutNumbers() {}

    static String in(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var line = NUMBER.matcher(text.replaceAll("\\s+", " ").strip()).replaceAll("(number)");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
