package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.Scenario;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The machine hall in Haarlem on a bad day: who is there, what they are asked, what they answer. */
@TestComponent
class Hall {

    private static final Pattern LINK = Pattern.compile("https?://\\S+(/r/\\S+)");
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private final Scenario scenario;
    private final OpenIncident openIncident;
    private final IncidentRecord record;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final ProcessEngine engine;

    Hall(
            Scenario scenario,
            OpenIncident openIncident,
            IncidentRecord record,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            ProcessEngine engine) {
        this.scenario = scenario;
        this.openIncident = openIncident;
        this.record = record;
        this.transaction = transaction;
        this.events = events;
        this.jdbc = jdbc;
        this.engine = engine;
    }

    /** Somebody works at this place and has a mobile phone. */
    void works(String person, String location) {
        jdbc.sql(
                        """
                insert into draaiboek.contact (person, primary_phone, location, emergency_name, emergency_phone, changed_at)
                values (?, ?, ?, 'Noor', '+31612345699', now())""")
                .params(person, phone(person), location)
                .update();
    }

    /** Neither mail nor telephone. */
    void nobodyReaches(String person) {
        jdbc.sql("update draaiboek.contact set primary_phone = null where person = ?")
                .param(person)
                .update();
        noMail(person);
    }

    void noMail(String person) {
        var user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        user.setEmail("");
        engine.getIdentityService().saveUser(user);
    }

    void landlineAlone(String person, String number) {
        jdbc.sql("update draaiboek.contact set primary_phone = null, landline = ? where person = ?")
                .params(number, person)
                .update();
    }

    void away(String person) {
        jdbc.sql("insert into draaiboek.absence values (?, '2026-11-01', '2026-12-31')")
                .param(person)
                .update();
    }

    void officer(String person) {
        jdbc.sql("insert into draaiboek.team_member (team, person) values ('bhv', ?)")
                .param(person)
                .update();
    }

    static String phone(String person) {
        return "+316" + (10_000_000 + Math.abs(person.hashCode()) % 80_000_000);
    }

    /** Somebody declares that there is smoke, and where. */
    IncidentCode smoke(String where) {
        var incident = new NewIncident(
                "Rook in de machinekamer",
                Noticed.COLLEAGUE,
                Severity.TWO,
                List.of(),
                null,
                scenario.clock().instant(),
                true,
                where,
                "joost");
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(incident)));
        scenario.deliver();
        return code;
    }

    /** Somebody starts a process by its form, as Tasklist does. */
    void starts(String person, String process, Map<String, Object> form) {
        var identity = engine.getIdentityService();
        Company.act(identity, person);
        try {
            var definition = engine.getRepositoryService()
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(process)
                    .latestVersion()
                    .singleResult();
            engine.getFormService().submitStartForm(definition.getId(), new HashMap<>(form));
        } finally {
            identity.clearAuthentication();
        }
        scenario.deliver();
    }

    /** Somebody begins a process that asks for everything in its first task. */
    void begins(String person, String process) {
        var identity = engine.getIdentityService();
        Company.act(identity, person);
        try {
            engine.getRuntimeService().startProcessInstanceByKey(process, Map.of("starter", person));
        } finally {
            identity.clearAuthentication();
        }
        scenario.settle();
    }

    /** What somebody answers is not accepted, and they read why. */
    void refused(String person, String task, Map<String, Object> form, String why) {
        assertThatThrownBy(() -> scenario.complete(person, task, form))
                .hasStackTraceContaining(InvalidAnswer.class.getName())
                .hasStackTraceContaining(why);
    }

    void passes(Duration time) {
        scenario.advance(time);
        scenario.deliver();
    }

    /** By how many ways somebody was asked until now. */
    List<String> asked(String person) {
        var ways = new ArrayList<String>();
        questions(person).forEach(mail -> ways.add("mail"));
        for (var channel : List.of("sms", "call")) {
            posts(channel, person).stream()
                    .filter(post -> post.text().matches("(?s).*(VEILIG\\?|SAFE\\?|Ben je veilig|Are you safe).*"))
                    .forEach(post -> ways.add(channel));
        }
        return ways;
    }

    List<MailServer.Mail> questions(String person) {
        return scenario.mailsTo(person + "@waddenhost.example").stream()
                .filter(mail -> mail.subject().contains("Ben je veilig?")
                        || mail.subject().contains("Are you safe?"))
                .toList();
    }

    List<Post> posts(String channel, String person) {
        return scenario.posts(channel).stream()
                .filter(post -> post.message().recipient().id().equals("person:" + person))
                .toList();
    }

    /** The path of their link. */
    String link(String person) {
        return posts("sms", person).stream()
                .flatMap(post -> LINK.matcher(post.text()).results())
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(person + " got no link."));
    }

    /** Somebody presses a button of their link. */
    HttpResponse<String> presses(String person, String answer) {
        var page = send(request(link(person))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("answer=" + answer)));
        scenario.deliver();
        return page;
    }

    HttpResponse<String> opens(String path) {
        return send(request(path).GET());
    }

    void replies(String person, String text) {
        transaction.executeWithoutResult(s -> events.publishEvent(new SmsReceived(
                phone(person), text, "twilio", "SM1", scenario.clock().instant())));
        scenario.deliver();
    }

    void keys(String person, String key) {
        var calls = posts("call", person);
        var call = calls.get(calls.size() - 1);
        transaction.executeWithoutResult(
                s -> events.publishEvent(new KeyPressed(call.message().key(), key)));
        scenario.deliver();
    }

    /** How somebody is, in the latest roll call. */
    String safety(String person) {
        return jdbc.sql("select safety from draaiboek.roll_call_person where person = ? order by id desc limit 1")
                .param(person)
                .query(String.class)
                .single();
    }

    List<String> kinds(IncidentCode code) {
        return record.of(code).stream().map(RecordEntry::kind).toList();
    }

    long last() {
        return jdbc.sql("select max(id) from draaiboek.roll_call")
                .query(Long.class)
                .single();
    }

    boolean runs(String process) {
        return scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .count()
                > 0;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
