package nl.draaiboek.delivery.phone;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Twilio says and asks in a call. The words go along with the call, so that it can be heard when we cannot be reached any
 * more.
 */
final class TwiMl {

    static final String NOTHING = document("");

    /** Twilio takes 4,000 characters; the words are said three times. */
    static final int LONGEST = 4_000;

    private static final int TIMES = 3;
    private static final Pattern NOT_IN_XML = Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD]");

    private final String language;
    private final Map<String, String> voices;

    TwiMl(String language, Map<String, String> voices) {
        this.language = language.startsWith("nl") ? "nl" : "en";
        this.voices = voices;
    }

    /** Says the words and the keys, and again when no key is pressed. */
    String ask(String words, String menu, String action) {
        if (menu.isEmpty()) {
            return document(pause() + say(words) + pause() + say(words));
        }
        var times = TIMES;
        var document = asked(words, menu, action, times);
        while (document.length() > LONGEST && times > 1) {
            document = asked(words, menu, action, --times);
        }
        return document;
    }

    private String asked(String words, String menu, String action, int times) {
        var body = new StringBuilder(pause());
        for (var time = 0; time < times; time++) {
            body.append(gather(say(words) + say(menu), action));
        }
        return document(body + say(Words.goodbye(language)));
    }

    /** Another key than those there are was pressed. */
    String askAgain(String menu, String action) {
        return document(say(Words.unknownKey(language)) + gather(say(menu), action) + say(Words.goodbye(language)));
    }

    String thank() {
        return document(say(Words.thanks(language)) + "<Hangup/>");
    }

    private static String gather(String inner, String action) {
        return "<Gather input=\"dtmf\" numDigits=\"1\" timeout=\"6\" method=\"POST\" action=\"" + escaped(action)
                + "\">" + inner + "</Gather>";
    }

    private String say(String words) {
        var voice = voices.get(language);
        return "<Say language=\"" + (language.equals("nl") ? "nl-NL" : "en-GB") + "\""
                + (voice == null || voice.isBlank() ? "" : " voice=\"" + escaped(voice) + "\"") + ">" + escaped(words)
                + "</Say>";
    }

    private static String pause() {
        return "<Pause length=\"1\"/>";
    }

    static String document(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + body + "</Response>";
    }

    static String escaped(String text) {
        return NOT_IN_XML
                .matcher(text)
                .replaceAll(" ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
