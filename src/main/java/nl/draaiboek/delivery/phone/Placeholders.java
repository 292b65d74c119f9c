package nl.draaiboek.delivery.phone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands between braces in the settings of a gateway, filled in as the place where it stands asks. */
final class Placeholders {

    /** {@code to} has its +, {@code digits} has not; {@code coding} is 0 for the network's own alphabet and 2 for any other. */
    static final Set<String> KNOWN = Set.of(
            "to",
            "digits",
            "from",
            "text",
            "message",
            "language",
            "user",
            "password",
            "coding",
            "segments",
            "keys",
            "status-url",
            "keys-url",
            "ring-seconds");

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+(?:-[a-z]+)?)}");

    private Placeholders() {}

    /** Those that nothing fills. */
    static Set<String> unknown(String template) {
        var names = new TreeSet<String>();
        NAME.matcher(template).results().map(found -> found.group(1)).forEach(names::add);
        names.removeAll(KNOWN);
        return names;
    }

    static String inAddress(String template, Map<String, String> values) {
        return fill(template, values, Placeholders::encoded);
    }

    static String inHeader(String template, Map<String, String> values) {
        return fill(template, values, value -> value.replaceAll("\\p{Cntrl}+", " "));
    }

    /** @param type {@code Content-Type} of the body */
    static String inBody(String template, Map<String, String> values, String type) {
        var kind = type.toLowerCase(Locale.ROOT);
        UnaryOperator<String> escape = kind.contains("json")
                ? Placeholders::json
                : kind.contains("xml")
                        ? TwiMl::escaped
                        : kind.contains("form-urlencoded") ? Placeholders::encoded : UnaryOperator.identity();
        return fill(template, values, escape);
    }

    private static String fill(String template, Map<String, String> values, UnaryOperator<String> escape) {
        return NAME.matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(escape.apply(values.getOrDefault(found.group(1), found.group()))));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(String value) {
        return new String(
                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(value));
    }
}
