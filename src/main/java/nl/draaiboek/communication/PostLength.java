package nl.draaiboek.communication;

import java.util.regex.Pattern;

/** How long a post is as X counts: a link is 23, letters of most European scripts are 1, everything else is 2. */
final class PostLength {

    static final int MOST = 280;

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final int LINK_LENGTH = 23;

    private PostLength() {}

    static int of(String text) {
        var links = (int) LINK.matcher(text).results().count();
        return links * LINK_LENGTH
                + LINK.matcher(text)
                        .replaceAll("")
                        .codePoints()
                        .map(PostLength::weight)
                        .sum();
    }

    /** The text without its last words, by at least so much, ending in an ellipsis; empty when little would be left. */
    static String shorter(String text, int by) {
        var end = Math.max(0, text.length() - by - 2);
        var space = text.lastIndexOf(' ', end);
        return space < 20 ? "" : text.substring(0, space).stripTrailing().replaceAll("…$", "") + "…";
    }

    /** At most so long, whatever it takes. */
    static String cut(String text, int most) {
        var shorter = text;
        while (of(shorter) > most) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }

    private static int weight(int c) {
        return c <= 0x10FF
                        || (c >= 0x2000 && c <= 0x200D)
                        || (c >= 0x2010 && c <= 0x201F)
                        || (c >= 0x2032 && c <= 0x2037)
                ? 1
                : 2;
    }
}
