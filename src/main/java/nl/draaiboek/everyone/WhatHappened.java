package nl.draaiboek.everyone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happened in a roll call or a phone tree, kept in the transaction in which it did: with it, for there may be no incident, and in
 * the record of its incident when there is one. No numbers, and nothing of what somebody said of themselves.
 */
@Component
class WhatHappened {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IncidentRecord record;
    private final ObjectMapper json = new ObjectMapper();

    WhatHappened(JdbcClient jdbc, Clock clock, IncidentRecord record) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.record = record;
    }

    /** What it happened in. */
    enum In {
        ROLL_CALL("roll_call_entry", "roll_call"),
        PHONE_TREE("phone_tree_entry", "tree");

        private final String table;
        private final String column;

        In(String table, String column) {
            this.table = table;
            this.column = column;
        }
    }

    void keep(In in, long id, @Nullable IncidentCode incident, String kind, String actor, Map<String, ?> details) {
        jdbc.sql("insert into draaiboek.%s (%s, at, actor, kind, details) values (?, ?, ?, ?, ?)"
                        .formatted(in.table, in.column))
                .params(id, clock.instant().atOffset(ZoneOffset.UTC), actor, kind, write(details))
                .update();
        if (incident != null) {
            record.append(incident, kind, actor, details);
        }
    }

    /** The oldest first. */
    List<Entry> of(In in, long id) {
        return jdbc.sql("select at, actor, kind, details from draaiboek.%s where %s = ? order by number"
                        .formatted(in.table, in.column))
                .param(id)
                .query((row, n) -> new Entry(
                        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                                .toInstant(),
                        row.getString("actor"),
                        row.getString("kind"),
                        read(row.getString("details"))))
                .list();
    }

    /** @param kind as in the record of an incident: {@code roll-call.asked} */
    record Entry(Instant at, String actor, String kind, Map<String, Object> details) {}

    private String write(Map<String, ?> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can be written.", e);
        }
    }

    private Map<String, Object> read(String details) {
        try {
            return json.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What we wrote can be read.", e);
        }
    }
}
