package nl.draaiboek.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps back what still waits while a newer text is on its way. The newer one replaces it as soon as it is written to the
 * outbox; until then a channel that comes back would send the old one first.
 */
@Component
public class HoldBack {

    /** Long enough for the newer text to get there, short enough for whom it does not reach. */
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    HoldBack(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is being sent at this moment is left alone, and so is what waits longer already.
     *
     * @param keys what compositions are replaced by, see {@link Composition#supersedes()}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Collection<String> keys, Instant now) {
        jdbc.sql(
                        """
                update draaiboek.delivery d set due_at = :until
                  from (select d.dispatch, d.number from draaiboek.delivery d
                          join draaiboek.dispatch p on p.id = d.dispatch
                         where p.supersedes in (:keys) and p.state in ('open', 'given-up')
                           and d.state = 'open' and d.lease is null and d.due_at < :until
                         order by d.dispatch, d.number for update of d skip locked) waiting
                 where d.dispatch = waiting.dispatch and d.number = waiting.number""")
                .param("keys", keys)
                .param("until", Objects.requireNonNull(Timestamps.of(now.plus(AT_LEAST))))
                .update();
    }
}
