package nl.draaiboek.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record in {@code draaiboek.record_entry}. The head of each chain is a row of its own, locked while appending, so that
 * two writers never take one number. A trigger refuses to change or remove what is there.
 */
@Component
class JdbcIncidentRecord implements IncidentRecord {

    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    JdbcIncidentRecord(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(IncidentCode code, String kind, String actor, Map<String, ?> details) {
        holdIncident(code);
        jdbc.sql("insert into draaiboek.record_head (incident, sequence, hash) values (?, 0, ?) on conflict do nothing")
                .params(code.value(), BEFORE_THE_FIRST)
                .update();
        var head = jdbc.sql("select sequence, hash from draaiboek.record_head where incident = ? for update")
                .param(code.value())
                .query((row, n) -> new Head(row.getInt("sequence"), row.getString("hash")))
                .single();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var text = write(details);
        var sequence = head.sequence() + 1;
        var hash = hash(head.hash(), code.value(), sequence, at, kind, actor, text);
        jdbc.sql(
                        """
                insert into draaiboek.record_entry (incident, sequence, at, kind, actor, details, hash)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(code.value(), sequence, Objects.requireNonNull(Timestamps.of(at)), kind, actor, text, hash)
                .update();
        jdbc.sql("update draaiboek.record_head set sequence = ?, hash = ? where incident = ?")
                .params(sequence, hash, code.value())
                .update();
    }

    /** Before the head: who appends often goes on to change the incident, and who holds the incident appends. */
    private void holdIncident(IncidentCode code) {
        jdbc.sql("select 1 from draaiboek.incident where code = ? for no key update")
                .param(code.value())
                .query(row -> {});
    }

    @Override
    public List<RecordEntry> of(IncidentCode code) {
        return rows(code).stream().map(this::entry).toList();
    }

    @Override
    public int firstBroken(IncidentCode code) {
        var previous = BEFORE_THE_FIRST;
        var expected = 1;
        for (var row : rows(code)) {
            var hash = hash(previous, code.value(), row.sequence(), row.at(), row.kind(), row.actor(), row.details());
            if (row.sequence() != expected || !hash.equals(row.hash())) {
                return expected;
            }
            previous = hash;
            expected++;
        }
        var head = jdbc.sql("select sequence from draaiboek.record_head where incident = ?")
                .param(code.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
        return head == expected - 1 ? 0 : expected;
    }

    private List<Row> rows(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.record_entry where incident = ? order by sequence")
                .param(code.value())
                .query((row, n) -> Row.of(row))
                .list();
    }

    private RecordEntry entry(Row row) {
        try {
            var details = json.readValue(row.details(), new TypeReference<Map<String, Object>>() {});
            return new RecordEntry(
                    new IncidentCode(row.incident()),
                    row.sequence(),
                    row.at(),
                    row.kind(),
                    row.actor(),
                    details,
                    row.hash());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Entry " + row.sequence() + " of the record of " + row.incident() + " is not JSON.", e);
        }
    }

    private String write(Map<String, ?> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The details of a record entry must be plain values: " + e.getOriginalMessage(), e);
        }
    }

    /** Each part is preceded by its length, so that no two different entries read the same. */
    private static String hash(
            String previous, String code, int sequence, Instant at, String kind, String actor, String details) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(previous, code, Integer.toString(sequence), at.toString(), kind, actor, details)) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private record Head(int sequence, String hash) {}

    private record Row(
            String incident, int sequence, Instant at, String kind, String actor, String details, String hash) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("incident"),
                    row.getInt("sequence"),
                    Objects.requireNonNull(Timestamps.read(row, "at")),
                    row.getString("kind"),
                    row.getString("actor"),
                    row.getString("details"),
                    row.getString("hash"));
        }
    }
}
