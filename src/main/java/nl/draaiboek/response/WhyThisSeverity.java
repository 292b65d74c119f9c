package nl.draaiboek.response;

import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RecordEntry;
import org.springframework.stereotype.Component;

/** Why an incident is as bad as it is, from its record. */
@Component
class WhyThisSeverity {

    private static final Set<String> SAY_WHY = Set.of("severity.decided", "severity.raised", "incident.taken-in");

    private final IncidentRecord record;

    WhyThisSeverity(IncidentRecord record) {
        this.record = record;
    }

    /** What was typed with the latest decision, else what the table said; the other one where it was taken in; or empty. */
    String of(IncidentCode code) {
        return record.of(code).stream()
                .filter(entry -> SAY_WHY.contains(entry.kind()))
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
