package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes when the first words reached customers. */
@Component
public class CustomersInformed {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final Clock clock;

    CustomersInformed(JdbcClient jdbc, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.clock = clock;
    }

    /** Does nothing when it was noted before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(IncidentCode code) {
        var first = jdbc.sql(
                                """
                        update draaiboek.incident set customers_informed_at = ? where code = ? and customers_informed_at is null""")
                        .params(Timestamps.of(clock.instant()), code.value())
                        .update()
                == 1;
        if (first) {
            record.append(code, "customers.informed", IncidentRecord.DRAAIBOEK, Map.of());
        }
    }
}
