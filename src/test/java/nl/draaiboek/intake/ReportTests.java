package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentClosed;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people report and declare, through programs and in Tasklist (R-1.1, R-1.2, R-1.6, R-10.1). */
@ScenarioTest
class ReportTests {

    private static final String FATIMA = "fatima@winkel.example";

    private static final String REPORT =
            """
            {"what":"De webshop laadt niet","service":"webhosting","since":"2026-11-21T02:40:00+01:00","channel":"customer",
             "who":{"name":"Fatima Öztürk","mail":"fatima@winkel.example"},"steps":"Open de winkel","reference":"T-1"}""";

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    Reporters reporters;

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    @Test
    void theFirstReportOpensACandidateAndKnowsWhoNoticed() {
        assertThat(door.report(REPORT).statusCode()).isEqualTo(202);
        scenario.takeIn();

        var incident = only();
        assertThat(incident.title()).isEqualTo("De webshop laadt niet");
        assertThat(incident.noticed()).isEqualTo(Noticed.CUSTOMER);
        assertThat(incident.provisionalSeverity()).isEqualTo(Severity.TWO);
        assertThat(incident.at(Milestone.IMPACT)).contains(Instant.parse("2026-11-21T01:40:00Z"));
        assertThat(reporters.of(incident.code()))
                .containsExactly(new Reporter(null, "Fatima Öztürk", "fatima@winkel.example"));
        assertThat(scenario.tasks("UserTask_Place")).isEmpty();
    }

    @Test
    void theSameReferenceIsOneReport() {
        door.report(REPORT);
        var again = door.report(REPORT.replace("laadt niet", "laadt nog steeds niet"));

        assertThat(again.body()).isEqualToIgnoringWhitespace("{\"received\":1,\"new\":0}");
    }

    @Test
    void withoutAReferenceTheSameWordsOnTheSameDayAreOneReport() {
        var report = "{\"what\":\"Mail komt niet aan\"}";
        assertThat(door.report(report).body()).contains("\"new\":1");
        assertThat(door.report(report).body()).contains("\"new\":0");

        scenario.clock().advance(Duration.ofDays(1));

        assertThat(door.report(report).body()).contains("\"new\":1");
    }

    @Test
    void aReportWhileIncidentsRunIsPlacedByAPerson() {
        var first = running();
        door.report(REPORT);
        scenario.takeIn();

        assertThat(incidents.running())
                .as("nothing is opened before somebody looked")
                .hasSize(1);
        assertThat(scenario.task("UserTask_Place").getName()).isEqualTo("Place report");

        scenario.complete(
                "emma", "UserTask_Place", Map.of("choice", first.code().value()));

        assertThat(only().services()).contains("webhosting");
        assertThat(record.of(first.code()))
                .filteredOn(entry -> entry.kind().equals("report.joined"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("emma"));
        assertThat(reporters.of(first.code())).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void whoReportedTheFirstIsToldItsCode() {
        door.report(REPORT);
        start("declare-incident", "joost", Map.of("danger", "yes", "dangerWhere", "Hal", "what", "Rook in de hal"));
        start(
                "declare-incident",
                "daan",
                Map.of("danger", "yes", "dangerWhere", "Kelder", "what", "Water in de kelder"));
        scenario.takeIn();
        scenario.settle();
        scenario.deliver();

        assertThat(scenario.mailsTo(FATIMA)).singleElement().satisfies(mail -> {
            assertThat(mail.subject())
                    .isEqualTo("[" + byTitle("De webshop laadt niet").code() + "] Uw melding: De webshop laadt niet");
            assertThat(mail.text()).contains("vastgelegd als", "/status");
        });
        assertThat(scenario.mailsTo("joost@waddenhost.example"))
                .extracting(MailServer.Mail::subject)
                .contains("[" + byTitle("Rook in de hal").code() + "] Je melding: Rook in de hal");
        assertThat(scenario.mailsTo("daan@waddenhost.example"))
                .as("is in the team, and hears it there")
                .extracting(MailServer.Mail::subject)
                .noneMatch(subject -> subject.contains("elding: Water"));
    }

    @Test
    void aReportOfWhatIsYetToComeIsRefused() {
        var answer = door.report("{\"what\":\"Webshop stuk\",\"since\":\"2026-11-23T03:00:00+01:00\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/since", "not in the future");
        assertThat(incidents.running()).isEmpty();
    }

    @Test
    void whoReportedIsToldWhatCameOfItAndThatItIsOver() {
        var first = running();
        door.report(REPORT);
        scenario.takeIn();
        scenario.deliver();
        assertThat(scenario.mailsTo(FATIMA)).isEmpty();

        scenario.complete(
                "emma", "UserTask_Place", Map.of("choice", first.code().value()));
        scenario.deliver();

        assertThat(scenario.mailsTo(FATIMA)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[" + first.code() + "] Uw melding: De webshop laadt niet");
            assertThat(mail.text()).contains("waaraan wij al werken", "/status");
        });

        transaction.executeWithoutResult(status -> events.publishEvent(new IncidentClosed(first.code())));
        scenario.deliver();

        assertThat(scenario.mailsTo(FATIMA))
                .hasSize(2)
                .extracting(MailServer.Mail::subject)
                .contains("[" + first.code() + "] Het probleem dat u meldde is voorbij");
    }

    @Test
    void aReportOfSomethingElseOpensItsOwn() {
        running();
        door.report(REPORT);
        scenario.takeIn();

        scenario.complete("emma", "UserTask_Place", Map.of("choice", "none"));

        assertThat(incidents.running()).extracting(Incident::title).contains("De webshop laadt niet");
        assertThat(waiting()).isZero();
    }

    @Test
    void aReportThatNobodyPlacesOpensItsOwnAfterThePolicysTime() {
        running();
        door.report(REPORT);
        scenario.takeIn();

        scenario.advance(Duration.ofMinutes(19));
        assertThat(incidents.running()).hasSize(1);
        scenario.advance(Duration.ofMinutes(2));

        assertThat(incidents.running()).hasSize(2);
        assertThat(scenario.tasks("UserTask_Place")).isEmpty();
    }

    @Test
    void dangerNeverWaitsForAnAnswer() {
        running();
        door.report("{\"what\":\"Rook in de machinekamer\",\"danger\":true,\"dangerWhere\":\"Haarlem, zaal 2\"}");
        scenario.takeIn();

        assertThat(incidents.running()).hasSize(2);
        var dangerous = incidents.running().stream()
                .filter(incident -> incident.title().startsWith("Rook"))
                .findFirst()
                .orElseThrow();
        assertThat(dangerous.danger()).isTrue();
        assertThat(dangerous.dangerWhere()).isEqualTo("Haarlem, zaal 2");
        assertThat(scenario.tasks("UserTask_Place")).isEmpty();
    }

    @Test
    void aChosenIncidentThatEndedMeanwhileIsNotJoined() {
        var first = running();
        door.report(REPORT);
        scenario.takeIn();
        var task = scenario.task("UserTask_Place");
        scenario.taskService()
                .complete(task.getId(), Map.of("choice", first.code().value()));
        jdbc.sql("update draaiboek.incident set state = 'CLOSED'").update();
        scenario.settle();

        assertThat(only().title()).isEqualTo("De webshop laadt niet");
        assertThat(record.of(first.code())).extracting(RecordEntry::kind).doesNotContain("report.joined");
    }

    @Test
    void anAnswerThatIsNoRunningIncidentLeavesTheTaskOpen() {
        running();
        door.report(REPORT);
        scenario.takeIn();

        assertThatThrownBy(() -> scenario.complete("emma", "UserTask_Place", Map.of("choice", "INC-1999-0001")))
                .hasStackTraceContaining("does not run");
        assertThat(scenario.tasks("UserTask_Place")).hasSize(1);
    }

    @Test
    void aReportWhoseTriageWasCancelledIsNotLost() {
        running();
        door.report(REPORT);
        scenario.takeIn();
        var triage = scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey("triage-report")
                .singleResult();
        jdbc.sql("update draaiboek.incident set state = 'CLOSED'").update();

        scenario.runtime().deleteProcessInstance(triage.getId(), "by hand");
        scenario.takeIn();

        assertThat(only().title()).isEqualTo("De webshop laadt niet");
    }

    @Test
    void aColleagueDeclaresAnIncident() {
        start(
                "declare-incident",
                "joost",
                Map.of(
                        "danger",
                        "no",
                        "what",
                        "Klantportaal geeft fouten",
                        "service",
                        "klantportaal",
                        "severity",
                        "1"));
        scenario.settle();

        var incident = only();
        assertThat(incident.title()).isEqualTo("Klantportaal geeft fouten");
        assertThat(incident.provisionalSeverity()).isEqualTo(Severity.ONE);
        assertThat(incident.noticed()).isEqualTo(Noticed.COLLEAGUE);
        assertThat(incident.danger()).isFalse();
        assertThat(record.of(incident.code()).get(0).actor()).isEqualTo("joost");
        assertThat(reporters.of(incident.code())).containsExactly(new Reporter("joost", null, null));
    }

    @Test
    void aDeclarationHasItsCodeAtOnceAndIsComparedBesideIt() {
        var first = running();
        var process =
                start("declare-incident", "joost", Map.of("danger", "no", "what", "Portaal stuk", "severity", "1"));
        scenario.settle();
        scenario.deliver();

        var own = byTitle("Portaal stuk");
        assertThat(own.code()).isNotEqualTo(first.code());
        assertThat(scenario.mailsTo("daan@waddenhost.example"))
                .as("the team hears of it before anybody compares")
                .anyMatch(mail -> mail.subject().contains(own.code().value()));
        var compare = scenario.task("UserTask_Place");
        assertThat(compare.getAssignee()).isEqualTo("joost");
        assertThat(scenario.taskService().getVariable(compare.getId(), "choices"))
                .asString()
                .contains(first.code() + " · " + first.title() + " · severity ", " · since Sat 21 Nov 02:57")
                .doesNotContain(own.code().value());
        assertThat(scenario.runtime().getVariables(process.getId()))
                .as("what was typed leaves the process")
                .doesNotContainKeys("what", "danger", "service");
        assertThatThrownBy(() -> scenario.complete(
                        "joost", "UserTask_Place", Map.of("choice", own.code().value())))
                .hasStackTraceContaining("is this one itself");

        scenario.complete(
                "joost", "UserTask_Place", Map.of("choice", first.code().value()));

        assertThat(only().code()).isEqualTo(first.code());
        assertThat(incidents.get(own.code()).mergedInto()).isEqualTo(first.code());
        assertThat(reporters.of(first.code())).as("nothing is lost").contains(new Reporter("joost", null, null));
        assertThat(only().effectiveSeverity()).isEqualTo(Severity.ONE);
        assertThat(record.of(first.code())).extracting(RecordEntry::kind).contains("incident.taken-in");
        assertThat(waiting()).isZero();
    }

    @Test
    void aDeclarationThatSomebodyLeadsIsMergedByTheirWord() {
        var first = running();
        start("declare-incident", "joost", Map.of("danger", "no", "what", "Portaal stuk"));
        scenario.settle();
        var own = byTitle("Portaal stuk");
        jdbc.sql("update draaiboek.incident set lead = 'anouk' where code = ?")
                .param(own.code().value())
                .update();

        scenario.complete(
                "joost", "UserTask_Place", Map.of("choice", first.code().value()));

        assertThat(incidents.running()).hasSize(2);
        assertThat(record.of(own.code())).extracting(RecordEntry::kind).contains("incident.recognised");
        assertThat(waiting()).isZero();
    }

    @Test
    void aDeclarationThatNobodyComparesStaysOfItsOwn() {
        running();
        start("declare-incident", "joost", Map.of("danger", "no", "what", "Portaal stuk"));
        scenario.settle();
        assertThat(incidents.running()).hasSize(2);
        scenario.advance(Duration.ofMinutes(21));

        assertThat(incidents.running()).hasSize(2);
        assertThat(scenario.tasks("UserTask_Place")).isEmpty();

        start("declare-incident", "joost", Map.of("danger", "no", "what", "Nog iets stuk"));
        scenario.settle();
        scenario.complete("joost", "UserTask_Place", Map.of("choice", "none"));
        assertThat(incidents.running()).hasSize(3);
        assertThat(waiting()).isZero();
    }

    @Test
    void aDeclarationOfDangerAsksNothingFirst() {
        running();
        start("declare-incident", "joost", Map.of("danger", "yes", "dangerWhere", "Zaal 2", "what", "Brand"));
        scenario.settle();

        assertThat(incidents.running()).hasSize(2);
        assertThat(scenario.tasks("UserTask_Place")).isEmpty();
    }

    @Test
    void aDeclarationWithoutTheAnswerAboutDangerIsRefused() {
        assertThatThrownBy(() -> start("declare-incident", "joost", Map.of("what", "Portaal stuk")))
                .hasStackTraceContaining("danger");
        assertThat(jdbc.sql("select count(*) from draaiboek.signal")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aProblemIsReportedForACustomer() {
        start(
                "report-problem",
                "emma",
                Map.of(
                        "danger",
                        "no",
                        "what",
                        "Klant kan niet inloggen",
                        "noticed",
                        "customer",
                        "reporterName",
                        "Fatima Öztürk",
                        "reporterMail",
                        "fatima@winkel.example",
                        "steps",
                        "Log in"));
        scenario.settle();

        assertThat(only().noticed()).isEqualTo(Noticed.CUSTOMER);
        assertThat(reporters.of(only().code()))
                .containsExactly(new Reporter("emma", "Fatima Öztürk", "fatima@winkel.example"));
    }

    @Test
    void twoIncidentsThatAreOneAreMergedWithNothingLost() {
        door.alertmanager(Door.alert("g1", "f1", "firing", "2026-11-21T01:50:00Z", "\"service\":\"dns\"", "DNS traag"));
        door.alertmanager(
                Door.alert("g2", "f2", "firing", "2026-11-21T01:57:00Z", "\"service\":\"mail\"", "Mail stuk"));
        scenario.takeIn();
        var dns = byTitle("DNS traag");
        var mail = byTitle("Mail stuk");

        start("merge-incidents", "anouk", Map.of());
        scenario.complete(
                "anouk",
                "UserTask_ChooseTwo",
                Map.of(
                        "merged",
                        List.of(dns.code().value()),
                        "into",
                        mail.code().value(),
                        "reason",
                        "Zelfde switch"));
        assertThat(incidents.running()).as("nothing before it is confirmed").hasSize(2);
        scenario.complete("anouk", "UserTask_ConfirmMerge", Map.of("confirmed", "yes"));

        assertThat(only().code()).isEqualTo(mail.code());
        assertThat(only().services()).containsExactly("dns", "mail");
        assertThat(only().since()).isEqualTo(Instant.parse("2026-11-21T01:50:00Z"));
        assertThat(incidents.get(dns.code()).mergedInto()).isEqualTo(mail.code());
        assertThat(record.of(dns.code())).extracting(RecordEntry::kind).contains("incident.merged");
        assertThat(record.of(mail.code())).extracting(RecordEntry::kind).contains("incident.taken-in");

        door.alertmanager(Door.alert("g1", "f3", "firing", "2026-11-21T01:59:00Z", "", "DNS nog trager"));
        scenario.takeIn();
        assertThat(incidents.running())
                .as("the group of the merged one goes on in the other")
                .hasSize(1);
    }

    @Test
    void theProcessesOfTheMergedOneStopAndThoseOfTheOtherGoOn() {
        door.alertmanager(Door.alert("g1", "f1", "firing", "2026-11-21T01:50:00Z", "\"service\":\"dns\"", "DNS traag"));
        door.alertmanager(
                Door.alert("g2", "f2", "firing", "2026-11-21T01:57:00Z", "\"service\":\"mail\"", "Mail stuk"));
        scenario.takeIn();
        var dns = byTitle("DNS traag").code().value();
        var mail = byTitle("Mail stuk").code().value();

        start("merge-incidents", "anouk", Map.of());
        scenario.complete(
                "anouk", "UserTask_ChooseTwo", Map.of("merged", List.of(dns), "into", mail, "reason", "Zelfde switch"));
        scenario.complete("anouk", "UserTask_ConfirmMerge", Map.of("confirmed", "yes"));

        assertThat(instances(dns)).isZero();
        assertThat(instances(mail)).isPositive();
    }

    @Test
    void aMergeOfWhatEndedMeanwhileChangesNothing() {
        door.alertmanager(Door.alert("g1", "f1", "firing", "2026-11-21T01:50:00Z", "\"service\":\"dns\"", "DNS traag"));
        door.alertmanager(
                Door.alert("g2", "f2", "firing", "2026-11-21T01:57:00Z", "\"service\":\"mail\"", "Mail stuk"));
        scenario.takeIn();
        var dns = byTitle("DNS traag").code();
        var mail = byTitle("Mail stuk").code();
        start("merge-incidents", "anouk", Map.of());
        scenario.complete(
                "anouk",
                "UserTask_ChooseTwo",
                Map.of("merged", List.of(dns.value()), "into", mail.value(), "reason", "Zelfde switch"));
        var confirm = scenario.task("UserTask_ConfirmMerge");
        jdbc.sql("update draaiboek.incident set state = 'CLOSED' where code = ?")
                .param(dns.value())
                .update();

        scenario.taskService().complete(confirm.getId(), Map.of("confirmed", "yes"));
        scenario.settle();

        assertThat(incidents.get(dns).mergedInto()).isNull();
        assertThat(record.of(mail)).extracting(RecordEntry::kind).doesNotContain("incident.taken-in");
    }

    @Test
    void twoThatAreTheSameAreNotMerged() {
        var only = running().code().value();
        start("merge-incidents", "anouk", Map.of());

        assertThatThrownBy(() -> scenario.complete(
                        "anouk", "UserTask_ChooseTwo", Map.of("merged", List.of(only), "into", only, "reason", "x")))
                .hasStackTraceContaining("Choose different incidents");
    }

    @ParameterizedTest
    @ValueSource(strings = "report-problem")
    void aColleagueWhoDoesNotAnswerGetsAnIncidentOfItsOwn(String process) {
        running();
        start(process, "joost", Map.of("danger", "no", "what", "Portaal stuk"));

        scenario.advance(Duration.ofMinutes(19));
        assertThat(incidents.running()).hasSize(1);
        scenario.advance(Duration.ofMinutes(2));

        assertThat(incidents.running()).hasSize(2);
        assertThat(scenario.tasks("UserTask_Place")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "report-problem")
    void aColleagueWhoseIncidentEndedMeanwhileGetsOneOfItsOwn(String process) {
        var first = running();
        start(process, "joost", Map.of("danger", "no", "what", "Portaal stuk"));
        var task = scenario.task("UserTask_Place");
        scenario.taskService()
                .complete(task.getId(), Map.of("choice", first.code().value()));
        jdbc.sql("update draaiboek.incident set state = 'CLOSED'").update();
        scenario.settle();

        assertThat(only().title()).isEqualTo("Portaal stuk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"declare-incident", "report-problem"})
    void aColleagueRecognisesTheRunningIncident(String process) {
        var first = running();
        start(process, "joost", Map.of("danger", "no", "what", "Portaal stuk"));
        scenario.settle();

        scenario.complete(
                "joost", "UserTask_Place", Map.of("choice", first.code().value()));

        assertThat(only().code()).isEqualTo(first.code());
        assertThat(waiting()).isZero();
    }

    @Test
    void whatAFormShowsOfAReportIsMadeInert() {
        running();
        door.report("{\"what\":\"<b>{{7*7}}</b> [x](javascript:1)\",\"steps\":\"${7*7}\"}");
        scenario.takeIn();

        var view = String.valueOf(scenario.taskService()
                .getVariable(scenario.task("UserTask_Place").getId(), "view"));
        assertThat(view).doesNotContain("<b>", "{{", "${", "](");
    }

    @Test
    void aMergeThatIsCalledOffOrForgottenChangesNothing() {
        door.alertmanager(Door.alert("g1", "f1", "firing", "2026-11-21T01:50:00Z", "\"service\":\"dns\"", "DNS traag"));
        door.alertmanager(
                Door.alert("g2", "f2", "firing", "2026-11-21T01:57:00Z", "\"service\":\"mail\"", "Mail stuk"));
        scenario.takeIn();
        var choice = Map.<String, Object>of(
                "merged", List.of(byTitle("DNS traag").code().value()),
                "into", byTitle("Mail stuk").code().value(),
                "reason", "Misschien");

        start("merge-incidents", "anouk", Map.of());
        scenario.complete("anouk", "UserTask_ChooseTwo", choice);
        scenario.complete("anouk", "UserTask_ConfirmMerge", Map.of("confirmed", "no"));
        start("merge-incidents", "anouk", Map.of());
        scenario.complete("anouk", "UserTask_ChooseTwo", choice);
        start("merge-incidents", "marijke", Map.of());
        scenario.advance(Duration.ofHours(1));

        assertThat(incidents.running()).hasSize(2);
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("merge-incidents")
                        .count())
                .isZero();
    }

    private Incident running() {
        door.alertmanager(
                Door.alert("g0", "f0", "firing", "2026-11-21T01:57:30Z", "\"service\":\"opslag\"", "Opslag traag"));
        scenario.takeIn();
        return only();
    }

    private ProcessInstance start(String process, String user, Map<String, Object> form) {
        Company.act(identity, user);
        try {
            var definition = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(process)
                    .latestVersion()
                    .singleResult();
            return forms.submitStartForm(definition.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
    }

    private long instances(String code) {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .count();
    }

    private long waiting() {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKeyIn(new String[] {"triage-report", "declare-incident", "report-problem"})
                .count();
    }

    private Incident byTitle(String title) {
        return incidents.running().stream()
                .filter(incident -> incident.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private Incident only() {
        List<Incident> running = incidents.running();
        assertThat(running).hasSize(1);
        return running.get(0);
    }
}
