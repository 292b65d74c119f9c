package nl.draaiboek.response.paging;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.Timestamps;
import nl.draaiboek.people.People;
import nl.draaiboek.response.ResponseTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who was paged too often in an hour is told afterwards what was held back, in one mail. */
@Component
class TellHeldBack {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String WAITING = " outcome = 'HELD_BACK' and told_at is null ";

    private final JdbcClient jdbc;
    private final Pages pages;
    private final People people;
    private final PagingProperties properties;
    private final ResponseTexts texts;
    private final Links links;
    private final Dispatches dispatches;
    private final Clock clock;

    TellHeldBack(
            JdbcClient jdbc,
            Pages pages,
            People people,
            PagingProperties properties,
            ResponseTexts texts,
            Links links,
            Dispatches dispatches,
            Clock clock) {
        this.jdbc = jdbc;
        this.pages = pages;
        this.people = people;
        this.properties = properties;
        this.texts = texts;
        this.links = links;
        this.dispatches = dispatches;
        this.clock = clock;
    }

    /** Tells everyone whose hour has room again. */
    @Transactional
    public void tell() {
        jdbc
                .sql("select distinct person from draaiboek.page_attempt where" + WAITING + "order by person")
                .query(String.class)
                .list()
                .stream()
                .filter(person -> pages.paged(person, HOUR) < properties.perPersonPerHour())
                .forEach(this::tell);
    }

    private void tell(String person) {
        var codes = jdbc.sql(
                        """
                with told as (
                  update draaiboek.page_attempt set told_at = :now where person = :person and"""
                                + WAITING + "returning page)"
                                + " select distinct p.incident from told join draaiboek.page p on p.id = told.page order by 1")
                .param("now", java.util.Objects.requireNonNull(Timestamps.of(clock.instant())))
                .param("person", person)
                .query(String.class)
                .list();
        people.find(person)
                .filter(found -> !codes.isEmpty() && !found.mail().isBlank())
                .ifPresent(found -> {
                    var recipient = new Recipient("person:" + person, found.mail(), found.language(), Map.of());
                    var contents = texts.contents(
                            "page-held-back",
                            Map.of(
                                    "incidents", String.join(", ", codes),
                                    "number", Integer.toString(codes.size()),
                                    "most", Integer.toString(properties.perPersonPerHour()),
                                    "link", links.to("/incidents")));
                    dispatches.open(new Notice(
                            null,
                            "mail",
                            "page-held-back",
                            "on-call",
                            new Composition(
                                    contents,
                                    List.of(recipient),
                                    "held-back/" + person,
                                    "held-back/" + person + '/' + clock.instant())));
                });
    }
}
