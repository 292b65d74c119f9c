package nl.draaiboek.response.room;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import nl.draaiboek.response.RoleHolders.Held;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the room of an incident tells what is so. Everything in the transaction that is running. */
@Component
class Following {

    private final JdbcClient jdbc;
    private final LockIncident lockIncident;

    Following(JdbcClient jdbc, LockIncident lockIncident) {
        this.jdbc = jdbc;
        this.lockIncident = lockIncident;
    }

    /**
     * @param sequence up to which entry of the record the room was told
     * @param statusOf login of whose status shows the code, or null
     */
    record State(int sequence, String topic, String roles, @Nullable String statusOf) {}

    /** For one at a time. */
    State lock(IncidentCode code) {
        start(code);
        return jdbc.sql("select * from draaiboek.chat_following where incident = ? for update")
                .param(code.value())
                .query((row, n) -> new State(
                        row.getInt("sequence"),
                        row.getString("topic"),
                        row.getString("roles"),
                        row.getString("status_of")))
                .single();
    }

    /** Whether anything was recorded since. */
    boolean isBehind(IncidentCode code) {
        return jdbc.sql(
                                """
                select count(*) from draaiboek.record_head h left join draaiboek.chat_following f on f.incident = h.incident
                 where h.incident = ? and h.sequence > coalesce(f.sequence, 0)""")
                        .param(code.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void save(IncidentCode code, State state) {
        jdbc.sql(
                        """
                update draaiboek.chat_following set sequence = :sequence, topic = :topic, roles = :roles, status_of = :status
                 where incident = :code""")
                .param("sequence", state.sequence())
                .param("topic", state.topic())
                .param("roles", state.roles())
                .param("status", state.statusOf())
                .param("code", code.value())
                .update();
    }

    void topicIs(IncidentCode code, String topic) {
        start(code);
        jdbc.sql("update draaiboek.chat_following set topic = ? where incident = ?")
                .params(topic, code.value())
                .update();
    }

    /** @return whether they were not invited before */
    boolean invites(IncidentCode code, String person) {
        start(code);
        return jdbc.sql("insert into draaiboek.chat_invited (incident, person) values (?, ?) on conflict do nothing")
                        .params(code.value(), person)
                        .update()
                == 1;
    }

    /** @return whether they were not mentioned for it before */
    boolean mentions(IncidentCode code, Held held) {
        return jdbc.sql(
                                """
                        insert into draaiboek.chat_mentioned (incident, role, person, since) values (?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(code.value(), held.role(), held.person(), Objects.requireNonNull(at(held.since())))
                        .update()
                == 1;
    }

    /** What was not told the room is told when it can be. */
    void again(IncidentCode code) {
        topicIs(code, "");
        jdbc.sql("delete from draaiboek.chat_invited where incident = ?")
                .param(code.value())
                .update();
    }

    /** Another incident that still runs and shows in the status of this person. */
    Optional<IncidentCode> alsoShown(String person, IncidentCode but) {
        return jdbc.sql(
                        """
                select incident from draaiboek.chat_following where status_of = ? and incident <> ? order by incident desc
                limit 1""")
                .params(person, but.value())
                .query(String.class)
                .optional()
                .map(IncidentCode::new);
    }

    /** The incident comes first in the order of locks: whoever comes here goes on to write in its record. */
    private void start(IncidentCode code) {
        lockIncident.lock(code);
        jdbc.sql("insert into draaiboek.chat_following (incident) values (?) on conflict do nothing")
                .param(code.value())
                .update();
    }

    private static java.time.@Nullable OffsetDateTime at(Instant instant) {
        return Timestamps.of(instant);
    }
}
