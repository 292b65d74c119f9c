package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Confirms a candidate to be real. */
@Component
public class DeclareIncident {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeclareIncident(JdbcClient jdbc, IncidentRecord record, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Declares it, once; nothing happens to what is no candidate any more.
     *
     * @param why what made it certain, as typed
     */
    @Transactional
    public void declare(IncidentCode code, String actor, String why) {
        var declared = jdbc.sql(
                        "update draaiboek.incident set state = 'DECLARED', declared_at = :now where code = :code and state = 'CANDIDATE'")
                .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .param("code", code.value())
                .update();
        if (declared == 1) {
            record.append(code, "incident.declared", actor, Map.of("why", why));
            events.publishEvent(new IncidentDeclared(code));
        }
    }
}
