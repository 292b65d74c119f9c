package nl.draaiboek.delivery.x;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Counts as X counts: 280, where a letter of a Latin script is one, an emoji or a letter of most other scripts two, and a web
 * address 23 whatever its length. What is longer becomes a thread, broken between sentences or words and numbered.
 *
 * @see <a href="https://docs.x.com/fundamentals/counting-characters">Counting characters</a>
 */
final class PostText {

    static final int LONGEST = 280;
    private static final int ADDRESS = 23;
    private static final int ROOM_FOR_NUMBER = " (10/10)".length();
    /** A character as a reader sees it, which may be several code points. */
    private static final Pattern CHARACTER = Pattern.compile("\\X", Pattern.DOTALL);

    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]]");

    private PostText() {}

    static int length(String text) {
        var normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        var urls = URL.matcher(normal);
        var length = 0;
        var from = 0;
        while (urls.find()) {
            length += weigh(normal.substring(from, urls.start())) + ADDRESS;
            from = urls.end();
        }
        return length + weigh(normal.substring(from));
    }

    private static int weigh(String text) {
        return CHARACTER
                .matcher(text)
                .results()
                .mapToInt(c -> weighOne(c.group()))
                .sum();
    }

    /** One character as a reader sees it; an emoji of several code points is still two. */
    private static int weighOne(String character) {
        if (character.codePoints().anyMatch(PostText::isEmoji)) {
            return 2;
        }
        return character.codePoints().map(c -> isLight(c) ? 1 : 2).sum();
    }

    private static boolean isEmoji(int c) {
        return c >= 0x1F000 && c <= 0x1FAFF || c >= 0x2600 && c <= 0x27BF || c == 0xFE0F || c == 0x200D;
    }

    /** The ranges of configuration version 3 of twitter-text. */
    private static boolean isLight(int c) {
        return c <= 0x10FF || c >= 0x2000 && c <= 0x200D || c >= 0x2010 && c <= 0x201F || c >= 0x2032 && c <= 0x2037;
    }

    /** One post, or the numbered posts of a thread. */
    static List<String> thread(String text) {
        var whole = text.strip();
        if (length(whole) <= LONGEST) {
            return List.of(whole);
        }
        var parts = new ArrayList<String>();
        var current = new StringBuilder();
        for (var word : whole.split("(?<=\\s)", -1)) {
            for (var piece : pieces(word)) {
                if (length(current + piece.stripTrailing()) > LONGEST - ROOM_FOR_NUMBER) {
                    parts.add(current.toString().strip());
                    current.setLength(0);
                }
                current.append(piece);
            }
        }
        parts.add(current.toString().strip());
        parts.removeIf(String::isEmpty);
        var numbered = new ArrayList<String>();
        for (var i = 0; i < parts.size(); i++) {
            numbered.add(parts.get(i) + " (" + (i + 1) + "/" + parts.size() + ")");
        }
        return numbered;
    }

    /** A word that is longer than a post is cut. */
    private static List<String> pieces(String word) {
        if (length(word) <= LONGEST - ROOM_FOR_NUMBER) {
            return List.of(word);
        }
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var c : CHARACTER.matcher(word).results().toList()) {
            if (piece.length() > LONGEST / 4) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(c.group());
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
