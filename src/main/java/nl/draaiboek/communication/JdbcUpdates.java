package nl.draaiboek.communication;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcUpdates implements Updates {

    private static final String SELECT =
            """
            select u.*, (select json_object_agg(w.language, json_build_array(w.known, w.noticed, w.doing, w.way_round, w.meanwhile))
                           from draaiboek.update_words w where w.update_id = u.id)::text as words
              from draaiboek.incident_update u
            """;

    private final JdbcClient jdbc;
    private final com.fasterxml.jackson.databind.ObjectMapper json;

    JdbcUpdates(JdbcClient jdbc, com.fasterxml.jackson.databind.ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Update> find(UpdateId id) {
        return jdbc.sql(SELECT + "where u.id = ?")
                .param(id.value())
                .query(this::map)
                .optional();
    }

    @Override
    public String remark(UpdateId id) {
        return jdbc.sql("select remark from draaiboek.incident_update where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    @Override
    public List<Update.Published> published(IncidentCode incident, Audience audience) {
        var went = wentAt(audience);
        return publishedOnly(jdbc.sql(SELECT + "where u.incident = ? and " + went + " is not null order by u.number")
                .param(incident.value())
                .query(this::map)
                .list());
    }

    @Override
    public List<Update.Published> publishedSince(Instant since, Audience audience) {
        var went = wentAt(audience);
        return publishedOnly(jdbc.sql(SELECT + "where " + went + " >= ? order by " + went + ", u.id")
                .param(Timestamps.of(since))
                .query(this::map)
                .list());
    }

    @Override
    public Optional<Instant> nextPromised(IncidentCode incident) {
        return jdbc.sql(
                        "select promised_at from draaiboek.promise where incident = ? and outside order by number desc limit 1")
                .param(incident.value())
                .query((row, n) -> Optional.ofNullable(Timestamps.read(row, "promised_at")))
                .optional()
                .flatMap(promised -> promised);
    }

    @Override
    public List<String> channelsUsed(IncidentCode incident) {
        return jdbc.sql(
                        """
                select distinct c.channel || '/' || c.audience
                  from draaiboek.update_channel c join draaiboek.incident_update u on u.id = c.update_id
                 where u.incident = ? order by 1""")
                .param(incident.value())
                .query(String.class)
                .list();
    }

    /** @throws IllegalStateException when it was approved or dropped */
    Update.Draft draft(UpdateId id) {
        if (get(id) instanceof Update.Draft draft) {
            return draft;
        }
        throw new IllegalStateException("Update " + id + " is no draft any more.");
    }

    void replaceWords(UpdateId id, Map<String, Words> words) {
        words.forEach((language, text) -> jdbc.sql(
                        """
                insert into draaiboek.update_words (update_id, language, known, noticed, doing, way_round, meanwhile)
                values (:id, :language, :known, :noticed, :doing, :wayRound, :meanwhile)
                on conflict (update_id, language) do update
                   set known = excluded.known, noticed = excluded.noticed, doing = excluded.doing,
                       way_round = excluded.way_round, meanwhile = excluded.meanwhile""")
                .param("id", id.value())
                .param("language", language)
                .param("known", text.known())
                .param("noticed", text.noticed())
                .param("doing", text.doing())
                .param("wayRound", text.wayRound())
                .param("meanwhile", text.meanwhile())
                .update());
    }

    private static String wentAt(Audience audience) {
        return audience == Audience.INTERNAL ? "u.inside_at" : "u.outside_at";
    }

    private static List<Update.Published> publishedOnly(List<Update> updates) {
        return updates.stream()
                .filter(Update.Published.class::isInstance)
                .map(Update.Published.class::cast)
                .toList();
    }

    private Update map(ResultSet row, int rowNumber) throws SQLException {
        var id = new UpdateId(row.getLong("id"));
        var incident = new IncidentCode(row.getString("incident"));
        var facts = facts(row);
        var approvedAt = Timestamps.read(row, "approved_at");
        if (approvedAt == null) {
            return new Update.Draft(
                    id,
                    incident,
                    facts,
                    requireNonNull(Timestamps.read(row, "drafted_at")),
                    row.getString("drafted_by"));
        }
        var number = row.getInt("number");
        var insideAt = Timestamps.read(row, "inside_at");
        var outsideAt = Timestamps.read(row, "outside_at");
        var by = row.getString("approved_by");
        return insideAt == null && outsideAt == null
                ? new Update.Approved(id, incident, number, facts, approvedAt, by)
                : new Update.Published(id, incident, number, facts, approvedAt, by, insideAt, outsideAt);
    }

    private UpdateFacts facts(ResultSet row) throws SQLException {
        return new UpdateFacts(
                UpdateKind.valueOf(row.getString("kind")),
                Reach.valueOf(row.getString("reach")),
                PublicState.valueOf(row.getString("public_state")),
                List.of((String[]) row.getArray("services").getArray()),
                requireNonNull(Timestamps.read(row, "since")),
                Timestamps.read(row, "until"),
                Timestamps.read(row, "next_promised"),
                Timestamps.read(row, "expected_recovery"),
                DataLost.valueOf(row.getString("data_lost")),
                row.getObject("support_cases", Integer.class),
                words(row.getString("words")));
    }

    private Map<String, Words> words(@org.jspecify.annotations.Nullable String text) {
        var words = new HashMap<String, Words>();
        if (text != null) {
            try {
                json.readTree(text)
                        .properties()
                        .forEach(entry -> words.put(
                                entry.getKey(),
                                new Words(
                                        entry.getValue().get(0).asText(),
                                        entry.getValue().get(1).asText(),
                                        entry.getValue().get(2).asText(),
                                        entry.getValue().get(3).asText(),
                                        entry.getValue().get(4).asText())));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException("PostgreSQL writes JSON that can be read.", e);
            }
        }
        return words;
    }
}
