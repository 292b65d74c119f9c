package nl.draaiboek.delivery.phone;

import java.util.Map;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.OutgoingMessage;

/** What a message says on a phone: read, or spoken. In Dutch for who has Dutch, in English for all others. */
final class Words {

    private static final Pattern LINK = Pattern.compile("\\s*\\(?https?://[^\\s)]+\\)?");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)");
    private static final int LONGEST_SPOKEN = 700;

    private Words() {}

    /** The words of an SMS; a repeated one says so. */
    static String read(OutgoingMessage message) {
        var words = filled(message);
        return message.again() ? (dutch(message) ? "(Herhaling) " : "(Repeated) ") + words : words;
    }

    /** The words of a call, without its keys: nobody can follow a link by ear, nor listen for minutes. */
    static String spoken(OutgoingMessage message) {
        var words = LINK.matcher(filled(message))
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
        if (words.length() > LONGEST_SPOKEN) {
            words = cut(words);
        }
        if (!message.again()) {
            return words;
        }
        return (dutch(message)
                        ? "Misschien is hierover al eerder gebeld. "
                        : "We may have called you about this before. ")
                + words;
    }

    private static String cut(String words) {
        var end = SENTENCE_END
                .matcher(words.substring(0, LONGEST_SPOKEN))
                .results()
                .mapToInt(found -> found.end())
                .max()
                .orElse(0);
        return end > LONGEST_SPOKEN / 2
                ? words.substring(0, end)
                : words.substring(0, words.lastIndexOf(' ', LONGEST_SPOKEN)) + ".";
    }

    /** The keys and what they mean, to be spoken after the words; empty when nothing is asked. */
    static String menu(Keypad keypad, String language) {
        var menu = new StringBuilder();
        for (Map.Entry<String, String> key : keypad.keys().entrySet()) {
            menu.append(menu.isEmpty() ? "" : " ")
                    .append(language.startsWith("nl") ? "Toets " : "Press ")
                    .append(key.getKey())
                    .append(' ')
                    .append(key.getValue())
                    .append('.');
        }
        return menu.toString();
    }

    static String thanks(String language) {
        return language.startsWith("nl")
                ? "Bedankt, dat is genoteerd. Tot ziens."
                : "Thank you, that is noted. Goodbye.";
    }

    static String unknownKey(String language) {
        return language.startsWith("nl") ? "Die toets betekent hier niets." : "That key means nothing here.";
    }

    static String goodbye(String language) {
        return language.startsWith("nl")
                ? "Wij hebben geen keuze ontvangen. Tot ziens."
                : "We received no choice. Goodbye.";
    }

    private static boolean dutch(OutgoingMessage message) {
        return message.recipient().language().startsWith("nl");
    }

    private static String filled(OutgoingMessage message) {
        var text = message.content().text();
        for (var own : message.recipient().own().entrySet()) {
            text = text.replace("{{" + own.getKey() + "}}", own.getValue());
        }
        return text;
    }
}
