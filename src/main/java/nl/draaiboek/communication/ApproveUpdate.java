package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import nl.draaiboek.delivery.HoldBack;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a draft an update that may be sent, and with it the promise of the next one. */
@Component
public class ApproveUpdate {

    private final JdbcUpdates updates;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final Moved moved;
    private final Promises promises;
    private final Cadence cadence;
    private final HoldBack holdBack;
    private final JdbcClient jdbc;
    private final Clock clock;

    ApproveUpdate(
            JdbcUpdates updates,
            Incidents incidents,
            IncidentRecord record,
            Moved moved,
            Promises promises,
            Cadence cadence,
            HoldBack holdBack,
            JdbcClient jdbc,
            Clock clock) {
        this.updates = updates;
        this.incidents = incidents;
        this.record = record;
        this.moved = moved;
        this.promises = promises;
        this.cadence = cadence;
        this.holdBack = holdBack;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws InvalidAnswer when the public state or the expected recovery changed since: what it says is no longer so */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approve(UpdateId id, String by) {
        var draft = updates.draft(id);
        var incident = incidents.get(draft.incident());
        var since = moved.since(draft, incident);
        if (!since.isEmpty()) {
            throw new InvalidAnswer(
                    "approved",
                    "Since this was written the incident moved on: " + String.join("; ", since)
                            + ". Put in what is so now and read it once more, or send it back to be written again.");
        }
        promises.lock(draft.incident());
        var facts = draft.facts();
        var outside = facts.reach() == Reach.EVERYONE;
        var next = next(draft.incident(), facts, outside);
        jdbc.sql(
                        """
                update draaiboek.incident_update u
                   set number = (select coalesce(max(number), 0) + 1 from draaiboek.incident_update where incident = u.incident),
                       approved_at = :now, approved_by = :by, next_promised = :next, expected_recovery = :expected
                 where id = :id""")
                .param("now", Timestamps.of(clock.instant()))
                .param("by", by)
                .param("next", Timestamps.of(next))
                .param("expected", Timestamps.of(incident.expectedRecovery(clock.instant())))
                .param("id", id.value())
                .update();
        record.append(draft.incident(), "update.approved", by, WriteUpdate.told(updates.get(id)));
        holdBack.hold(UpdateComposer.keys(draft.incident(), outside), clock.instant());
        if (outside || facts.kind().last()) {
            promises.make(draft.incident(), next, true, by);
        } else if (promises.standing(draft.incident()).filter(Promise::outside).isEmpty()) {
            promises.make(draft.incident(), next, false, by);
        }
    }

    /** Sends a draft back to its writer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sendBack(UpdateId id, String remark, String by) {
        var draft = updates.draft(id);
        jdbc.sql("update draaiboek.incident_update set remark = ? where id = ?")
                .params(remark, id.value())
                .update();
        record.append(draft.incident(), "update.returned", by, Map.of("update", id.value(), "remark", remark));
    }

    private @Nullable Instant next(IncidentCode incident, UpdateFacts facts, boolean outside) {
        if (facts.kind().last()) {
            return null;
        }
        return outside ? cadence.nextOutside(incident, facts.state()) : cadence.nextInside(incident, clock.instant());
    }
}
