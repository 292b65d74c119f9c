package nl.draaiboek.people.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One VEVENT as it stands in the file. */
final class Vevent {

    private final int line;
    private final List<ContentLine> properties = new ArrayList<>();

    Vevent(int line) {
        this.line = line;
    }

    void add(ContentLine property) {
        properties.add(property);
    }

    int line() {
        return line;
    }

    Optional<ContentLine> find(String name) {
        return properties.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    List<ContentLine> all(String name) {
        return properties.stream().filter(p -> p.name().equals(name)).toList();
    }

    String text(String name) {
        return find(name).map(ContentLine::text).orElse("");
    }

    /** Its number, or what is given when there is none. */
    int number(String name, int otherwise) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    boolean overrides() {
        return find("RECURRENCE-ID").isPresent();
    }

    boolean cancelled() {
        return text("STATUS").equalsIgnoreCase("CANCELLED");
    }

    String summary() {
        var summary = text("SUMMARY");
        return summary.length() > 200 ? summary.substring(0, 200) + "…" : summary;
    }
}
