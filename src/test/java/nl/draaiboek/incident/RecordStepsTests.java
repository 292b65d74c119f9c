package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class RecordStepsTests {

    @Autowired
    Scenario scenario;

    @Autowired
    OpenIncident open;

    @Autowired
    IncidentRecord record;

    @Autowired
    RepositoryService repository;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate transaction;

    @Test
    void everyStepOfAnIncidentsProcessesStandsInItsRecordWithWhoDidIt() {
        var deployment = repository
                .createDeployment()
                .addModelInstance(
                        "sample-steps.bpmn",
                        Bpmn.createExecutableProcess("sample-steps")
                                .name("Look around")
                                .startEvent()
                                .userTask("UserTask_Look")
                                .name("Look\naround")
                                .camundaCandidateGroups("responders")
                                .userTask("UserTask_Wait")
                                .name("Wait")
                                .boundaryEvent("Timer_TooLate")
                                .name("Waited too long")
                                .timerWithDuration("PT5M")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        var code = incident();
        scenario.runtime().startProcessInstanceByKey("sample-steps", code.value());
        scenario.runtime().startProcessInstanceByKey("sample-steps", "no incident");
        scenario.runtime()
                .deleteProcessInstance(
                        scenario.runtime()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey("no incident")
                                .singleResult()
                                .getId(),
                        "not needed");

        scenario.claim("daan", "UserTask_Look");
        scenario.putBack("daan", "UserTask_Look");
        scenario.complete("daan", "UserTask_Look", Map.of());
        scenario.advance(java.time.Duration.ofMinutes(6));

        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().matches("(task|step|event)\\..*"))
                .extracting(RecordEntry::kind, RecordEntry::actor, entry -> new java.util.TreeMap<>(entry.details())
                        .values()
                        .toString())
                .contains(
                        tuple("step.started", "draaiboek", "[Look around]"),
                        tuple("task.created", "draaiboek", "[Look around]"),
                        tuple("task.completed", "daan", "[Look around]"),
                        tuple("task.withdrawn", "draaiboek", "[Wait]"),
                        tuple("event.happened", "draaiboek", "[Waited too long, Look around]"),
                        tuple("step.ended", "draaiboek", "[Look around]"))
                .doesNotContain(tuple("task.completed", "draaiboek", "[Wait]"))
                .containsOnlyOnce(tuple("task.put-back", "daan", "[Look around]"));
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("task.assigned"))
                .anySatisfy(entry -> assertThat(entry.details())
                        .containsEntry("assignee", "daan")
                        .containsEntry("task", "Look around"));
        assertThat(record.firstBroken(code)).isZero();
        repository.deleteDeployment(deployment, true);
    }

    /** Else nobody at the incident would know that what they wait for does not come. */
    @Test
    void aStepThatIsTriedNoMoreStandsThereAndNotBefore() {
        var deployment = repository
                .createDeployment()
                .addModelInstance(
                        "sample-fails.bpmn",
                        Bpmn.createExecutableProcess("sample-fails")
                                .startEvent()
                                .camundaAsyncAfter()
                                .serviceTask("ServiceTask_Fails")
                                .camundaExpression("${1 / nothing}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        var code = incident();
        scenario.runtime().startProcessInstanceByKey("sample-fails", code.value());
        var job = scenario.management()
                .createJobQuery()
                .processDefinitionKey("sample-fails")
                .singleResult()
                .getId();

        assertThatThrownBy(() -> scenario.management().executeJob(job)).hasMessageContaining("nothing");
        assertThat(failures(code)).isEmpty();
        scenario.management().setJobRetries(job, 1);
        assertThatThrownBy(() -> scenario.management().executeJob(job)).hasMessageContaining("nothing");

        assertThat(failures(code))
                .extracting(entry -> String.valueOf(entry.details().get("why")))
                .singleElement()
                .asString()
                .contains("nothing");
        repository.deleteDeployment(deployment, true);
    }

    private List<RecordEntry> failures(IncidentCode code) {
        return record.of(code).stream()
                .filter(entry -> entry.kind().equals("step.failed"))
                .toList();
    }

    private IncidentCode incident() {
        return java.util.Objects.requireNonNull(transaction.execute(status -> open.open(new NewIncident(
                "Datacenter Haarlem onbereikbaar",
                Noticed.MONITORING,
                Severity.ONE,
                java.util.List.of("hosting-haarlem"),
                null,
                nl.draaiboek.support.MovableClock.START,
                null,
                null,
                "alertmanager"))));
    }
}
