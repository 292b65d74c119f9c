package nl.draaiboek.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which keys somebody who is called may press. A call without {@linkplain #facts(Map) keys of its own} offers those of a page:
 * 1 acknowledges, 2 passes it on.
 *
 * @param keys by digit what pressing it means, in the language of the call and as the end of "Press 1 …": {@code to acknowledge}
 */
public record Keypad(Map<String, String> keys) {

    public static final String ACKNOWLEDGE = "1";
    public static final String PASS_ON = "2";

    /** Nothing is asked: the words are said, and that is all. */
    public static final Keypad NONE = new Keypad(Map.of());

    private static final String FACT = "key-";
    private static final String NOTHING_ASKED = "no-keys";

    public Keypad {
        keys.keySet().forEach(key -> {
            if (!key.matches("[0-9]")) {
                throw new IllegalArgumentException("A key is a digit; '" + key + "' is none.");
            }
        });
        keys = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** That of a page. */
    public static Keypad ofPage(String language) {
        var keys = new LinkedHashMap<String, String>();
        keys.put(ACKNOWLEDGE, language.startsWith("nl") ? "om te bevestigen dat je het oppakt" : "to acknowledge");
        keys.put(PASS_ON, language.startsWith("nl") ? "om het door te geven" : "to pass it on");
        return new Keypad(keys);
    }

    /** What {@link Content#facts()} of a call with keys of its own holds. */
    public static Map<String, String> facts(Map<String, String> keys) {
        var facts = new LinkedHashMap<String, String>();
        new Keypad(keys).keys().forEach((key, meaning) -> facts.put(FACT + key, meaning));
        if (facts.isEmpty()) {
            facts.put(NOTHING_ASKED, "");
        }
        return facts;
    }

    /** The keys of a call with this content. */
    public static Keypad of(Content content, String language) {
        if (content.facts().containsKey(NOTHING_ASKED)) {
            return NONE;
        }
        var keys = new LinkedHashMap<String, String>();
        content.facts().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(FACT))
                .sorted(Map.Entry.comparingByKey())
                .forEach(fact -> keys.put(fact.getKey().substring(FACT.length()), fact.getValue()));
        return keys.isEmpty() ? ofPage(language) : new Keypad(keys);
    }
}
