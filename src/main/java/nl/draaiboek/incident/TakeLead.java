package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes somebody the one incident manager of an incident. */
@Component
public class TakeLead {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TakeLead(JdbcClient jdbc, IncidentRecord record, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes the lead where nobody has it.
     *
     * @return who leads already, when somebody was faster
     */
    @Transactional
    public Optional<String> take(IncidentCode code, String person) {
        var before = leadLocked(code);
        if (before.isEmpty()) {
            lead(code, person);
            record.append(code, "lead.taken", person, Map.of("lead", person));
            events.publishEvent(new LeadChanged(code, null, person));
        }
        return before.filter(lead -> !lead.equals(person));
    }

    /**
     * Takes the lead over from whoever has it; the open tasks of the role go along.
     *
     * @param why as typed, for the record
     */
    @Transactional
    public void takeOver(IncidentCode code, String person, String why) {
        var before = leadLocked(code);
        if (before.isPresent() && before.get().equals(person)) {
            return;
        }
        lead(code, person);
        record.append(code, "lead.taken-over", person, Map.of("lead", person, "from", before.orElse(""), "why", why));
        events.publishEvent(new LeadChanged(code, before.orElse(null), person));
    }

    private Optional<String> leadLocked(IncidentCode code) {
        var lead = jdbc.sql("select coalesce(lead, '') from draaiboek.incident where code = ? for no key update")
                .param(code.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NoSuchIncident(code.value()));
        return lead.isEmpty() ? Optional.empty() : Optional.of(lead);
    }

    private void lead(IncidentCode code, String person) {
        jdbc.sql("update draaiboek.incident set lead = :lead, led_at = coalesce(led_at, :now) where code = :code")
                .param("lead", person)
                .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .param("code", code.value())
                .update();
    }
}
