package nl.draaiboek.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of roles that were offered. */
@Component
public class RoleOffers {

    private final JdbcClient jdbc;
    private final Clock clock;

    RoleOffers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException when there is none of this number */
    public RoleOffer get(long id) {
        return jdbc.sql("select * from draaiboek.role_offer where id = ?")
                .param(id)
                .query(RoleOffers::offer)
                .optional()
                .orElseThrow();
    }

    /** Those that wait for an answer. */
    public List<RoleOffer> open(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.role_offer where incident = ? and state = 'ASKED' order by id")
                .param(code.value())
                .query(RoleOffers::offer)
                .list();
    }

    /** Of this person, in whatever incident. */
    List<RoleOffer> openTo(String person) {
        return jdbc.sql("select * from draaiboek.role_offer where person = ? and state = 'ASKED' order by id")
                .param(person)
                .query(RoleOffers::offer)
                .list();
    }

    /** Those for this role that nobody took up. */
    List<RoleOffer> inVain(IncidentCode code, String role) {
        return jdbc.sql(
                        """
                select * from draaiboek.role_offer where incident = ? and role = ? and state in ('DECLINED', 'UNANSWERED') order by id""")
                .params(code.value(), role)
                .query(RoleOffers::offer)
                .list();
    }

    /** @return nothing when somebody is being asked for this role already */
    Optional<Long> ask(
            IncidentCode code,
            String role,
            String person,
            @Nullable String heldBy,
            String askedBy,
            Instant answerBy,
            String note) {
        return jdbc.sql(
                        """
                insert into draaiboek.role_offer (incident, role, person, held_by, asked_by, asked_at, answer_by, note, state)
                values (:code, :role, :person, :heldBy, :askedBy, :now, :answerBy, :note, 'ASKED')
                on conflict (incident, role) where state = 'ASKED' do nothing returning id""")
                .param("code", code.value())
                .param("role", role)
                .param("person", person)
                .param("heldBy", heldBy)
                .param("askedBy", askedBy)
                .param("now", Timestamps.of(clock.instant()))
                .param("answerBy", Timestamps.of(answerBy))
                .param("note", note)
                .query(Long.class)
                .optional();
    }

    /** @return false when it was settled before; then nothing has changed */
    boolean settle(long id, RoleOffer.State state, String why) {
        return jdbc.sql(
                                """
                        update draaiboek.role_offer set state = ?, settled_at = ?, why = ? where id = ? and state = 'ASKED'""")
                        .params(state.name(), Objects.requireNonNull(Timestamps.of(clock.instant())), why, id)
                        .update()
                == 1;
    }

    private static RoleOffer offer(ResultSet row, int number) throws SQLException {
        return new RoleOffer(
                row.getLong("id"),
                new IncidentCode(row.getString("incident")),
                row.getString("role"),
                row.getString("person"),
                row.getString("held_by"),
                row.getString("asked_by"),
                Objects.requireNonNull(Timestamps.read(row, "answer_by")),
                row.getString("note"),
                RoleOffer.State.valueOf(row.getString("state")),
                row.getString("why"));
    }
}
