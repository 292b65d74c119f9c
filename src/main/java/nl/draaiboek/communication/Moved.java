package nl.draaiboek.communication;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.RecordEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What went on in an incident since an update was drafted or written, in the words of its writer: nobody sends what was so. */
@Component
public class Moved {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final JdbcUpdates updates;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final ZoneId zone;

    Moved(JdbcUpdates updates, Incidents incidents, IncidentRecord record, CommunicationSettings settings) {
        this.updates = updates;
        this.incidents = incidents;
        this.record = record;
        this.zone = settings.zone();
    }

    /** A line for each thing that is otherwise now; empty when all it says is still so. */
    public List<String> since(UpdateId id) {
        var update = updates.get(id);
        return update instanceof Update.Draft draft ? since(draft, incidents.get(draft.incident())) : List.of();
    }

    List<String> since(Update.Draft draft, Incident incident) {
        var lines = new ArrayList<String>();
        state(draft, incident).ifPresent(lines::add);
        if (!draft.facts().kind().ends()
                && !Objects.equals(draft.facts().expectedRecovery(), incident.expectedRecovery())) {
            lines.add("Expected recovery: " + moment(draft.facts().expectedRecovery()) + " → "
                    + moment(incident.expectedRecovery()) + at(incident, "expected-recovery."));
        }
        return lines;
    }

    Optional<String> state(Update.Draft draft, Incident incident) {
        return draft.facts().kind().ends() || draft.facts().state() == incident.publicState()
                ? Optional.empty()
                : Optional.of(words(draft.facts().state()) + " → " + words(incident.publicState())
                        + at(incident, "public-state.changed"));
    }

    private String at(Incident incident, String kind) {
        return record.of(incident.code()).stream()
                .filter(entry -> entry.kind().startsWith(kind))
                .reduce((first, second) -> second)
                .map(RecordEntry::at)
                .map(at -> " at " + CLOCK.format(at.atZone(zone)))
                .orElse("");
    }

    private String moment(@Nullable Instant at) {
        return at == null ? "not known" : MOMENT.format(at.atZone(zone));
    }

    static String words(PublicState state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
