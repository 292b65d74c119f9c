package nl.draaiboek.people.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One property, unfolded (RFC 5545 §3.1).
 *
 * @param number of its first line in the file, from 1
 * @param name in capitals
 * @param parameters by name in capitals, without the quotes around their values
 * @param value as it stands
 */
record ContentLine(int number, String name, Map<String, String> parameters, String value) {

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The value as text: with its escapes resolved, on one line. */
    String text() {
        var text = new StringBuilder();
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                var escaped = value.charAt(++i);
                text.append(escaped == 'n' || escaped == 'N' ? ' ' : escaped);
            } else {
                text.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return text.toString().strip();
    }

    /** @throws BadCalendar when a line is no property */
    static List<ContentLine> read(String text) {
        var lines = new ArrayList<ContentLine>();
        var current = new StringBuilder();
        var start = 0;
        var number = 0;
        for (var line : text.split("\r\n|\n|\r", -1)) {
            number++;
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                current.append(line, 1, line.length());
                continue;
            }
            add(lines, start, current);
            current.setLength(0);
            current.append(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
            start = number;
        }
        add(lines, start, current);
        return lines;
    }

    private static void add(List<ContentLine> lines, int number, CharSequence line) {
        var text = line.toString();
        if (!text.isBlank()) {
            lines.add(parse(number, text));
        }
    }

    private static ContentLine parse(int number, String line) {
        var parts = new ArrayList<String>();
        var quoted = false;
        var from = 0;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                parts.add(line.substring(from, i));
                from = i + 1;
                if (c == ':') {
                    return of(number, parts, line.substring(from));
                }
            }
        }
        throw new BadCalendar(
                number,
                "This is no line of a calendar: a name, a colon and a value were expected. Is it an .ics file?");
    }

    private static ContentLine of(int number, List<String> parts, String value) {
        Map<String, String> parameters = new HashMap<>();
        for (var parameter : parts.subList(1, parts.size())) {
            var equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parameter.substring(0, equals).toUpperCase(Locale.ROOT),
                        parameter.substring(equals + 1).replace("\"", ""));
            }
        }
        return new ContentLine(number, parts.get(0).strip().toUpperCase(Locale.ROOT), Map.copyOf(parameters), value);
    }
}
