package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** colleagues who cannot help technically inform and answer customers and others. */
@ScenarioTest
class CommunicationPoolTests {

    private static final Walked WALKED = new Walked();
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/w/\\S+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    RepositoryService repository;

    @Autowired
    PoolProcesses pool;

    @LocalServerPort
    int port;

    private Hall hall;
    private IncidentCode code;

    @BeforeEach
    void anoukLeads(@Autowired AutowireCapableBeanFactory beans) {
        hall = beans.createBean(Hall.class);
        Company.serve(jdbc, "hosting-haarlem");
        code = RunningIncident.declared(scenario, jdbc, 1, true);
        for (var person : List.of("bram", "daan", "kehinde", "anouk")) {
            hall.works(person, "Haarlem");
            jdbc.sql("update draaiboek.contact set technical = true where person = ?")
                    .param(person)
                    .update();
        }
        hall.works("emma", "Haarlem");
    }

    @AfterEach
    void note() {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(List.of("offer-communication-work", "do-communication-work", "offer-to-communicate"))
                .allSatisfy(process -> assertThat(WALKED.missing(process)).isEmpty());
    }

    @Test
    void thoseWhoAreNotTechnicalAreAskedOneAfterTheOtherUntilThereAreEnough() {
        hall.works("joost", "Zwolle");
        hall.away("joost");
        hall.starts("farid", "offer-to-communicate", Map.of("code", code.value().toLowerCase()));
        jdbc.sql(
                        """
                insert into draaiboek.role_offer (incident, role, person, asked_by, asked_at, answer_by, note, state)
                values (?, 'scribe', 'daan', 'anouk', now(), now(), '', 'DECLINED')""")
                .param(code.value())
                .update();
        hall.begins("chaima", "offer-communication-work");
        hall.refused("chaima", "UserTask_DescribeWork", work(0, 60), "how many people");
        hall.refused("chaima", "UserTask_DescribeWork", work(2, 5), "how many minutes");
        scenario.complete("chaima", "UserTask_DescribeWork", work(2, 60));
        scenario.deliver();

        assertThat(asked("farid")).as("who offered to help comes first").isEqualTo(1);
        assertThat(asked("daan")).as("then who declined a role").isEqualTo(1);
        assertThat(asked("emma")).isZero();
        assertThat(mail("farid", "Help je klanten").text())
                .contains("Chaima El Amrani", "Voor 60 minuten", "All with a web shop")
                .doesNotContain("Will you");
        assertThat(hall.posts("sms", "daan")).as("his own first way too").hasSize(1);

        open("farid");
        assertThat(scenario.tasks("UserTask_InformAndAnswer"))
                .as("a scanner that opens the link changes nothing")
                .isEmpty();
        press("farid", "yes");
        press("farid", "no");
        var task = scenario.task("UserTask_InformAndAnswer");
        assertThat(task.getAssignee()).isEqualTo("farid");
        assertThat(mail("farid", "Van jou tot").text()).contains("The status page says it", "geen oorzaak", "/tasks");
        press("daan", "no");
        assertThat(asked("emma")).as("the next").isEqualTo(1);
        assertThat(asked("chaima")).as("not who asks").isZero();
        scenario.advance(Duration.ofMinutes(6));
        scenario.deliver();
        assertThat(mail("chaima", "1 te weinig").text()).contains("Call customers");
        assertThat(open("emma").body()).contains("Er is intussen iemand anders gevraagd");
        assertThat(asked("joost")).as("away").isZero();
        assertThat(asked("bram") + asked("kehinde") + asked("anouk") + asked("marijke"))
                .as("who repairs, leads or decides")
                .isZero();

        hall.refused("farid", "UserTask_InformAndAnswer", Map.of("result", "back"), "what the next one should know");
        scenario.complete("farid", "UserTask_InformAndAnswer", Map.of("result", "done", "note", "Forty shops"));
        assertThat(processes()).as("done, and nobody is left").isZero();
        assertThat(kinds())
                .contains(
                        "communication-work.asked",
                        "communication-work.volunteered",
                        "communication-work.accepted",
                        "communication-work.declined",
                        "communication-work.unanswered",
                        "communication-work.done")
                .containsOnlyOnce("communication-work.short");
        hall.begins("chaima", "offer-communication-work");
        scenario.advance(Duration.ofHours(4));
        assertThat(scenario.tasks("UserTask_DescribeWork")).as("left behind").isEmpty();
    }

    @Test
    void workHandedBackOrOverInTimeGoesToTheNextAndEndsWithTheIncident() {
        hall.begins("anouk", "offer-communication-work");
        scenario.complete("anouk", "UserTask_DescribeWork", work(1, 0));
        scenario.deliver();
        press("chaima", "yes");
        scenario.complete(
                "chaima", "UserTask_InformAndAnswer", Map.of("result", "back", "note", "Half of the list is done"));
        scenario.deliver();
        assertThat(asked("emma")).as("handed back goes on").isEqualTo(1);
        assertThat(mail("chaima", "Help je klanten").text()).doesNotContain("Van wie het eerder deed");
        assertThat(mail("emma", "Help je klanten").text())
                .contains("Van wie het eerder deed: Chaima El Amrani: Half of the list is done");
        assertThat(open("emma").body()).contains("Van wie het eerder deed", "Half of the list is done");
        press("emma", "yes");
        scenario.deliver();
        assertThat(mail("emma", "Van jou tot").text()).contains("Half of the list is done");
        assertThat(scenario.task("UserTask_InformAndAnswer").getAssignee()).isEqualTo("emma");
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_InformAndAnswer").getId(), "job")
                        .toString())
                .contains("Half of the list is done");
        scenario.advance(Duration.ofMinutes(59));
        assertThat(scenario.tasks("UserTask_InformAndAnswer")).hasSize(1);
        scenario.advance(Duration.ofMinutes(2));
        scenario.deliver();
        assertThat(scenario.tasks("UserTask_InformAndAnswer"))
                .as("an hour is enough")
                .isEmpty();
        assertThat(asked("farid")).isEqualTo(1);
        press("farid", "yes");
        assertThat(scenario.tasks("UserTask_InformAndAnswer"))
                .extracting(Task::getAssignee)
                .containsExactly("farid");

        transaction.executeWithoutResult(s -> resolveIncident.resolve(code, "anouk"));
        scenario.deliver();
        assertThat(scenario.tasks("UserTask_InformAndAnswer")).isEmpty();
        assertThat(processes()).isZero();
        assertThat(open("farid").body()).contains("Dit is niet meer nodig");
        assertThat(asked("joost")).isZero();

        var undescribed = RunningIncident.declared(scenario, jdbc, 1, true);
        transaction.executeWithoutResult(s -> pool.describe(undescribed, "emma", "Two people"));
        assertThat(scenario.task("UserTask_DescribeWork").getAssignee()).isEqualTo("emma");
        transaction.executeWithoutResult(s -> resolveIncident.resolve(undescribed, "anouk"));
        scenario.deliver();
        assertThat(processes())
                .as("what was not described ends with its incident too")
                .isZero();

        var first = RunningIncident.declared(scenario, jdbc, 1, true);
        var second = RunningIncident.declared(scenario, jdbc, 1, true);
        code = first;
        hall.begins("anouk", "offer-communication-work");
        scenario.complete("anouk", "UserTask_DescribeWork", work(1, 60));
        transaction.executeWithoutResult(s -> mergeIncidents.merge(first, second, "It is the same", "anouk"));
        scenario.settle();
        assertThat(processes()).isZero();
        assertThatThrownBy(() -> hall.starts("emma", "offer-to-communicate", Map.of("code", "INC-2020-0001")))
                .hasStackTraceContaining("is no running incident");
    }

    @Test
    void saysYesOnAPhone() {
        try (var browser = Browser.start()) {
            hall.begins("anouk", "offer-communication-work");
            scenario.complete("anouk", "UserTask_DescribeWork", work(1, 60));
            scenario.deliver();
            var phone = browser.phone();
            phone.navigate("http://localhost:" + port + link("chaima"));
            Browser.picture(phone, "communication-work-on-a-phone");
            assertThat(Browser.barriers(phone)).isEmpty();
            assertThat((Boolean) phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            assertThat(phone.locator("main").innerText()).contains("Call customers", "The status page says it");
            phone.getByText("Ik doe het").click();
            phone.getByText("Dank je: jij doet het.").waitFor();
            assertThat(Browser.barriers(phone)).isEmpty();
            phone.navigate("http://localhost:" + port + "/w/abc");
            assertThat(phone.locator("main").innerText()).doesNotContain("Call customers");
        }
        scenario.settle();
        assertThat(scenario.task("UserTask_InformAndAnswer").getAssignee()).isEqualTo("chaima");
    }

    private Map<String, Object> work(int wanted, int minutes) {
        var work = new HashMap<String, Object>(Map.of(
                "chosen", code.value(),
                "what", "Call customers",
                "customers", "All with a web shop",
                "words", "The status page says it",
                "wanted", wanted));
        if (minutes > 0) {
            work.put("minutes", minutes);
        }
        return work;
    }

    private int asked(String person) {
        return (int) mails(person).stream()
                .filter(mail -> mail.subject().contains("Help je klanten")
                        || mail.subject().contains("Will you help inform"))
                .count();
    }

    private String link(String person) {
        return mails(person).stream()
                .flatMap(mail -> LINK.matcher(mail.text()).results())
                .map(found -> found.group(1))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError(person + " got no link."));
    }

    private HttpResponse<String> open(String person) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + link(person))));
    }

    private void press(String person, String answer) {
        send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + link(person)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("answer=" + answer)));
        scenario.deliver();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Mail> mails(String person) {
        return scenario.mailsTo(person + "@waddenhost.example");
    }

    private Mail mail(String person, String subject) {
        return mails(person).stream()
                .filter(mail -> mail.subject().contains(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(person + " has no mail '" + subject + "', but "
                        + mails(person).stream().map(Mail::subject).toList()));
    }

    private List<String> kinds() {
        return record.of(code).stream().map(entry -> entry.kind()).toList();
    }

    private long processes() {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKeyIn("offer-communication-work", "do-communication-work")
                .count();
    }
}
