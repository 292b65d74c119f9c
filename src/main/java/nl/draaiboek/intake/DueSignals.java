package nl.draaiboek.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * Those of the firing ones, all of one source, that stopped later than they say they began: a delivery that came late. Asked for
     * all at once and compared here: joined row by row it takes a minute of a storm where the database still plans for an empty table.
     */
    Set<Long> outdated(List<Signal> firing) {
        var earliest = firing.stream()
                .map(Signal::startsAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (earliest == null) {
            return Set.of();
        }
        var stopped = jdbc.sql(
                        """
                select id, fingerprint, ends_at from draaiboek.signal
                where kind = 'ALERT' and source = :source and fingerprint in (:fingerprints) and status = 'RESOLVED'
                  and ends_at > :earliest""")
                .param("source", firing.get(0).source())
                .param(
                        "fingerprints",
                        firing.stream().map(Signal::fingerprint).distinct().toList())
                .param("earliest", Timestamps.of(earliest))
                .query((row, n) -> new Stopped(
                        row.getLong("id"),
                        row.getString("fingerprint"),
                        Objects.requireNonNull(Timestamps.read(row, "ends_at"))))
                .list();
        return firing.stream()
                .filter(alert -> stopped.stream().anyMatch(one -> one.of(alert)))
                .map(Signal::id)
                .collect(Collectors.toSet());
    }

    private record Stopped(long id, String fingerprint, Instant at) {

        boolean of(Signal alert) {
            return id < alert.id()
                    && fingerprint.equals(alert.fingerprint())
                    && alert.startsAt() != null
                    && at.isAfter(alert.startsAt());
        }
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
