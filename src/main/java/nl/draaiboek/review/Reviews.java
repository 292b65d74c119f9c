package nl.draaiboek.review;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The review of an incident: written down, then shared. */
@Component
public class Reviews {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final FollowUps followUps;
    private final IncidentRecord record;
    private final Clock clock;

    Reviews(JdbcClient jdbc, LockIncident locked, FollowUps followUps, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.followUps = followUps;
        this.record = record;
        this.clock = clock;
    }

    public Optional<Review> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.review where incident = ?")
                .param(code.value())
                .query((row, n) ->
                        new Review(row.getString("cause"), row.getString("worked"), row.getString("improve")))
                .optional();
    }

    /** Writes it down with the actions that follow from it. */
    @Transactional
    public void prepare(IncidentCode code, Review review, List<FollowUp.Agreed> actions, String by) {
        locked.lock(code);
        jdbc.sql(
                        """
                insert into draaiboek.review (incident, cause, worked, improve, prepared_by, prepared_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(code.value(), review.cause(), review.worked(), review.improve(), by, now())
                .update();
        record.append(
                code,
                "review.prepared",
                by,
                Map.of("cause", review.cause(), "worked", review.worked(), "improve", review.improve()));
        actions.forEach(action -> followUps.agree(code, action, false, by));
    }

    @Transactional
    public void shared(IncidentCode code, String withWhom, String by) {
        jdbc.sql("update draaiboek.review set shared_by = ?, shared_at = ? where incident = ?")
                .params(by, now(), code.value())
                .update();
        record.append(code, "review.shared", by, Map.of("with", withWhom));
    }

    private Object now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }
}
