package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nl.draaiboek.support.Company;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@ScenarioTest
@ExtendWith(OutputCaptureExtension.class)
class InvalidAnswerTests {

    @Autowired
    Scenario scenario;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    FormService forms;

    @LocalServerPort
    int port;

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

    @Test
    void whoeverComesTooLateReadsWhyAndTheLogStaysStill(CapturedOutput log) throws Exception {
        runtime.startProcessInstanceByKey("sample-answers", Map.of("atStart", "1"));
        var open = scenario.task("UserTask_Answer").getId();
        var before = log.getAll().length();

        for (var act : List.of("submit-form", "complete")) {
            for (var root : List.of("/engine-rest", "/engine-rest/engine/default")) {
                var gone = post(root + "/task/gone/" + act, "{\"variables\":{}}");
                assertThat(gone.statusCode()).as(act).isEqualTo(404);
                assertThat(gone.body())
                        .contains("This task is no longer there: somebody else did it")
                        .doesNotContain("null", "Exception");
            }
            var refused = post("/engine-rest/task/" + open + "/" + act, variables("minutes", "a while"));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("Since how many minutes?", "\"field\":\"minutes\"");
            var overtaken = post("/engine-rest/task/" + open + "/" + act, variables("minutes", "overtaken"));
            assertThat(overtaken.statusCode()).isEqualTo(409);
            assertThat(overtaken.body())
                    .contains("Something else happened here at the same moment")
                    .doesNotContain("token", "Exception");
        }
        for (var act : List.of("claim", "assignee")) {
            var gone = post("/engine-rest/task/gone/" + act, "{\"userId\":\"anouk\"}");
            assertThat(gone.statusCode()).as(act).isEqualTo(404);
            assertThat(gone.body()).contains("This task is no longer there");
        }
        scenario.taskService().claim(open, "bram");
        var taken = post("/engine-rest/task/" + open + "/claim", "{\"userId\":\"anouk\"}");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("Somebody else took this task just before you.");
        var start =
                post("/engine-rest/process-definition/key/sample-answers/submit-form", variables("atStart", "a while"));
        assertThat(start.statusCode()).isEqualTo(400);

        assertThat(log.getAll().substring(before)).as("what the log has of it").isEmpty();
        assertThat(scenario.tasks("UserTask_Answer"))
                .as("the task that was refused")
                .hasSize(1);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(("admin:" + Company.PASSWORD)
                                                                .getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String variables(String name, String value) {
        return "{\"variables\":{\"" + name + "\":{\"value\":\"" + value + "\",\"type\":\"String\"}}}";
    }
}
