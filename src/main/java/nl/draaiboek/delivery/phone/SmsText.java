package nl.draaiboek.delivery.phone;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words of an SMS, as the network counts them (3GPP TS 23.038): 160 characters of its own alphabet or 70 of any other in
 * one segment, 153 or 67 in each of several. One ë makes the whole SMS the longer kind; the word stays as it is written.
 */
record SmsText(String text, Encoding encoding, int segments) {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[~]|€";

    /** What word processors make of plain characters, and would cost half the room. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("\u2018", "'"),
            Map.entry("\u2019", "'"),
            Map.entry("\u201C", "\""),
            Map.entry("\u201D", "\""),
            Map.entry("\u201E", "\""),
            Map.entry("\u2010", "-"),
            Map.entry("\u2011", "-"),
            Map.entry("\u2013", "-"),
            Map.entry("\u2014", "-"),
            Map.entry("\u2022", "-"),
            Map.entry("\u2026", "..."),
            Map.entry("\u2192", "->"),
            Map.entry("\u00A0", " "),
            Map.entry("\u202F", " "));

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String LEFT_OUT = "...";

    enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int eachOfSeveral;

        Encoding(int alone, int eachOfSeveral) {
            this.alone = alone;
            this.eachOfSeveral = eachOfSeveral;
        }
    }

    /** @param longest in segments; what is longer loses its last words, but no link unless the links alone are too long */
    static SmsText of(String words, int longest) {
        var text = tidy(words);
        var whole = count(text);
        return whole.segments() <= longest ? whole : shortened(text, longest);
    }

    private static String tidy(String words) {
        var text = Normalizer.normalize(words, Normalizer.Form.NFC).replace("\r\n", "\n");
        for (var replaced : PLAIN.entrySet()) {
            text = text.replace(replaced.getKey(), replaced.getValue());
        }
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "")
                .replaceAll("[ \t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static SmsText shortened(String text, int longest) {
        var links = LINK.matcher(text);
        var end =
                links.find() ? text.substring(startOfLine(text, links.start())).strip() : "";
        var fits = shortened(end.isEmpty() ? text : text.substring(0, text.length() - end.length()), end, longest);
        return fits != null ? fits : linksOnly(text, longest);
    }

    /** @return null when not even the end fits */
    private static @org.jspecify.annotations.Nullable SmsText shortened(String words, String end, int longest) {
        var kept = words.strip();
        while (true) {
            var cut = count(kept + LEFT_OUT + (end.isEmpty() ? "" : "\n" + end));
            if (cut.segments() <= longest) {
                return cut;
            }
            if (kept.isEmpty()) {
                return null;
            }
            var space = kept.lastIndexOf(' ');
            kept = (space > 0 && kept.length() - space < 40
                            ? kept.substring(0, space)
                            : kept.substring(0, kept.offsetByCodePoints(kept.length(), -1)))
                    .strip();
        }
    }

    private static SmsText linksOnly(String text, int longest) {
        var links = new ArrayList<>(
                LINK.matcher(text).results().map(link -> link.group()).toList());
        while (links.size() > 1 && count(joined(links)).segments() > longest) {
            links.remove(links.size() - 1);
        }
        return count(joined(links));
    }

    private static String joined(List<String> links) {
        return String.join("\n", links);
    }

    /** The line in which the first link stands explains it; a long one is cut like the rest. */
    private static int startOfLine(String text, int link) {
        var line = text.lastIndexOf('\n', link) + 1;
        return link - line <= 80 ? line : link;
    }

    static SmsText count(String text) {
        var encoding = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0)
                ? Encoding.GSM_7
                : Encoding.UCS_2;
        var whole = text.codePoints().map(c -> room(c, encoding)).sum();
        return new SmsText(text, encoding, whole <= encoding.alone ? 1 : several(text, encoding));
    }

    /** A character is never divided over two segments. */
    private static int several(String text, Encoding encoding) {
        var segments = 1;
        var used = 0;
        for (var c : text.codePoints().toArray()) {
            var room = room(c, encoding);
            if (used + room > encoding.eachOfSeveral) {
                segments++;
                used = 0;
            }
            used += room;
        }
        return segments;
    }

    private static int room(int character, Encoding encoding) {
        return encoding == Encoding.UCS_2 ? Character.charCount(character) : EXTENDED.indexOf(character) >= 0 ? 2 : 1;
    }
}
