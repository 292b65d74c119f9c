package nl.draaiboek.incident;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The six questions are asked to the team: the lead sends them on, the answers come back into the assessment. */
@Component
public class Questions {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final Clock clock;

    Questions(JdbcClient jdbc, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.clock = clock;
    }

    /** @return its number */
    @Transactional
    public long ask(IncidentCode code, String by, String of, String question) {
        var id = jdbc.sql(
                        """
                insert into draaiboek.question (incident, asked_by, asked_of, asked_at, question)
                values (?, ?, ?, ?, ?) returning id""")
                .params(code.value(), by, of, now(), question)
                .query(Long.class)
                .single();
        record.append(code, "question.asked", by, Map.of("of", of, "question", question));
        return id;
    }

    /** The first answer counts; a later one changes nothing. */
    @Transactional
    public void answer(IncidentCode code, long id, String by, String answer) {
        var answered = jdbc.sql(
                        "update draaiboek.question set answer = ?, answered_at = ? where id = ? and incident = ? and answer is null")
                .params(answer, now(), id, code.value())
                .update();
        if (answered == 1) {
            record.append(code, "question.answered", by, Map.of("question", get(id).question(), "answer", answer));
        }
    }

    /** @throws IllegalArgumentException when there is none of this number */
    public Question get(long id) {
        return jdbc.sql("select * from draaiboek.question where id = ?")
                .param(id)
                .query(Questions::map)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no question " + id + "."));
    }

    /** All of an incident, oldest first. */
    public List<Question> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.question where incident = ? order by id")
                .param(code.value())
                .query(Questions::map)
                .list();
    }

    private Object now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }

    private static Question map(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Question(
                row.getLong("id"),
                row.getString("asked_by"),
                row.getString("asked_of"),
                row.getString("question"),
                row.getString("answer"));
    }
}
