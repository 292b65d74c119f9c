package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class InvalidAnswerTests {

    @Autowired
    Scenario scenario;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    FormService forms;

    String deployment = "";

    @BeforeEach
    void deploySample() {
        var model = Bpmn.createExecutableProcess("sample-answers")
                .startEvent()
                .camundaExecutionListenerExpression("start", "${sampleAnswers.check(atStart)}")
                .userTask("UserTask_Answer")
                .camundaTaskListenerDelegateExpression(TaskListener.EVENTNAME_COMPLETE, "${sampleAnswers}")
                .endEvent()
                .done();
        deployment = repository
                .createDeployment()
                .addModelInstance("sample-answers.bpmn", model)
                .deploy()
                .getId();
    }

    @AfterEach
    void removeSample() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void aRefusedAnswerLeavesTheTaskOpenAndNothingOfItIsKept() {
        var instance = runtime.startProcessInstanceByKey("sample-answers", Map.of("atStart", "1"));

        assertThatThrownBy(() ->
                        forms.submitTaskForm(scenario.task("UserTask_Answer").getId(), Map.of("minutes", "a while")))
                .isInstanceOfSatisfying(InvalidAnswer.class, refusal -> assertThat(refusal.field())
                        .isEqualTo("minutes"))
                .hasMessage("Since how many minutes? Fill in a whole number, such as 20.");

        assertThat(scenario.tasks("UserTask_Answer")).hasSize(1);
        assertThat(runtime.getVariable(instance.getId(), "minutes")).isNull();
    }

    @Test
    void aRefusedStartStartsNothing() {
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("sample-answers", Map.of("atStart", "now")))
                .isInstanceOf(InvalidAnswer.class);

        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void anAcceptedAnswerGoesOn() {
        runtime.startProcessInstanceByKey("sample-answers", Map.of("atStart", "1"));

        forms.submitTaskForm(scenario.task("UserTask_Answer").getId(), Map.of("minutes", "20"));

        assertThat(scenario.tasks("UserTask_Answer")).isEmpty();
    }
}
