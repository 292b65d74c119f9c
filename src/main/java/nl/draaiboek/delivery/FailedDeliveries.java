package nl.draaiboek.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that a message did not reach: seen by a person, and tried again, replaced or left with a reason. */
@Component
public class FailedDeliveries {

    private static final String UNREACHED =
            " dispatch = :dispatch and state in ('failed', 'unknown') and accepted_by is null ";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final IncidentRecord record;

    FailedDeliveries(JdbcClient jdbc, Outbox outbox, IncidentRecord record) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.record = record;
    }

    /** Who was not reached and is not yet dealt with. Of a telephone number two digits are shown: a form is kept for years. */
    public List<Failed> of(UUID dispatch) {
        return jdbc.sql("select number, recipient, case when channel in ('sms', 'call') then '…' || right(address, 2)"
                        + " else address end address, state, coalesce(why, '') why from draaiboek.delivery where"
                        + UNREACHED + "order by number limit 500")
                .param("dispatch", dispatch)
                .query(Failed.class)
                .list();
    }

    /**
     * Sends to all of them once more; who may have got it already may get it twice.
     *
     * @return how many
     */
    @Transactional
    public int retry(UUID dispatch, String person) {
        var reopened = reopen(dispatch, null, null);
        note(dispatch, "delivery.retried", person, Map.of("addresses", reopened));
        return reopened;
    }

    /** Whether another address may be given. A telephone number stands in the directory and nowhere else. */
    public boolean takesAnotherAddress(UUID dispatch) {
        return jdbc.sql("select channel not in ('sms', 'call') from draaiboek.dispatch where id = ?")
                .param(dispatch)
                .query(Boolean.class)
                .single();
    }

    /**
     * Sends to another address instead.
     *
     * @return false when this number is not among those that were not reached
     */
    @Transactional
    public boolean sendTo(UUID dispatch, int number, String address, String person) {
        if (reopen(dispatch, number, address) == 0) {
            return false;
        }
        note(dispatch, "delivery.readdressed", person, Map.of("number", number, "address", address));
        return true;
    }

    /**
     * Leaves all of them as they are.
     *
     * @param how how they were reached, or why they need not be
     */
    @Transactional
    public int accept(UUID dispatch, String how, String person) {
        var accepted = jdbc.sql("update draaiboek.delivery set accepted_by = :person where" + UNREACHED)
                .param("person", person)
                .param("dispatch", dispatch)
                .update();
        note(dispatch, "delivery.accepted", person, Map.of("addresses", accepted, "how", how));
        return accepted;
    }

    private int reopen(UUID dispatch, @Nullable Integer number, @Nullable String address) {
        var standing = outbox.lock(dispatch).orElseThrow();
        var reopened = jdbc.sql(
                        "update draaiboek.delivery set state = 'open', attempt = 0, doubts = 0, lease = null, why = null,"
                                + " settled_at = null, due_at = :now, address = coalesce(cast(:address as text), address) where"
                                + UNREACHED + "and (cast(:number as integer) is null or number = :number)")
                .param("dispatch", dispatch)
                .param("address", address)
                .param("number", number)
                .param("now", outbox.now())
                .update();
        if (reopened > 0) {
            outbox.reopened(standing, reopened);
        }
        return reopened;
    }

    private void note(UUID dispatch, String kind, String person, Map<String, ?> what) {
        var standing = outbox.lock(dispatch).orElseThrow();
        var details = new LinkedHashMap<String, Object>(what);
        details.put("dispatch", dispatch.toString());
        details.put("channel", standing.channel());
        record.append(Objects.requireNonNull(standing.incident()), kind, person, details);
    }

    /** @param number of the row in its dispatch */
    public record Failed(int number, String recipient, String address, String state, String why) {}

    /** How one dispatch stands. */
    public record Progress(
            UUID id,
            @Nullable IncidentCode incident,
            String channel,
            String message,
            String audience,
            String state,
            int total,
            int waiting,
            int delivered,
            int failed,
            int unknown) {

        static Progress of(Outbox.Standing s) {
            return new Progress(
                    s.id(),
                    s.incident(),
                    s.channel(),
                    s.message(),
                    s.audience(),
                    s.state(),
                    s.total(),
                    s.remaining(),
                    s.delivered(),
                    s.failed(),
                    s.unknown());
        }
    }
}
