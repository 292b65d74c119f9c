package nl.draaiboek.recovery;

import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How damaged data is to be restored, and in which order. The record keeps it. */
@Component
public class RestorePlans {

    private static final String KIND = "restore.chosen";

    private final IncidentRecord record;

    RestorePlans(IncidentRecord record) {
        this.record = record;
    }

    @Transactional
    public void choose(IncidentCode code, String way, String plan, String by) {
        record.append(code, KIND, by, Map.of("way", Remedy.Kind.valueOf(way).words(), "plan", plan));
    }

    /** What was chosen last, in words as typed; empty when nothing was. */
    public String last(IncidentCode code) {
        return record.of(code).stream()
                .filter(entry -> entry.kind().equals(KIND))
                .reduce((first, later) -> later)
                .map(entry ->
                        entry.details().get("way") + ": " + entry.details().get("plan"))
                .orElse("");
    }
}
