package nl.draaiboek.response;

import java.util.Comparator;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RecordEntry;
import org.springframework.stereotype.Component;

/** Why an incident is as bad as it is, from its record. */
@Component
class WhyThisSeverity {

    private final IncidentRecord record;

    WhyThisSeverity(IncidentRecord record) {
        this.record = record;
    }

    /** What was typed with the latest decision, else what the table said; the other one where it was taken in; or empty. */
    String of(IncidentCode code) {
        return record.of(code).stream()
                .filter(entry ->
                        entry.kind().equals("severity.decided") || entry.kind().equals("incident.taken-in"))
                .max(Comparator.comparingInt(RecordEntry::sequence))
                .map(entry -> entry.kind().equals("incident.taken-in")
                        ? text(entry, "from") + ": " + text(entry, "title")
                        : text(entry, "why").isBlank() ? text(entry, "because") : text(entry, "why"))
                .orElse("");
    }

    static String text(RecordEntry entry, String detail) {
        return Objects.toString(entry.details().get(detail), "").strip();
    }
}
