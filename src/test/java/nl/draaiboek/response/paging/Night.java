package nl.draaiboek.response.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.AlertsCleared;
import nl.draaiboek.incident.DecideSeverity;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.SeverityDecision;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Scenario;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A night at Waddenhost as paging lives it: alerts, messages on phones, answers by a link. */
@TestComponent
class Night {

    private static final Pattern LINK = Pattern.compile("https?://\\S+(/p/\\S+)");
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private final Scenario scenario;
    private final OpenIncident openIncident;
    private final IncidentRecord record;
    private final TransactionTemplate transaction;
    private final DecideSeverity decideSeverity;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    Night(
            Scenario scenario,
            OpenIncident openIncident,
            IncidentRecord record,
            TransactionTemplate transaction,
            DecideSeverity decideSeverity,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.decideSeverity = decideSeverity;
        this.events = events;
        this.scenario = scenario;
        this.openIncident = openIncident;
        this.record = record;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    /** Monitoring sees that the datacenter does not answer, and whoever is to be paged is. */
    IncidentCode alert(Severity severity) {
        var incident = new NewIncident(
                "Datacenter Haarlem onbereikbaar",
                Noticed.MONITORING,
                severity,
                List.of("webhosting"),
                null,
                scenario.clock().instant(),
                null,
                null,
                "alertmanager");
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(incident)));
        scenario.deliver();
        return code;
    }

    /** Time passes, and what is due is sent. */
    void passes(Duration time) {
        scenario.advance(time);
        scenario.deliver();
    }

    /**
     * On call in Haarlem by a calendar, in this order.
     *
     * @param schedule id
     */
    void onCall(String schedule, String... persons) {
        jdbc.sql(
                        """
                insert into draaiboek.on_call_schedule (id, name_nl, name_en, serves, changed_at)
                values (:id, :id, :id, 'responders', now())""")
                .param("id", schedule)
                .update();
        jdbc.sql("insert into draaiboek.on_call_calendar (schedule, place) values (?, 1)")
                .param(schedule)
                .update();
        shift(schedule, "2026-11-01T00:00:00Z", persons);
    }

    /** Whoever is on call goes off then, and these come instead. */
    void relieved(String schedule, String at, String... persons) {
        jdbc.sql("update draaiboek.on_call_shift set ends_at = ?::timestamptz where schedule = ?")
                .params(at, schedule)
                .update();
        shift(schedule, at, persons);
    }

    private void shift(String schedule, String from, String... persons) {
        for (var rank = 0; rank < persons.length; rank++) {
            jdbc.sql(
                            """
                    insert into draaiboek.on_call_shift (schedule, place, rank, person, event, starts_at, ends_at)
                    values (?, 1, ?, ?, ?, ?::timestamptz, '2027-01-01T00:00:00Z')""")
                    .params(schedule, rank + 1, persons[rank], "shift " + from, from)
                    .update();
        }
    }

    /** How somebody wants to be reached, day and night. */
    void reached(String person, String ways) {
        jdbc.sql(
                        """
                insert into draaiboek.contact (person, primary_phone, secondary_phone, ways_by_day, ways_by_night, changed_at)
                values (:person, :phone, :second, :ways, :ways, now())
                on conflict (person) do update set ways_by_day = :ways, ways_by_night = :ways""")
                .param("person", person)
                .param("phone", "+316" + (10_000_000 + Math.abs(person.hashCode()) % 80_000_000))
                .param("second", "+316" + (10_000_000 + Math.abs((person + "2").hashCode()) % 80_000_000))
                .param("ways", ways)
                .update();
    }

    /** They are known in the chat, and want to be reached so. */
    void reachedInChat(String person, String ways) {
        reached(person, ways);
        jdbc.sql("update draaiboek.contact set chat = '@' || person where person = ?")
                .param(person)
                .update();
    }

    void away(String person) {
        reached(person, "mail");
        jdbc.sql("insert into draaiboek.absence values (?, '2026-11-01', '2026-12-31')")
                .param(person)
                .update();
    }

    /** The pages that somebody got by mail, oldest first. */
    List<Mail> pages(String person) {
        return scenario.mailsTo(person + "@waddenhost.example").stream()
                .filter(mail ->
                        mail.subject().contains("] Oproep") || mail.subject().contains("] Page"))
                .toList();
    }

    /** Everyone who got a page by mail, each as often as they did. */
    List<String> paged() {
        return scenario.mails().stream()
                .filter(mail ->
                        mail.subject().contains("] Oproep") || mail.subject().contains("] Page"))
                .map(mail -> mail.to().replaceFirst("@.*", ""))
                .sorted()
                .toList();
    }

    /** The path of the link in the last page that somebody got. */
    String link(String person) {
        var pages = pages(person);
        assertThat(pages).as("pages of " + person).isNotEmpty();
        return linkIn(pages.get(pages.size() - 1).text());
    }

    static String linkIn(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).as("a link in " + text).isTrue();
        return found.group(1);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> press(String path, String answer) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("answer=" + answer)));
    }

    /** Somebody presses the large button of their last page, and what follows happens. */
    void comes(String person) {
        assertThat(press(link(person), "come").statusCode()).isEqualTo(200);
        scenario.deliver();
    }

    void passesOn(String person) {
        assertThat(press(link(person), "pass").statusCode()).isEqualTo(200);
        scenario.deliver();
    }

    List<String> kinds(IncidentCode code) {
        return record.of(code).stream()
                .map(RecordEntry::kind)
                .filter(kind -> kind.startsWith("page."))
                .toList();
    }

    Map<String, Object> page(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.page where incident = ? order by id limit 1")
                .param(code.value())
                .query()
                .singleRow();
    }

    /** Where each page of an incident is, by its purpose. */
    Map<String, String> states(IncidentCode code) {
        var states = new java.util.TreeMap<String, String>();
        jdbc.sql("select purpose, state from draaiboek.page where incident = ? order by id")
                .param(code.value())
                .query((row, n) -> states.put(row.getString("purpose"), row.getString("state")))
                .list();
        return states;
    }

    /** Each way that was tried: who, and what came of it. */
    List<String> attempts(IncidentCode code) {
        return jdbc.sql(
                        """
                select a.person || ' ' || a.outcome from draaiboek.page_attempt a join draaiboek.page p on p.id = a.page
                 where p.incident = ? order by a.id""")
                .param(code.value())
                .query(String.class)
                .list();
    }

    /** Who was asked to lead: who, by which way. */
    List<String> askedToLead(IncidentCode code) {
        return jdbc.sql(
                        """
                select a.person || ' ' || a.way from draaiboek.page_attempt a join draaiboek.page p on p.id = a.page
                 where p.incident = ? and p.purpose = 'UNLED' and a.notice is not null order by a.id""")
                .param(code.value())
                .query(String.class)
                .list();
    }

    /** How often their telephone was called for an incident. */
    int called(IncidentCode code, String person) {
        return jdbc.sql(
                        """
                select count(*) from draaiboek.page_attempt a join draaiboek.page p on p.id = a.page
                 where p.incident = ? and a.person = ? and a.way like 'call%' and a.notice is not null""")
                .params(code.value(), person)
                .query(Integer.class)
                .single();
    }

    /** Somebody decides how bad it is. */
    void decide(IncidentCode code, Severity severity) {
        var decision = new SeverityDecision(
                severity,
                false,
                new SeverityDecision.Proposal<>(severity, "", ""),
                new SeverityDecision.Proposal<>(false, "", ""),
                "Zo is het.");
        decideSeverity.decide(code, decision, "anouk");
        scenario.deliver();
    }

    /** One more alert about it comes in. */
    void joins(IncidentCode code) {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertFired(code)));
        scenario.deliver();
    }

    /** Nothing fires any more. */
    void clears(IncidentCode code) {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertsCleared(code)));
    }

    boolean runs(String process) {
        return scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .count()
                > 0;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Language", "en");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
