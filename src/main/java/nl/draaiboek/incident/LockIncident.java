package nl.draaiboek.incident;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One writer at a time for what must be read and changed as a whole: whoever holds the incident sees every fact that was
 * committed before, and whoever comes later sees theirs.
 */
@Component
public class LockIncident {

    private final JdbcClient jdbc;
    private final Incidents incidents;

    LockIncident(JdbcClient jdbc, Incidents incidents) {
        this.jdbc = jdbc;
        this.incidents = incidents;
    }

    /**
     * Waits for others and holds until the transaction ends.
     *
     * @return the incident as it stands now
     * @throws NoSuchIncident when there is none of this code
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Incident lock(IncidentCode code) {
        jdbc.sql("select 1 from draaiboek.incident where code = ? for update")
                .param(code.value())
                .query(row -> {});
        return incidents.get(code);
    }
}
