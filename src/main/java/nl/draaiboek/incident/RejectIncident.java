package nl.draaiboek.incident;

import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a candidate that is no incident, or that was over before anybody picked it up. Its code stays used. */
@Component
public class RejectIncident {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;

    RejectIncident(JdbcClient jdbc, IncidentRecord record, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.record = record;
        this.events = events;
    }

    /**
     * Rejects it, once; nothing happens to what is no candidate any more.
     *
     * @param kind the entry in the record: {@code incident.rejected}, {@code incident.cleared}
     * @param because the reason that is told to who reported it
     */
    @Transactional
    public void reject(IncidentCode code, String kind, String actor, String because) {
        var rejected = jdbc.sql(
                        "update draaiboek.incident set state = 'REJECTED', rejected_because = :because where code = :code and state = 'CANDIDATE'")
                .param("because", because)
                .param("code", code.value())
                .update();
        if (rejected == 1) {
            record.append(code, kind, actor, Map.of("because", because));
            events.publishEvent(new IncidentRejected(code));
        }
    }
}
