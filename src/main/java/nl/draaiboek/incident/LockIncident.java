package nl.draaiboek.incident;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One writer at a time for what must be read and changed as a whole: whoever holds the incident sees every fact that was
 * committed before, and whoever comes later sees theirs.
 *
 * <p>The incident comes first in the order of locks, before the head of its record, a dispatch and the rows of the engine, and
 * it is always held in this one mode: a lock that is shared first and made stronger later deadlocks when two do it. The mode
 * lets others refer to the incident with a foreign key meanwhile.
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
        jdbc.sql("select 1 from draaiboek.incident where code = ? for no key update")
                .param(code.value())
                .query(row -> {});
        return incidents.get(code);
    }
}
