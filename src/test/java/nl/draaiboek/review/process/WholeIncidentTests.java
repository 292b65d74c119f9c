package nl.draaiboek.review.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One incident through all its phases, each task done by a person, until nothing of it is left but its record. */
@ScenarioTest
class WholeIncidentTests {

    private static final String CUSTOMER = "mia@klant.example";

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    OpenIncident openIncident;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final Map<String, Map<String, Object>> forms = new HashMap<>();

    @BeforeEach
    void whatPeopleFillIn() {
        forms.put("UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes"));
        forms.put("UserTask_OpenTeamChannels", Map.of("chatRoom", "#webhosting", "place", "Room 1"));
        forms.put("UserTask_AssessImpact", assessment());
        forms.put("UserTask_CallResponders", Map.of("reached", "Daan"));
        forms.put("UserTask_GiveRoles", Map.of("techLead", "bram", "communicationsManager", "chaima"));
        forms.put("UserTask_AnswerRole", Map.of("answer", "yes"));
        forms.put("UserTask_StrengthenServiceDesk", Map.of("decision", "as it is"));
        forms.put("UserTask_GatherFacts", Map.of("facts", "Web hosting is down"));
        forms.put("UserTask_DecideWhatToShare", Map.of("decision", "nothing", "why", "The updates say it"));
        forms.put("UserTask_WriteUpdate", update());
        forms.put("UserTask_ApproveUpdate", Map.of("approved", "yes"));
        forms.put("UserTask_FormTheory", Map.of("theory", "Breaker B4 tripped", "experiment", "Look at it"));
        forms.put("UserTask_RunExperiment", Map.of("experimentOutcome", "PROVED", "finding", "It had"));
        forms.put("UserTask_ApplyRemedy", Map.of("remedy", "RESTART", "remedyDone", "Switched it on"));
        forms.put("UserTask_ConfirmDataIntact", Map.of("integrity", "intact", "integrityFinding", "Counted"));
        forms.put("UserTask_OpenService", Map.of("opened", "All"));
        forms.put("UserTask_TestService", Map.of("verdict", "passed", "testNotes", "The alert clears in a minute"));
        forms.put("UserTask_ConfirmImpactEnded", Map.of("answer", "yes"));
        forms.put(
                "UserTask_GatherFigures",
                Map.of(
                        "supportCases", 12,
                        "dataLost", "NO",
                        "summaryNl", "Een zekering viel uit en is teruggezet.",
                        "summaryEn", "A breaker tripped and was switched on again."));
        forms.put("UserTask_PrepareReview", Map.of("cause", "A breaker", "worked", "The plan", "improve", "Labels"));
        forms.put("UserTask_ShareReview", Map.of("sharedWith", "The team"));
    }

    @Test
    void endsWithTheWordsThatWereGatheredAndNothingLeftToRemind() {
        forms.put(
                "UserTask_DecideSeverity",
                Map.of("severityChosen", "1", "crisisPlanChosen", "on", "why", "All are down"));
        var code = alert(Severity.ONE);

        work("UserTask_WatchService");
        assertThat(incidents.get(code).publicState()).isEqualTo(PublicState.MONITORING);
        scenario.advance(Duration.ofMinutes(31));
        work("nothing");

        assertThat(incidents.get(code).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scenario.mailsTo(CUSTOMER).stream()
                        .filter(mail -> mail.subject().contains("Opgelost"))
                        .toList())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("Een zekering viel uit en is teruggezet.")
                        .contains("geen gegevens")
                        .doesNotContain("A breaker"));
        nothingIsLeft(code);
    }

    @Test
    void runsTheLightPathWithoutAWordToCustomers() {
        forms.put(
                "UserTask_DecideSeverity",
                Map.of("severityChosen", "3", "crisisPlanChosen", "off", "why", "Redundancy takes it"));
        var code = alert(Severity.TWO);

        work("UserTask_WatchService");
        scenario.advance(Duration.ofMinutes(16));
        work("nothing");

        assertThat(incidents.get(code).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scenario.mailsTo(CUSTOMER)).isEmpty();
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .extracting(MailServer.Mail::subject)
                .anyMatch(subject -> subject.contains("Opgelost"));
        nothingIsLeft(code);
    }

    private void nothingIsLeft(IncidentCode code) {
        assertThat(scenario.taskService().createTaskQuery().list()).isEmpty();
        assertThat(scenario.jobs()).isEmpty();
        assertThat(scenario.runtime().createProcessInstanceQuery().list()).isEmpty();
        assertThat(record.firstBroken(code)).isZero();
        assertThat(record.of(code))
                .extracting(RecordEntry::kind)
                .containsSubsequence(
                        "incident.opened",
                        "incident.declared",
                        "theory.formed",
                        "experiment.concluded",
                        "remedy.applied",
                        "data-integrity.checked",
                        "service.opened",
                        "service.tested",
                        "watch.began",
                        "watch.ended",
                        "impact-ended.answered",
                        "incident.resolved",
                        "incident.closed",
                        "review.prepared",
                        "review.shared");
    }

    /** Does every open task, what waits for approval first, then the oldest, until only this one is left or none. */
    private void work(String until) {
        for (var steps = 0; steps < 120; steps++) {
            scenario.deliver();
            var next = scenario.taskService().createTaskQuery().orderByTaskCreateTime().asc().list().stream()
                    .filter(task -> !task.getTaskDefinitionKey().equals(until))
                    .filter(task -> !task.getTaskDefinitionKey().equals("UserTask_ConfirmExpectedRecovery"))
                    .min(Comparator.comparing(
                            task -> !task.getTaskDefinitionKey().equals("UserTask_ApproveUpdate")));
            if (next.isEmpty()) {
                return;
            }
            complete(next.get());
        }
        throw new AssertionError("The work does not end.");
    }

    private void complete(Task task) {
        if (task.getAssignee() == null) {
            scenario.taskService().setAssignee(task.getId(), "anouk");
        }
        scenario.taskService().complete(task.getId(), forms.getOrDefault(task.getTaskDefinitionKey(), Map.of()));
        scenario.settle();
    }

    private IncidentCode alert(Severity severity) {
        jdbc.sql(
                        """
                insert into draaiboek.customer (id, name, mail, language)
                values ('c1', 'Bakkerij Mia', ?, 'nl')""")
                .param(CUSTOMER)
                .update();
        jdbc.sql("insert into draaiboek.customer_service (customer, service) values ('c1', 'webhosting')")
                .update();
        Company.serve(jdbc, "webhosting");
        var now = scenario.clock().instant();
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(new NewIncident(
                "Webhosting Haarlem weg",
                Noticed.MONITORING,
                severity,
                List.of("webhosting"),
                now.minus(Duration.ofMinutes(5)),
                now,
                null,
                null,
                "monitoring"))));
        scenario.settle();
        return code;
    }

    private static Map<String, Object> assessment() {
        var answers = new HashMap<String, Object>(Map.of(
                "internalImpact", "hindered",
                "what", "down",
                "whatTheySee", "Websites laden niet.",
                "who", "most",
                "impactAt", "2026-11-21T02:40+01:00",
                "supportCases", 4,
                "breach", "no",
                "dataLoss", "no",
                "socialMedia", "mentioned",
                "otherFactors", ""));
        answers.put("cause", "datacenter");
        answers.put("services", List.of("webhosting"));
        answers.put("next", "decide");
        return answers;
    }

    private static Map<String, Object> update() {
        return Map.of(
                "nlNoticed", "Websites laden niet.",
                "enNoticed", "Websites do not load.",
                "reach", "EVERYONE",
                "dataLost", "NO",
                "supportCases", "12");
    }
}
