package nl.draaiboek.intake;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who decides about one group or one service takes turns, on all nodes: what the first opens, the second finds. Held until
 * the running transaction ends. A transaction takes one group at most, and before any service, so none waits in a circle.
 */
@Component
class Turns {

    private static final String PEOPLE = "people";

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void takeForGroup(String source, String group) {
        take("group " + Digest.sha256(source, group));
    }

    /** What people report has no group: they take turns among themselves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeForPeople() {
        take(PEOPLE);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void takeForServices(Collection<String> services) {
        services.stream().distinct().sorted().forEach(service -> take("service " + service));
    }

    private void take(String what) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .param("what", "draaiboek.intake " + what)
                .query((row, n) -> what)
                .single();
    }
}
