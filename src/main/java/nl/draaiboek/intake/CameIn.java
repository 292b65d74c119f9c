package nl.draaiboek.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what came in. */
@Component
public class CameIn {

    private final JdbcClient jdbc;
    private final ObjectMapper json = new JsonMapper();

    CameIn(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws IllegalArgumentException when nothing came in under this number */
    public Signal get(long id) {
        return jdbc.sql("select * from draaiboek.signal where id = ?")
                .param(id)
                .query(Signal::map)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("Nothing came in under number " + id + "."));
    }

    /** What belongs to the incident, oldest first. */
    public List<Signal> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.signal where incident = ? order by id")
                .param(code.value())
                .query(Signal::map)
                .list();
    }

    /** The latest that belong to the incident, newest first. */
    public List<Signal> latestOf(IncidentCode code, int limit) {
        return jdbc.sql("select * from draaiboek.signal where incident = ? order by id desc limit ?")
                .params(List.of(code.value(), limit))
                .query(Signal::map)
                .list();
    }

    /** Everything that was said, as it was said. */
    public Map<String, Object> body(long id) {
        var body = jdbc.sql("select body from draaiboek.signal where id = ?")
                .param(id)
                .query(String.class)
                .single();
        try {
            return json.readValue(body, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What came in under number " + id + " is not JSON.", e);
        }
    }
}
