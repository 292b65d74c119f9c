package nl.draaiboek.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What stands on the pages. */
@Component
public class Pages {

    private static final String SELECT =
            """
            select u.*, t.language, t.headline, t.body, t.html
            from draaiboek.page_update u join draaiboek.page_text t on t.update = u.number\s""";

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Clock clock;

    Pages(JdbcClient jdbc, Incidents incidents, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Puts an update on a page, in one language. The same update again replaces its words and nothing else. */
    @Transactional
    void publish(PageName page, PageFacts facts, Severity severity, PageText text) {
        jdbc.sql(
                        """
                insert into draaiboek.page_update (page, update_id, incident, kind, state, severity, services, since, until,
                  next_promised, expected_recovery, published_at)
                values (:page, :update, :incident, :kind, :state, :severity, :services, :since, :until, :next, :expected, :now)
                on conflict (page, update_id) do nothing""")
                .param("page", page.name())
                .param("update", facts.update())
                .param("incident", facts.incident().value())
                .param("kind", facts.kind())
                .param("state", facts.state().name())
                .param("severity", severity.number())
                .param("services", facts.services().toArray(String[]::new))
                .param("since", Timestamps.of(facts.since()))
                .param("until", Timestamps.of(facts.until()))
                .param("next", Timestamps.of(facts.nextPromised()))
                .param("expected", Timestamps.of(facts.expectedRecovery()))
                .param("now", Timestamps.of(clock.instant()))
                .update();
        jdbc.sql(
                        """
                insert into draaiboek.page_text (update, language, headline, body, html)
                select number, :language, :headline, :body, :html from draaiboek.page_update where page = :page and update_id = :update
                on conflict (update, language) do update
                  set headline = excluded.headline, body = excluded.body, html = excluded.html""")
                .param("page", page.name())
                .param("update", facts.update())
                .param("language", facts.language())
                .param("headline", text.headline())
                .param("body", text.body())
                .param("html", text.html())
                .update();
    }

    /** Incidents that are not over, those with the newest update first. */
    public List<PublishedIncident> current(PageName page) {
        var unresolved = jdbc.sql(
                        """
                select incident from (
                  select distinct on (incident) incident, number, state from draaiboek.page_update where page = ?
                  order by incident, number desc) latest
                where state <> 'RESOLVED' order by number desc""")
                .param(page.name())
                .query(String.class)
                .list();
        return of(page, unresolved).stream()
                .filter(incident -> !incident.over())
                .toList();
    }

    /** Incidents about which something was published in this time, newest first. */
    public List<PublishedIncident> between(PageName page, Instant from, Instant until) {
        var found = jdbc.sql(
                        """
                select incident from draaiboek.page_update where page = :page
                group by incident having min(published_at) >= :from and min(published_at) < :until order by min(number) desc""")
                .param("page", page.name())
                .param("from", Timestamps.of(from))
                .param("until", Timestamps.of(until))
                .query(String.class)
                .list();
        return of(page, found);
    }

    /** The latest incidents, newest first. */
    public List<PublishedIncident> latest(PageName page, int limit) {
        var found = jdbc.sql(
                        """
                select incident from draaiboek.page_update where page = ? group by incident order by min(number) desc limit ?""")
                .params(page.name(), limit)
                .query(String.class)
                .list();
        return of(page, found);
    }

    /** @param codeOrId {@code INC-2026-0001} or the short id */
    public Optional<PublishedIncident> find(PageName page, String codeOrId) {
        var code = IncidentCode.PATTERN.matcher(codeOrId).matches()
                ? Optional.of(codeOrId)
                : jdbc
                        .sql("select distinct incident from draaiboek.page_update where page = ?")
                        .param(page.name())
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(incident -> ShortId.of(incident).equals(codeOrId))
                        .findFirst();
        return code.flatMap(found -> of(page, List.of(found)).stream().findFirst());
    }

    /** When the first and the last word came to stand on the page; empty for an empty page. */
    public Optional<Span> span(PageName page) {
        return jdbc.sql(
                        """
                select min(published_at) as first, max(published_at) as last from draaiboek.page_update where page = ?
                having count(*) > 0""")
                .param(page.name())
                .query((row, n) -> new Span(
                        Objects.requireNonNull(Timestamps.read(row, "first")),
                        Objects.requireNonNull(Timestamps.read(row, "last"))))
                .optional();
    }

    /**
     * @param first of the oldest update;
     * @param last of the newest
     */
    public record Span(Instant first, Instant last) {}

    private List<PublishedIncident> of(PageName page, Collection<String> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        var updates = new LinkedHashMap<Long, Row>();
        jdbc.sql(SELECT + "where u.page = :page and u.incident in (:codes) order by u.number desc")
                .param("page", page.name())
                .param("codes", codes)
                .query((row, n) -> Row.of(row))
                .list()
                .forEach(row -> updates.merge(row.number(), row, Row::with));
        var byIncident = new HashMap<String, ArrayList<PageUpdate>>();
        updates.values().forEach(row -> byIncident
                .computeIfAbsent(row.update().incident().value(), c -> new ArrayList<>())
                .add(row.update()));
        return codes.stream()
                .filter(byIncident::containsKey)
                .map(code -> incident(page, Objects.requireNonNull(byIncident.get(code))))
                .toList();
    }

    private PublishedIncident incident(PageName page, List<PageUpdate> updates) {
        var latest = updates.get(0);
        var incident = incidents.find(latest.incident());
        var under = incident.flatMap(this::goesOnUnder);
        var ended = latest.state() == PublicState.RESOLVED
                ? Optional.<Instant>empty()
                : under.isPresent()
                        ? saidUnder(page, under.get(), latest).or(() -> endedInside(under.get(), latest))
                        : incident.flatMap(i -> endedInside(i, latest));
        return new PublishedIncident(
                latest.incident(),
                updates,
                ended.orElse(null),
                under.map(Incident::code).orElse(null),
                clock.instant());
    }

    /** The one under whose code it goes on, at the end of all merges. */
    private Optional<Incident> goesOnUnder(Incident incident) {
        var into = incident.mergedInto();
        return into == null
                ? Optional.empty()
                : incidents.find(into).map(other -> goesOnUnder(other).orElse(other));
    }

    /** When the first words about both came to stand there: until then what was told of the one that was merged holds. */
    private Optional<Instant> saidUnder(PageName page, Incident other, PageUpdate latest) {
        return jdbc.sql(
                        """
                select min(published_at) from draaiboek.page_update where page = :page and incident = :other and published_at > :told""")
                .param("page", page.name())
                .param("other", other.code().value())
                .param("told", Timestamps.of(latest.publishedAt()))
                .query((row, n) -> Optional.ofNullable(Timestamps.read(row, "min")))
                .single();
    }

    /** An incident that ended inside must not stay up outside because nobody had closing words for it. */
    private static Optional<Instant> endedInside(Incident incident, PageUpdate latest) {
        return incident.state() == IncidentState.CLOSED || incident.state() == IncidentState.REJECTED
                ? incident.at(Milestone.CLOSED).or(() -> Optional.of(latest.publishedAt()))
                : Optional.empty();
    }

    /** An update with one of its languages, as the join gives it. */
    private record Row(long number, PageUpdate update) {

        static Row of(ResultSet row) throws SQLException {
            var text = new PageText(row.getString("headline"), row.getString("body"), row.getString("html"));
            return new Row(
                    row.getLong("number"),
                    new PageUpdate(
                            ShortId.of(row.getString("page") + "/" + row.getString("update_id")),
                            new IncidentCode(row.getString("incident")),
                            row.getString("kind"),
                            PublicState.valueOf(row.getString("state")),
                            Severity.of(row.getInt("severity")).orElseThrow(),
                            List.of((String[]) row.getArray("services").getArray()),
                            Objects.requireNonNull(Timestamps.read(row, "since")),
                            Timestamps.read(row, "until"),
                            Timestamps.read(row, "next_promised"),
                            Timestamps.read(row, "expected_recovery"),
                            Objects.requireNonNull(Timestamps.read(row, "published_at")),
                            Map.of(row.getString("language"), text)));
        }

        Row with(Row other) {
            var texts = new HashMap<>(update.texts());
            texts.putAll(other.update().texts());
            return new Row(
                    number,
                    new PageUpdate(
                            update.id(),
                            update.incident(),
                            update.kind(),
                            update.state(),
                            update.severity(),
                            update.services(),
                            update.since(),
                            update.until(),
                            update.nextPromised(),
                            update.expectedRecovery(),
                            update.publishedAt(),
                            texts));
        }
    }
}
