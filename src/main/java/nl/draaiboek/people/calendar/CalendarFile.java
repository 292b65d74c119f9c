package nl.draaiboek.people.calendar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The components of one file.
 *
 * @param zone its own zone id ({@code X-WR-TIMEZONE}), or empty
 * @param zones the text of each VTIMEZONE, by its id
 */
record CalendarFile(List<Vevent> events, String zone, Map<String, String> zones) {

    static final int MOST_EVENTS = 20_000;

    /** @throws BadCalendar when it is none, is cut off, or has more events than anybody's schedule */
    static CalendarFile read(String text) {
        return new Reader().read(ContentLine.read(text));
    }

    private static final class Reader {

        private final ArrayDeque<String> open = new ArrayDeque<>();
        private final List<Vevent> events = new ArrayList<>();
        private final Map<String, String> zones = new HashMap<>();
        private final StringBuilder zoneText = new StringBuilder();
        private String zoneId = "";
        private String zone = "";

        CalendarFile read(List<ContentLine> lines) {
            for (var line : lines) {
                if (open.isEmpty()
                        && !(line.name().equals("BEGIN") && component(line).equals("VCALENDAR"))) {
                    throw new BadCalendar(
                            line.number(),
                            "BEGIN:VCALENDAR was expected here. Is it an iCalendar (.ics) address or file?");
                }
                take(line);
            }
            if (lines.isEmpty() || !open.isEmpty()) {
                throw new BadCalendar(
                        lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number(),
                        lines.isEmpty()
                                ? "It is empty; an iCalendar (.ics) was expected."
                                : "It stops in the middle of " + open.peek() + ": END:" + open.peek()
                                        + " was expected.");
            }
            return new CalendarFile(List.copyOf(events), zone, Map.copyOf(zones));
        }

        private void take(ContentLine line) {
            switch (line.name()) {
                case "BEGIN" -> begin(line);
                case "END" -> end(line);
                default -> property(line);
            }
        }

        private void begin(ContentLine line) {
            var component = component(line);
            if (component.equals("VEVENT")) {
                if (events.size() == MOST_EVENTS) {
                    throw new BadCalendar(line.number(), "It has more than " + MOST_EVENTS + " events.");
                }
                events.add(new Vevent(line.number()));
            }
            if (component.equals("VTIMEZONE")) {
                zoneText.setLength(0);
                zoneId = "";
            }
            open.push(component);
            inZone(line);
        }

        private void end(ContentLine line) {
            var component = component(line);
            if (!component.equals(open.peek())) {
                throw new BadCalendar(
                        line.number(), "END:" + open.peek() + " was expected here, not END:" + component + ".");
            }
            inZone(line);
            open.pop();
            if (component.equals("VTIMEZONE")) {
                zones.put(zoneId, zoneText.toString());
            }
        }

        private void property(ContentLine line) {
            var component = open.peek();
            inZone(line);
            if ("VEVENT".equals(component)) {
                events.get(events.size() - 1).add(line);
            } else if ("VTIMEZONE".equals(component) && line.name().equals("TZID")) {
                zoneId = line.value().strip();
            } else if ("VCALENDAR".equals(component) && line.name().equals("X-WR-TIMEZONE")) {
                zone = line.text();
            }
        }

        private void inZone(ContentLine line) {
            if (open.contains("VTIMEZONE")) {
                zoneText.append(line.name()).append(':').append(line.value()).append("\r\n");
            }
        }

        private static String component(ContentLine line) {
            return line.value().strip().toUpperCase(Locale.ROOT);
        }
    }
}
