package nl.draaiboek.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that wait to be acted on: claimed with {@code SKIP LOCKED}, so that each has one taker on all nodes. */
@Component
class DueSignals {

    private final JdbcClient jdbc;
    private final Clock clock;

    DueSignals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Signal> claimOldest() {
        return jdbc.sql(
                        """
                select * from draaiboek.signal where state in ('RECEIVED', 'FAILED') and next_attempt_at <= :now
                order by next_attempt_at, id limit 1 for update skip locked""")
                .param("now", Timestamps.of(clock.instant()))
                .query(Signal::map)
                .optional();
    }

    /** All that wait of the same group, in the order in which they came in. */
    List<Signal> claimGroupOf(Signal alert, int limit) {
        return jdbc.sql(
                        """
                select * from draaiboek.signal
                where state in ('RECEIVED', 'FAILED') and next_attempt_at <= :now and source = :source and group_key = :group
                order by id limit :limit for update skip locked""")
                .param("now", Timestamps.of(clock.instant()))
                .param("source", alert.source())
                .param("group", alert.group())
                .param("limit", limit)
                .query(Signal::map)
                .list();
    }

    /** Those of the firing ones that stopped later than they say they began: a delivery that came late. */
    List<Long> outdated(List<Signal> firing) {
        return jdbc.sql(
                        """
                select s.id from draaiboek.signal s where s.id in (:ids) and exists (
                  select 1 from draaiboek.signal later
                  where later.kind = 'ALERT' and later.source = s.source and later.fingerprint = s.fingerprint
                    and later.id < s.id and later.status = 'RESOLVED' and later.ends_at > s.starts_at)""")
                .param("ids", ids(firing))
                .query(Long.class)
                .list();
    }

    void acted(List<Signal> signals, String outcome, @Nullable IncidentCode incident) {
        if (signals.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                update draaiboek.signal set state = 'ACTED', outcome = :outcome, incident = :incident, acted_at = :now, error = null
                where id in (:ids)""")
                .param("outcome", outcome)
                .param("incident", incident == null ? null : incident.value())
                .param("now", Timestamps.of(clock.instant()))
                .param("ids", ids(signals))
                .update();
    }

    void asking(Signal signal) {
        jdbc.sql("update draaiboek.signal set state = 'ASKING', error = null where id = :id")
                .param("id", signal.id())
                .update();
    }

    /**
     * Tries it again later: after a second, then two, four, up to the longest pause.
     *
     * @return how often it has failed by now
     */
    int failed(Signal signal, String error, int failedAfter, Duration longestPause) {
        return jdbc.sql(
                        """
                update draaiboek.signal set attempts = attempts + 1, error = :error,
                    next_attempt_at = cast(:now as timestamptz) + least(power(2, least(attempts, 20)), :longest) * interval '1 second',
                    state = case when attempts + 1 >= :limit then 'FAILED' else state end
                where id = :id returning attempts""")
                .param("error", CleanText.keepable(error))
                .param("now", Timestamps.of(clock.instant()))
                .param("longest", longestPause.toSeconds())
                .param("limit", failedAfter)
                .param("id", signal.id())
                .query(Integer.class)
                .single();
    }

    private static List<Long> ids(List<Signal> signals) {
        return signals.stream().map(Signal::id).toList();
    }
}
