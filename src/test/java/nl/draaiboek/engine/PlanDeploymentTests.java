package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

/** Who deploys what, and which version is the latest then. Farid owns the processes of Waddenhost. */
@ScenarioTest
class PlanDeploymentTests {

    @Autowired
    Scenario scenario;

    @Autowired
    StartPlan start;

    @Autowired
    PlanState state;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestRestTemplate http;

    @AfterEach
    void removeSamples() {
        identity.clearAuthentication();
        jdbc.sql("delete from draaiboek.plan_deployment where file in ('ask.bpmn', 'answer.bpmn', 'ask.form')")
                .update();
        repository.createProcessDefinitionQuery().processDefinitionKeyIn("ask", "answer").list().stream()
                .map(definition -> definition.getDeploymentId())
                .distinct()
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    @Test
    void anUnchangedFolderDeploysNothing() {
        var before = repository.createDeploymentQuery().count();

        assertThat(start.deploy(state.folder())).isEmpty();

        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
        assertThat(state.differences()).noneMatch(line -> line.contains("differs"));
    }

    @Test
    void aChangedFormKeepsTheOwnersDiagramTheLatest() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));
        deployAsOwner(ask("Ask politely"));

        var taken = start.deploy(List.of(ask("Ask"), answer(), form("two")));

        assertThat(taken).containsExactly("ask.form");
        assertThat(latestText("ask")).contains("Ask politely");
        assertThat(state.differences(List.of(ask("Ask"), answer(), form("two"))))
                .anyMatch(line -> line.startsWith("ask.bpmn: what runs differs from the folder; it was deployed"))
                .noneMatch(line -> line.startsWith("ask.form"));
    }

    @Test
    void aDiagramThatBothChangedStaysTheOwnersAndIsReported() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));
        deployAsOwner(ask("Ask politely"));

        var taken = start.deploy(List.of(ask("Ask twice"), answer(), form("one")));

        assertThat(taken).isEmpty();
        assertThat(latestText("ask")).contains("Ask politely");
        assertThat(state.differences(List.of(ask("Ask twice"), answer(), form("one"))))
                .anyMatch(line -> line.startsWith(
                        "ask.bpmn: what runs differs from the folder; it was deployed from Camunda Modeler"));
    }

    @Test
    void whatChangedInTheFolderAloneIsTakenOver() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));

        var taken = start.deploy(List.of(ask("Ask twice"), answer(), form("one")));

        assertThat(taken).containsExactly("ask.bpmn");
        assertThat(latestText("ask")).contains("Ask twice");
    }

    @Test
    void twoNodesThatStartAtOnceDeployOnce() throws Exception {
        var together = new CountDownLatch(1);
        var nodes = Executors.newFixedThreadPool(2);
        try {
            var results = new ArrayList<java.util.concurrent.Future<List<String>>>();
            for (var i = 0; i < 2; i++) {
                results.add(nodes.submit(() -> {
                    together.await();
                    return start.deploy(List.of(ask("Ask"), answer(), form("one")));
                }));
            }
            together.countDown();
            assertThat(results.get(0).get().size() + results.get(1).get().size())
                    .isEqualTo(3);
        } finally {
            nodes.shutdown();
        }
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("ask")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void oneDiagramDeployedFromModelerBringsWhatItIsBoundToAndWhatIsBoundToIt() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));

        deployAsOwner(new PlanFile(
                "answer.bpmn",
                text(answer())
                        .replace("name=\"Answered\"", "name=\"Answered well\"")
                        .getBytes(StandardCharsets.UTF_8)));

        var caller = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("ask")
                .latestVersion()
                .singleResult();
        var called = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("answer")
                .latestVersion()
                .singleResult();
        assertThat(caller.getVersion()).isEqualTo(2);
        assertThat(caller.getDeploymentId()).isEqualTo(called.getDeploymentId());
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("detect-incident")
                        .count())
                .as("what has nothing to do with it stays as it is")
                .isEqualTo(1);
    }

    @Test
    void aBrokenDiagramIsRefusedAndModelerShowsWhy() {
        var broken = text(ask("Ask"))
                .replace("camunda:candidateGroups=\"responders\"", "camunda:candidateGroups=\"nobody\"");

        var answer = post("farid", new PlanFile("ask.bpmn", broken.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("Nothing was deployed")
                .contains("'Ask' (UserTask_Ask): there is no group 'nobody'");
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("ask")
                        .count())
                .isZero();
    }

    @Test
    void whatNoRuleLooksAtIsNotDeployed() {
        var before = repository.createDeploymentQuery().count();
        var hidden = PlanRulesTests.SAMPLES.resolve("command/call-colleague.bpmn");
        for (var name : List.of("ask.bpmn20.xml", "askbpmn", "ask.cmmn", "ask.dmn11.xml", "ask.groovy", "ask.html")) {
            var answer = post("farid", new PlanFile(name, bytes(hidden)));

            assertThat(answer.getStatusCode().value()).as(name).isEqualTo(400);
            assertThat(answer.getBody()).as(name).contains(name, "only files .bpmn, .dmn and .form");
        }
        var entity = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><definitions>&x;</definitions>";
        var answer = post("farid", new PlanFile("ask.bpmn", entity.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("ask.bpmn cannot be read").doesNotContain("localhost");
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    @Test
    void onlyAnOwnerDeploysFromModeler() {
        assertThat(post("anouk", answer()).getStatusCode().value()).isEqualTo(403);
        assertThat(post("farid", answer()).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void theOwnerOfTheFolderIsToldWhatIsRefused() {
        identity.clearAuthentication();

        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .source("folder")
                        .addString("ask.bpmn", text(ask("Ask")))
                        .deploy())
                .isInstanceOf(PlanDeployer.Refused.class)
                .hasMessageContaining("the called process 'answer' is not deployed along with it");
    }

    @Test
    void rightsAreWhatTheDiagramSays() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));
        scenario.runtime().startProcessInstanceByKey("ask", "INC-2026-0001", Map.of("incident", "INC-2026-0001"));
        var task = scenario.task("UserTask_Ask").getId();

        Company.act(identity, "daan");
        assertThat(scenario.taskService().createTaskQuery().taskId(task).count())
                .isOne();
        Company.act(identity, "joost");
        assertThat(scenario.taskService().createTaskQuery().taskId(task).count())
                .isZero();
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .startableByUser("joost")
                        .list())
                .extracting(definition -> definition.getKey())
                .doesNotContain("ask");
        assertThatThrownBy(() -> scenario.runtime().startProcessInstanceByKey("ask"))
                .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
        assertThatThrownBy(() -> scenario.taskService().complete(task))
                .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
        Company.act(identity, "marijke");
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isOne();
        identity.clearAuthentication();
        scenario.taskService().setAssignee(task, "joost");
        Company.act(identity, "joost");
        assertThat(scenario.taskService().createTaskQuery().taskId(task).count())
                .as("who is asked by name may do that one task")
                .isOne();
        scenario.taskService().complete(task);
    }

    @Test
    void aNewVersionKeepsTheRightsThatItsDiagramGivesAndTakesTheOthers() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));
        var first = rightsOn("ask");
        var strangers = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        strangers.setGroupId("managers");
        strangers.setResource(Resources.PROCESS_DEFINITION);
        strangers.setResourceId("ask");
        strangers.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(strangers);

        start.deploy(List.of(ask("Ask twice"), answer(), form("one")));
        assertThat(rightsOn("ask")).isEqualTo(first).isNotEmpty();

        deployAsOwner(ask("Ask politely"));
        assertThat(rightsOn("ask")).isEqualTo(first);
    }

    @Test
    void tasksOfThoseWhoWorkOnAllOfThemHaveNoRowOfTheirOwn() {
        start.deploy(List.of(ask("Ask"), answer(), form("one")));
        var before = rows();

        for (var i = 0; i < 5; i++) {
            scenario.runtime().startProcessInstanceByKey("ask");
        }

        assertThat(rows()).isEqualTo(before);
    }

    private Map<String, Set<String>> rightsOn(String process) {
        return authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(process)
                .list()
                .stream()
                .collect(Collectors.toMap(Authorization::getGroupId, right -> Arrays.stream(
                                right.getPermissions(ProcessDefinitionPermissions.values()))
                        .map(Permission::getName)
                        .collect(Collectors.toSet())));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int rows() {
        return jdbc.sql("select count(*) from act_ru_authorization where resource_type_ = 7")
                .query(Integer.class)
                .single();
    }

    private Deployment deployAsOwner(PlanFile file) {
        Company.act(identity, "farid");
        try {
            return repository
                    .createDeployment()
                    .source("Camunda Modeler")
                    .addString(file.name(), text(file))
                    .deploy();
        } finally {
            identity.clearAuthentication();
        }
    }

    private org.springframework.http.ResponseEntity<String> post(String user, PlanFile file) {
        var form = new LinkedMultiValueMap<String, Object>();
        form.add("deployment-name", "a change");
        form.add("deployment-source", "Camunda Modeler");
        form.add("data", new ByteArrayResource(file.content()) {
            @Override
            public String getFilename() {
                return file.name();
            }
        });
        var headers = new HttpHeaders();
        headers.setBasicAuth(user, Company.PASSWORD);
        return http.postForEntity("/engine-rest/deployment/create", new HttpEntity<>(form, headers), String.class);
    }

    private String latestText(String process) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        try (var stream = repository.getProcessModel(definition.getId())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(PlanFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static PlanFile form(String label) {
        return file(
                "ask.form",
                "{\"id\":\"ask\",\"schemaVersion\":16,\"type\":\"default\",\"components\":[{\"type\":\"text\",\"text\":\""
                        + label + "\"}]}");
    }

    private static PlanFile ask(String name) {
        return file(
                "ask.bpmn",
                process(
                        "ask",
                        """
                <bpmn:startEvent id="StartEvent_Asked" name="Asked"/>
                <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_Asked" targetRef="UserTask_Ask"/>
                <bpmn:userTask id="UserTask_Ask" name="%s" camunda:candidateGroups="responders" camunda:formRef="ask" camunda:formRefBinding="deployment">
                  <bpmn:documentation>Ask what is wrong. Done when there is an answer.</bpmn:documentation>
                  <bpmn:extensionElements><camunda:properties><camunda:property name="noTimer" value="A sample"/></camunda:properties></bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="Flow_2" sourceRef="UserTask_Ask" targetRef="CallActivity_Answer"/>
                <bpmn:callActivity id="CallActivity_Answer" name="Answer" calledElement="answer" camunda:calledElementBinding="deployment">
                  <bpmn:extensionElements>
                    <camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:in source="incident" target="incident"/>
                  </bpmn:extensionElements>
                </bpmn:callActivity>
                <bpmn:sequenceFlow id="Flow_3" sourceRef="CallActivity_Answer" targetRef="EndEvent_Done"/>
                <bpmn:endEvent id="EndEvent_Done" name="Done"/>"""
                                .formatted(name)));
    }

    private static PlanFile answer() {
        return file(
                "answer.bpmn",
                process(
                        "answer",
                        """
                <bpmn:startEvent id="StartEvent_Asked" name="Asked"/>
                <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_Asked" targetRef="EndEvent_Answered"/>
                <bpmn:endEvent id="EndEvent_Answered" name="Answered"/>"""));
    }

    private static String process(String id, String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
                <bpmn:process id="%s" name="%s" isExecutable="true">
                %s
                </bpmn:process></bpmn:definitions>"""
                .formatted(id, id, body);
    }

    private static PlanFile file(String name, String text) {
        return new PlanFile(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
