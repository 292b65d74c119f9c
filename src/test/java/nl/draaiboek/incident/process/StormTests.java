package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One switch fails and twenty alert groups fire: twenty candidates that are one. */
@ScenarioTest
class StormTests {

    private static final String MIA = "mia@bakkerij.example";
    private static final String WRITE = "UserTask_WriteUpdate";
    private static final String LEAD = "UserTask_TakeLead";
    private static final String DESK = "UserTask_StrengthenServiceDesk";

    @Autowired
    Scenario scenario;

    private Story story;

    @BeforeEach
    void story(@Autowired AutowireCapableBeanFactory beans) {
        story = beans.createBean(Story.class);
    }

    @Autowired
    IdentityService identity;

    @Autowired
    FormService forms;

    @Autowired
    JdbcClient jdbc;

    @Test
    void whileNobodyLeadsOnlyTheFirstIsAnnouncedAndNobodyIsAskedForTheServiceDesk() {
        var storm = storm(20);

        scenario.advance(Duration.ofHours(1));

        assertThat(scenario.tasks(LEAD)).hasSize(20);
        assertThat(scenario.tasks(WRITE)).singleElement().satisfies(task -> assertThat(code(task))
                .isEqualTo(storm.get(0)));
        assertThat(scenario.tasks(DESK)).isEmpty();
    }

    @Test
    void theServiceDeskIsAskedOnceSomebodyLeadsWhatWasAnnounced() {
        var code = story.report(Severity.ONE);
        scenario.advance(Duration.ofMinutes(20));
        assertThat(scenario.tasks(WRITE)).hasSize(1);
        assertThat(scenario.tasks(DESK)).isEmpty();

        take(leadOf(code), Map.of("verdict", "reproduce", "mostCustomers", "unknown"));

        assertThat(scenario.tasks(DESK)).hasSize(1);
    }

    @Test
    void theNextIsAnnouncedWhenTheFirstTurnedOutToBeNothing() {
        var storm = storm(3);
        scenario.advance(Duration.ofMinutes(20));

        take(leadOf(storm.get(0)), Map.of("danger", "no", "verdict", "rejected", "why", "Onderhoud."));
        scenario.advance(Duration.ofMinutes(5));

        assertThat(scenario.tasks(WRITE)).singleElement().satisfies(task -> assertThat(code(task))
                .isEqualTo(storm.get(1)));
    }

    @Test
    void whoTakesTheLeadSeesTheOthersAndMergesThemInOneGo() {
        var storm = storm(20);
        var task = leadOf(storm.get(7));
        assertThat((List<?>) forms.getTaskFormVariables(task.getId()).get("candidates"))
                .as("also those that came after the task")
                .hasSize(19)
                .first()
                .satisfies(row -> assertThat(row.toString()).contains("Groep 0 meldt uitval", "nobody yet"));
        var others = new ArrayList<>(codes(storm));
        others.remove(storm.get(7).value());

        var answer = new HashMap<String, Object>(Story.REAL);
        answer.put("sameHere", others);
        take(task, answer);
        assertThat(story.incident(storm.get(0)).state())
                .as("nothing is merged before it is confirmed")
                .isEqualTo(IncidentState.CANDIDATE);
        assertThat((List<?>) scenario.taskService()
                        .getVariable(scenario.task("UserTask_ConfirmMerge").getId(), "ending"))
                .hasSize(19);
        scenario.complete("anouk", "UserTask_ConfirmMerge", Map.of("confirmed", "yes"));

        var one = storm.get(7);
        for (var code : storm) {
            if (!code.equals(one)) {
                assertThat(story.incident(code).mergedInto()).isEqualTo(one);
                assertThat(story.kinds(code))
                        .filteredOn("incident.merged"::equals)
                        .hasSize(1);
                assertThat(story.runs(code, "incident-response")).isFalse();
            }
        }
        assertThat(story.kinds(one)).filteredOn("incident.taken-in"::equals).hasSize(19);
        assertThat(story.incident(one).lead()).isEqualTo("anouk");
        assertThat(scenario.tasks(LEAD)).isEmpty();
        assertThat(scenario.taskService().createTaskQuery().list())
                .as("the tasks of the merged ones are gone")
                .isNotEmpty()
                .allSatisfy(open -> assertThat(code(open)).isEqualTo(one));
        assertThat(scenario.runtime().createIncidentQuery().count()).isZero();
    }

    @Test
    void manyAreMergedByTheTaskThatAnyIncidentManagerStarts() {
        var storm = storm(4);
        story.start("marijke", "merge-incidents");
        scenario.complete(
                "marijke",
                "UserTask_ChooseTwo",
                Map.of(
                        "into",
                        storm.get(1).value(),
                        "merged",
                        List.of(storm.get(0).value(), storm.get(2).value()),
                        "reason",
                        "Zelfde switch"));
        scenario.complete("marijke", "UserTask_ConfirmMerge", Map.of("confirmed", "yes"));

        assertThat(story.incident(storm.get(0)).mergedInto()).isEqualTo(storm.get(1));
        assertThat(story.incident(storm.get(2)).mergedInto()).isEqualTo(storm.get(1));
        assertThat(story.incident(storm.get(3)).state()).isEqualTo(IncidentState.CANDIDATE);
        assertThat(scenario.tasks(LEAD)).hasSize(2);
    }

    @Test
    void whatEndedMeanwhileStaysAsItIsAndTheRestIsMerged() {
        var storm = storm(3);
        story.start("marijke", "merge-incidents");
        scenario.complete(
                "marijke",
                "UserTask_ChooseTwo",
                Map.of(
                        "into",
                        storm.get(0).value(),
                        "merged",
                        List.of(storm.get(1).value(), storm.get(2).value()),
                        "reason",
                        "Zelfde switch"));
        take(leadOf(storm.get(1)), Map.of("danger", "no", "verdict", "rejected", "why", "Onderhoud."));
        scenario.complete("marijke", "UserTask_ConfirmMerge", Map.of("confirmed", "yes"));

        assertThat(story.incident(storm.get(1)).state()).isEqualTo(IncidentState.REJECTED);
        assertThat(story.incident(storm.get(2)).mergedInto()).isEqualTo(storm.get(0));
    }

    @Test
    void theOneThatGoesOnCannotEndAsWellAndNoneIsNoChoice() {
        var storm = storm(2);
        story.start("marijke", "merge-incidents");

        for (var merged : List.of(List.of(), List.of(storm.get(0).value()), List.of("INC-2026-9999"))) {
            assertThatThrownBy(() -> scenario.complete(
                            "marijke",
                            "UserTask_ChooseTwo",
                            Map.of("into", storm.get(0).value(), "merged", merged, "reason", "x")))
                    .hasStackTraceContaining("hoose");
        }
        assertThat(scenario.tasks("UserTask_ChooseTwo")).hasSize(1);
    }

    /** they were promised more at a time, and hear something by then, under the code that goes on. */
    @Test
    void whatWasPromisedUnderACodeThatEndsIsKeptByTheOneThatGoesOn() {
        jdbc.sql("insert into draaiboek.customer (id, name, mail, language) values ('c1', 'Bakkerij Mia', ?, 'nl')")
                .param(MIA)
                .update();
        jdbc.sql("insert into draaiboek.customer_service (customer, service) values ('c1', 'webhosting')")
                .update();
        Company.serve(jdbc, "webhosting");
        var storm = storm(2);
        scenario.advance(Duration.ofMinutes(20));
        scenario.complete(
                "chaima",
                WRITE,
                Map.of(
                        "nlNoticed", "Websites laden misschien niet.",
                        "enNoticed", "Websites may not load.",
                        "reach", "EVERYONE",
                        "dataLost", "UNKNOWN"));
        scenario.complete("chaima", "UserTask_ApproveUpdate", Map.of("approved", "yes"));
        scenario.deliver();
        assertThat(scenario.mailsTo(MIA)).hasSize(1);

        var answer =
                new HashMap<String, Object>(Map.of("danger", "no", "verdict", "reproduce", "mostCustomers", "unknown"));
        answer.put("sameHere", List.of(storm.get(0).value()));
        take(leadOf(storm.get(1)), answer);
        scenario.complete("anouk", "UserTask_ConfirmMerge", Map.of("confirmed", "yes"));
        scenario.deliver();
        assertThat(scenario.mailsTo(MIA)).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Verder onder " + storm.get(1).value()));
        assertThat(scenario.task(WRITE)).isNotNull();

        scenario.advance(Duration.ofMinutes(16));
        scenario.deliver();

        assertThat(scenario.mailsTo(MIA)).hasSize(3).last().satisfies(mail -> assertThat(mail.subject())
                .contains(storm.get(1).value()));
    }

    /** A second after one another, as a storm comes in. */
    private List<IncidentCode> storm(int groups) {
        return IntStream.range(0, groups)
                .mapToObj(number -> {
                    scenario.clock().advance(Duration.ofSeconds(1));
                    var code = story.alert(Severity.ONE);
                    jdbc.sql("update draaiboek.incident set title = ? where code = ?")
                            .params("Groep " + number + " meldt uitval", code.value())
                            .update();
                    return code;
                })
                .toList();
    }

    private static List<String> codes(List<IncidentCode> storm) {
        return storm.stream().map(IncidentCode::value).toList();
    }

    private Task leadOf(IncidentCode code) {
        return scenario.tasks(LEAD).stream()
                .filter(task -> code(task).equals(code))
                .findFirst()
                .orElseThrow();
    }

    private IncidentCode code(Task task) {
        return new IncidentCode((String) scenario.taskService().getVariable(task.getId(), "incident"));
    }

    private void take(Task task, Map<String, Object> answer) {
        Company.act(identity, "anouk");
        try {
            scenario.taskService().claim(task.getId(), "anouk");
            forms.submitTaskForm(task.getId(), answer);
        } finally {
            identity.clearAuthentication();
        }
        scenario.settle();
    }
}
