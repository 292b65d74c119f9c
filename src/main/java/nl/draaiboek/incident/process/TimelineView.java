package nl.draaiboek.incident.process;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.RecordWords;
import nl.draaiboek.incident.ShortTimeline;
import nl.draaiboek.people.People;

/**
 * The end of the record as a table in a form: input parameter {@code timeline} = <code>${timeline.of(incident)}</code>
 * and in the form a table with {@code "dataSource": "=timeline"} and the columns {@code when}, {@code who} and {@code what}. A
 * table shows its cells as they are, so nothing in them can be markup.
 */
@ForDiagrams("timeline")
public class TimelineView {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH);
    private static final int ROWS = 25;

    private final IncidentRecord record;
    private final RecordWords words;
    private final People people;
    private final ZoneId zone;

    TimelineView(IncidentRecord record, RecordWords words, People people, OfficeHours officeHours) {
        this.record = record;
        this.words = words;
        this.people = people;
        this.zone = officeHours.zone();
    }

    /** What happened last, newest first. */
    public List<Map<String, String>> of(String incident) {
        return last(incident, ROWS);
    }

    /** The last so many entries, newest first, without what only the plan itself did. */
    public List<Map<String, String>> last(String incident, int rows) {
        var entries = record.of(new IncidentCode(incident)).stream()
                .filter(ShortTimeline::tells)
                .toList();
        var from = Math.max(0, entries.size() - rows);
        return entries.subList(from, entries.size()).stream()
                .sorted(java.util.Comparator.comparingInt(RecordEntry::sequence).reversed())
                .map(entry -> Map.of(
                        "when", MOMENT.format(entry.at().atZone(zone)),
                        "who", people.nameOf(entry.actor()),
                        "what", words.sentence(entry)))
                .toList();
    }
}
