package nl.draaiboek.response.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.response.OfferRole;
import nl.draaiboek.response.OfferRole.Wish;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.RoleOffer;
import nl.draaiboek.response.Roles;
import nl.draaiboek.response.RolesTableView;
import nl.draaiboek.response.paging.AnswerPage;
import nl.draaiboek.response.paging.CheckProgress;
import nl.draaiboek.response.paging.OpenPages;
import nl.draaiboek.response.paging.Purpose;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** who came gets a role, and answers for it once they said so. */
@ScenarioTest
class RolesTests {

    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OfferRole offerRole;

    @Autowired
    RolesTableView rolesTable;

    @Autowired
    nl.draaiboek.incident.MergeIncidents merge;

    @Autowired
    RoleHolders holders;

    @Autowired
    nl.draaiboek.response.GiveRoles giveRoles;

    @Autowired
    RolesForDiagrams rolesForDiagrams;

    @Autowired
    Roles roles;

    @Autowired
    OpenPages openPages;

    @Autowired
    AnswerPage answerPage;

    @Autowired
    CheckProgress checkProgress;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    private IncidentCode code;

    @BeforeEach
    void anoukLeads() {
        code = RunningIncident.declared(scenario, jdbc, 1, true);
    }

    @AfterEach
    void note() {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(List.of(
                        "give-role",
                        "place-responders",
                        "take-role",
                        "hand-over-role",
                        "call-in-team",
                        "watch-workload",
                        "relieve-somebody"))
                .allSatisfy(process -> assertThat(WALKED.missing(process)).isEmpty());
    }

    @Test
    void asksTheLeadOnceHoweverManyCome() {
        comes(Purpose.TECHNICIAN, "daan");
        comes(Purpose.COMMUNICATOR, "chaima");
        assertThat(scenario.tasks("UserTask_PlaceResponder"))
                .as("others have a little time to come too")
                .isEmpty();
        scenario.advance(Duration.ofMinutes(1));
        var task = scenario.task("UserTask_PlaceResponder");
        assertThat(task.getAssignee()).isEqualTo("anouk");

        comes(Purpose.RAISED, "kehinde");
        scenario.advance(Duration.ofMinutes(2));
        assertThat(scenario.tasks("UserTask_PlaceResponder")).hasSize(1);

        refused("anouk", "UserTask_PlaceResponder", Map.of("person", "daan"), "Choose a role");
        scenario.complete("anouk", "UserTask_PlaceResponder", Map.of("person", "daan", "role", "scribe"));
        scenario.complete("anouk", "UserTask_PlaceResponder", Map.of("person", "chaima", "role", "none"));
        scenario.complete(
                "anouk",
                "UserTask_PlaceResponder",
                Map.of("person", "kehinde", "role", Role.TECH_LEAD, "note", "Power comes first"));

        assertThat(scenario.tasks("UserTask_PlaceResponder")).isEmpty();
        assertThat(scenario.tasks("UserTask_AnswerRole"))
                .extracting(org.camunda.bpm.engine.task.Task::getAssignee)
                .containsExactlyInAnyOrder("daan", "kehinde");
        assertThat(holders.given(code)).as("nobody has said yes").isEmpty();
        scenario.deliver();
        assertThat(subjects("chaima")).noneMatch(subject -> subject.contains("Notulist"));
    }

    @Test
    void waitsForSomebodyWhoLeadsAndEndsWithTheIncident() {
        jdbc.sql("update draaiboek.incident set lead = null where code = ?")
                .param(code.value())
                .update();
        comes(Purpose.TECHNICIAN, "daan");
        scenario.advance(Duration.ofMinutes(1));
        assertThat(scenario.tasks("UserTask_PlaceResponder")).isEmpty();

        transaction.executeWithoutResult(s -> takeRole(Role.INCIDENT_MANAGER, "anouk", ""));
        scenario.settle();
        assertThat(scenario.task("UserTask_PlaceResponder").getAssignee()).isEqualTo("anouk");
        var other = RunningIncident.declared(scenario, jdbc, 1, true);
        jdbc.sql("update draaiboek.incident set lead = null where code = ?")
                .param(other.value())
                .update();
        comes(other, Purpose.TECHNICIAN, "daan");
        scenario.advance(Duration.ofMinutes(1));

        over(code);
        over(other);

        assertThat(scenario.tasks("UserTask_PlaceResponder")).isEmpty();
        assertThat(processes("place-responders")).isZero();
    }

    @Test
    void whoSaysIHaveItHasItWithItsTasksAndIsToldHowToStart() {
        Company.serve(jdbc, "hosting-haarlem");
        var page = comes(Purpose.TECHNICIAN, "kehinde");
        offer(Role.TECH_LEAD, "kehinde", "anouk", "Power comes first");
        scenario.runtime()
                .startProcessInstanceByKey(
                        "find-cause", code.value(), Map.of("incident", code.value(), "theory", "", "outcome", ""));
        scenario.settle();
        assertThat(scenario.task("UserTask_FormTheory").getAssignee()).isNull();
        scenario.deliver();
        assertThat(mail("kehinde", "Will you be: Tech lead?").text())
                .contains("Anouk de Vries", "Power comes first", "experiments that prove or refute", "/tasks");
        assertThat(holders.responsible(code, Role.TECH_LEAD))
                .as("until then it is with the lead")
                .contains("anouk");
        transaction.executeWithoutResult(
                s -> assertThat(checkProgress.progress(page)).isFalse());
        scenario.advance(Duration.ofMinutes(2));

        refused("kehinde", "UserTask_AnswerRole", Map.of(), "Choose whether you take the role");
        assertThatThrownBy(() -> transaction.executeWithoutResult(s -> offerRole.accept(open().id(), "bram")))
                .isInstanceOf(OfferRole.NotPossible.class);
        scenario.complete("kehinde", "UserTask_AnswerRole", Map.of("answer", "yes"));

        assertThat(holders.of(code))
                .containsEntry(Role.TECH_LEAD, "kehinde")
                .containsEntry(Role.INCIDENT_MANAGER, "anouk");
        assertThat(incidents.get(code).techLead()).isEqualTo("kehinde");
        assertThat(scenario.task("UserTask_FormTheory").getAssignee()).isEqualTo("kehinde");
        assertThat(checkProgress.progress(page))
                .as("a role accepted is progress")
                .isTrue();
        scenario.deliver();
        assertThat(mail("anouk", "Technisch leider: Kehinde Oyelaran heeft het").text())
                .contains("met de open taken");
        assertThat(mail("kehinde", "You are: Tech lead").text()).contains("How to start: Join the chat room");
        assertThat(subjects("anouk"))
                .filteredOn(subject -> subject.contains("Technisch"))
                .hasSize(1);
        assertThat(kinds())
                .contains("role.offered", "role.accepted", "role.given")
                .doesNotContain("role.declined");
        assertThat(scenario.tasks("UserTask_PlaceResponder"))
                .as("who has a role waits for none")
                .isEmpty();
    }

    @Test
    void whatComesLaterIsAskedOfWhoHasTheRoleAndOfItsGroupsWhileNobodyHasIt() {
        transaction.executeWithoutResult(s -> giveRoles.leave(code, Role.TECH_LEAD, "anouk"));
        find("find-cause");
        assertThat(scenario.task("UserTask_FormTheory").getAssignee())
                .as("nobody said to have it: whoever of the group is first")
                .isNull();
        finish("find-cause");

        give(Role.TECH_LEAD, "kehinde");
        find("find-cause");
        find("write-update");
        assertThat(scenario.task("UserTask_FormTheory").getAssignee()).isEqualTo("kehinde");
        assertThat(scenario.task("UserTask_WriteUpdate").getAssignee())
                .as("nobody has that role")
                .isNull();
        scenario.deliver();
        assertThat(mail("kehinde", "Form theory").text()).contains("/tasks");
        assertThat(subjects("bram")).noneMatch(subject -> subject.contains("Form theory"));
        assertThat(scenario.groups(scenario.task("UserTask_FormTheory")))
                .as("and can be put back to them")
                .containsExactly("responders", "techLeads");
        finish("find-cause");

        start("kehinde", "hand-over-role");
        scenario.complete("kehinde", "UserTask_HandOverRole", handed(Role.TECH_LEAD, "bram"));
        find("find-cause");
        assertThat(scenario.task("UserTask_FormTheory").getAssignee())
                .as("Bram did not say so yet")
                .isEqualTo("kehinde");
        scenario.complete("bram", "UserTask_AnswerRole", Map.of("answer", "yes"));
        assertThat(scenario.task("UserTask_FormTheory").getAssignee()).isEqualTo("bram");
        finish("find-cause");
        find("find-cause");
        assertThat(scenario.task("UserTask_FormTheory").getAssignee())
                .as("nor what comes after")
                .isEqualTo("bram");

        var task = scenario.task("UserTask_FormTheory").getId();
        assertThatThrownBy(() -> assign("kehinde", task, null)).isInstanceOf(AuthorizationException.class);
        assign("bram", task, null);
        scenario.claim("kehinde", "UserTask_FormTheory");
        assertThat(scenario.task("UserTask_FormTheory").getAssignee())
                .as("put back by who had it, for anyone of its groups")
                .isEqualTo("kehinde");
    }

    @Test
    void whoTakesTheRoleThatSomebodyIsCalledForIsWhoComes() {
        var communicator = seeks(code, Purpose.COMMUNICATOR);
        var technician = seeks(code, Purpose.TECHNICIAN);

        transaction.executeWithoutResult(s -> takeRole(Role.COMMUNICATIONS_MANAGER, "emma", "I am here"));
        scenario.settle();
        assertThat(answeredBy(communicator)).isEqualTo("emma");
        assertThat(answeredBy(technician)).as("that is still wanted").isEqualTo("nobody");
    }

    private String answeredBy(long page) {
        return jdbc.sql("select coalesce(acknowledged_by, 'nobody') from draaiboek.page where id = ?")
                .param(page)
                .query(String.class)
                .single();
    }

    private void assign(String person, String task, @org.jspecify.annotations.Nullable String to) {
        Company.act(identity, person);
        try {
            scenario.taskService().setAssignee(task, to);
        } finally {
            identity.clearAuthentication();
        }
    }

    private void find(String process) {
        scenario.runtime()
                .startProcessInstanceByKey(
                        process, code.value(), Map.of("incident", code.value(), "theory", "", "outcome", ""));
        scenario.settle();
    }

    private void finish(String process) {
        scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .list()
                .forEach(instance -> scenario.runtime().deleteProcessInstance(instance.getId(), "done"));
    }

    @Test
    void whoDeclinesOrSaysNothingGivesItBackToTheLeadWithTheReason() {
        offer(Role.TECH_LEAD, "bram", "anouk", "");
        assertThatThrownBy(() -> offer(Role.TECH_LEAD, "daan", "anouk", ""))
                .hasMessageContaining("Bram Jansen is being asked");
        offer(Role.TECH_LEAD, "bram", "anouk", "");
        assertThat(scenario.tasks("UserTask_AnswerRole")).as("not asked twice").hasSize(1);
        refused("bram", "UserTask_AnswerRole", Map.of("answer", "no"), "Say why not");
        scenario.complete("bram", "UserTask_AnswerRole", Map.of("answer", "no", "why", "I am driving"));

        var found = scenario.task("UserTask_FindAnother");
        assertThat(found.getAssignee()).isEqualTo("anouk");
        assertThat(scenario.taskService().getVariable(found.getId(), "asked").toString())
                .contains("I am driving");
        scenario.complete("anouk", "UserTask_FindAnother", Map.of("next", "ask", "person", "daan"));
        assertThat(scenario.task("UserTask_AnswerRole").getAssignee()).isEqualTo("daan");

        scenario.advance(Duration.ofMinutes(4));
        assertThat(scenario.tasks("UserTask_FindAnother")).isEmpty();
        scenario.advance(Duration.ofMinutes(2));
        assertThat(scenario.tasks("UserTask_AnswerRole")).isEmpty();
        assertThat(scenario.task("UserTask_FindAnother").getAssignee()).isEqualTo("anouk");
        scenario.deliver();
        assertThat(subjects("anouk"))
                .anyMatch(subject -> subject.contains("Bram Jansen kan niet"))
                .anyMatch(subject -> subject.contains("geen antwoord van Daan Bakker"));
        assertThat(holders.given(code)).isEmpty();
        assertThat(mail("daan", "you are not asked any more").text())
                .contains("Anouk de Vries looks for somebody else", "\"Take a role\"");
        assertThat(subjects("bram")).as("he answered").noneMatch(subject -> subject.contains("niet meer gevraagd"));

        scenario.complete("anouk", "UserTask_FindAnother", Map.of("next", "ask", "person", "anouk"));
        assertThat(holders.of(code)).containsEntry(Role.TECH_LEAD, "anouk");
        assertThat(scenario.tasks("UserTask_AnswerRole")).isEmpty();
        assertThat(processes("give-role")).isZero();
    }

    @Test
    void nobodyLooksForSomebodyElseOnceTheRoleIsFilled() {
        offer(Role.TECH_LEAD, "bram", "anouk", "");
        scenario.complete("bram", "UserTask_AnswerRole", Map.of("answer", "no", "why", "I am driving"));
        offer("scribe", "daan", "anouk", "");
        scenario.complete("daan", "UserTask_AnswerRole", Map.of("answer", "no", "why", "No time"));
        assertThat(scenario.tasks("UserTask_FindAnother")).hasSize(2);

        transaction.executeWithoutResult(s -> giveRoles.leave(code, Role.TECH_LEAD, "anouk"));
        scenario.settle();
        assertThat(scenario.tasks("UserTask_FindAnother"))
                .as("only kept by who leads")
                .hasSize(2);
        give(Role.TECH_LEAD, "daan");
        scenario.settle();

        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_FindAnother").getId(), "asked")
                        .toString())
                .as("the other role is still to be filled")
                .contains("No time");
        assertThat(processes("give-role")).isEqualTo(1);
    }

    @Test
    void whoTakesTheLeadOverGetsTheQuestionWhomToRelieve() {
        give("serviceDeskLead", "emma");
        scenario.advance(Duration.ofMinutes(181));
        assertThat(scenario.tasks("UserTask_Relieve"))
                .extracting(org.camunda.bpm.engine.task.Task::getAssignee)
                .as("about Emma, and about Anouk who leads")
                .containsExactlyInAnyOrder("anouk", null);

        transaction.executeWithoutResult(
                s -> giveRoles.give(code, Role.INCIDENT_MANAGER, "marijke", "marijke", "Rest"));
        scenario.settle();

        assertThat(scenario.task("UserTask_Relieve").getAssignee())
                .as("Anouk leads no more, so nobody relieves her of it")
                .isEqualTo("marijke");
        scenario.deliver();
        assertThat(subjects("marijke")).anyMatch(subject -> subject.contains("Relieve somebody"));
        transaction.executeWithoutResult(s -> giveRoles.give(code, Role.INCIDENT_MANAGER, "emma", "emma", "I can"));
        scenario.settle();
        assertThat(scenario.task("UserTask_Relieve").getAssignee())
                .as("she does not judge it alone")
                .isNull();
    }

    @Test
    void endsWithTheIncidentWhoeverIsBeingAsked() {
        offer(Role.TECH_LEAD, "bram", "anouk", "");
        offer("scribe", "daan", "anouk", "");
        scenario.taskService()
                .complete(
                        scenario.tasks("UserTask_AnswerRole").stream()
                                .filter(task -> "daan".equals(task.getAssignee()))
                                .findFirst()
                                .orElseThrow()
                                .getId(),
                        Map.of("answer", "no", "why", "No time"));
        assertThat(scenario.tasks("UserTask_FindAnother")).hasSize(1);

        over(code);

        assertThat(processes("give-role")).isZero();
        assertThat(jdbc.sql("select state from draaiboek.role_offer order by id")
                        .query(String.class)
                        .list())
                .containsExactly("WITHDRAWN", "DECLINED");
    }

    @Test
    void whoKnowsARoleTakesItAndWhoHadItHearsWhy() {
        offer("scribe", "daan", "anouk", "");
        take("emma");
        assertThat(options(scenario.task("UserTask_TakeRole").getId()))
                .as("a service-desk colleague")
                .containsExactly("communicationsManager", "scribe", "serviceDeskLead");
        refused("emma", "UserTask_TakeRole", chosen(Role.TECH_LEAD, ""), "not known to know this role");
        scenario.complete("emma", "UserTask_TakeRole", chosen("scribe", ""));
        assertThat(holders.of(code)).containsEntry("scribe", "emma");
        assertThat(scenario.tasks("UserTask_AnswerRole"))
                .as("nobody need answer any more")
                .isEmpty();

        take("emma");
        assertThat(options(scenario.task("UserTask_TakeRole").getId()))
                .as("not what she has")
                .containsExactly("communicationsManager", "serviceDeskLead");
        refused("emma", "UserTask_TakeRole", chosen("scribe", ""), "You have this role already");
        scenario.runtime()
                .deleteProcessInstance(scenario.task("UserTask_TakeRole").getProcessInstanceId(), "left");
        assertThat(rolesForDiagrams.chosen(code.value(), "scribe")).isEqualTo("emma");
        assertThat(rolesForDiagrams.chosen(code.value(), Role.TECH_LEAD)).isNull();
        take("chaima");
        refused("chaima", "UserTask_TakeRole", chosen("scribe", ""), "Emma Visser has this role");
        scenario.complete("chaima", "UserTask_TakeRole", chosen("scribe", "Emma is needed on the phone"));

        assertThat(holders.of(code)).containsEntry("scribe", "chaima");
        scenario.deliver();
        assertThat(mail("emma", "Notulist: Chaima El Amrani nam het op zich").text())
                .contains("Emma is needed on the phone");
        assertThat(mail("chaima", "Jij bent: Notulist").text()).contains("Je schrijft op wat er gebeurt");
        assertThat(subjects("bram")).isEmpty();

        take("daan");
        scenario.advance(Duration.ofHours(4));
        assertThat(scenario.tasks("UserTask_TakeRole")).isEmpty();
    }

    @Test
    void theOldHolderHasTheRoleUntilTheNewOneSaysSo() {
        give("scribe", "daan");
        scenario.runtime()
                .startProcessInstanceByKey("open-team-channels", code.value(), Map.of("incident", code.value()));
        scenario.settle();
        assertThat(scenario.task("UserTask_OpenTeamChannels").getAssignee()).isEqualTo("anouk");

        start("bram", "hand-over-role");
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_HandOverRole").getId(), "roleOptions"))
                .as("Bram has no role that was given to him")
                .isEqualTo(List.of());
        refused("bram", "UserTask_HandOverRole", handed("scribe", "chaima"), "You do not have this role");
        scenario.advance(Duration.ofHours(4));
        assertThat(scenario.tasks("UserTask_HandOverRole")).as("left behind").isEmpty();

        start("daan", "hand-over-role");
        scenario.complete("daan", "UserTask_HandOverRole", handed("scribe", "emma"));
        assertThat(holders.of(code)).containsEntry("scribe", "daan");
        scenario.advance(Duration.ofMinutes(5));
        assertThat(scenario.task("UserTask_FindAnother").getAssignee())
                .as("back to who handed it over")
                .isEqualTo("daan");
        scenario.deliver();
        assertThat(subjects("anouk")).anyMatch(subject -> subject.contains("geen antwoord van Emma Visser"));
        assertThat(subjects("daan")).anyMatch(subject -> subject.contains("no answer from Emma Visser"));
        scenario.complete("daan", "UserTask_FindAnother", Map.of("next", "ask", "person", "chaima"));
        scenario.complete("chaima", "UserTask_AnswerRole", Map.of("answer", "yes"));
        assertThat(holders.of(code)).containsEntry("scribe", "chaima");
    }

    @Test
    void thereIsOneIncidentManagerAtEveryMomentOfAHandOver() {
        transaction.executeWithoutResult(s -> giveRoles.leave(code, Role.COMMUNICATIONS_MANAGER, "anouk"));
        scenario.runtime()
                .startProcessInstanceByKey("open-team-channels", code.value(), Map.of("incident", code.value()));
        scenario.settle();
        start("anouk", "hand-over-role");
        refused("anouk", "UserTask_HandOverRole", handed(Role.INCIDENT_MANAGER, "anouk"), "has this role already");
        scenario.complete("anouk", "UserTask_HandOverRole", handed(Role.INCIDENT_MANAGER, "marijke"));
        assertThat(incidents.get(code).lead()).isEqualTo("anouk");
        assertThat(scenario.task("UserTask_OpenTeamChannels").getAssignee()).isEqualTo("anouk");

        scenario.complete("marijke", "UserTask_AnswerRole", Map.of("answer", "yes"));

        assertThat(incidents.get(code).lead()).isEqualTo("marijke");
        assertThat(scenario.task("UserTask_OpenTeamChannels").getAssignee()).isEqualTo("marijke");
        assertThat(holders.of(code))
                .as("a role that nobody took is with who leads")
                .containsEntry(Role.COMMUNICATIONS_MANAGER, "marijke");

        start("marijke", "hand-over-role");
        scenario.complete("marijke", "UserTask_HandOverRole", handed(Role.INCIDENT_MANAGER, "anouk"));
        take("daan");
        refused("daan", "UserTask_TakeRole", chosen(Role.INCIDENT_MANAGER, "now"), "not known to know this role");
        take("anouk");
        scenario.taskService()
                .complete(
                        scenario.tasks("UserTask_TakeRole").stream()
                                .filter(task -> "anouk".equals(task.getAssignee()))
                                .findFirst()
                                .orElseThrow()
                                .getId(),
                        chosen(Role.INCIDENT_MANAGER, "Marijke lost her connection"));
        assertThat(scenario.tasks("UserTask_AnswerRole"))
                .as("what was offered is taken already")
                .isEmpty();
        assertThat(incidents.get(code).lead()).isEqualTo("anouk");
    }

    @Test
    void anotherTeamIsCalledInByItsLadderAndWhoComesGetsARole() {
        network("daan", "kehinde");
        start("bram", "call-in-team");
        refused("bram", "UserTask_CallInTeam", called("team:sales"), "is no team that can be called in");
        scenario.complete("bram", "UserTask_CallInTeam", called("team:network"));
        scenario.deliver();
        assertThat(mail("daan", "Page: severity 1").text())
                .contains("Bram Jansen calls your team in (\"Switch 4 drops packets\")");
        assertThat(subjects("kehinde")).as("not before Daan had his time").isEmpty();

        start("anouk", "call-in-team");
        refused("anouk", "UserTask_CallInTeam", called("team:network"), "They are being called already");
        scenario.advance(Duration.ofMinutes(5));
        scenario.deliver();
        assertThat(mail("kehinde", "Page: severity 1").text()).contains("Switch 4 drops packets");
        answerPage.acknowledge(page(), "kehinde", "link");
        scenario.settle();
        scenario.advance(Duration.ofMinutes(1));
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_PlaceResponder").getId(), "people")
                        .toString())
                .contains("kehinde")
                .doesNotContain("daan");
        assertThat(kinds()).containsOnlyOnce("help.called-in");
        scenario.advance(Duration.ofHours(4));
        assertThat(scenario.tasks("UserTask_CallInTeam")).as("left behind").isEmpty();
    }

    @Test
    void aStalledRepairLeadsToTheTeamThatIsMissing() {
        network("daan");
        scenario.runtime()
                .startProcessInstanceByKey("ask-outside-help", code.value(), Map.of("incident", code.value()));
        scenario.settle();
        scenario.complete(
                "anouk",
                "UserTask_DecideOnHelp",
                Map.of("help", "yes", "helpTeam", "team:network", "helpWhy", "Nobody here knows the switches"));
        scenario.deliver();
        assertThat(mail("daan", "Page: severity 1").text()).contains("Nobody here knows the switches");
        assertThat(scenario.tasks("UserTask_CallHelp"))
                .as("somebody outside is called by hand")
                .hasSize(1);
    }

    @Test
    void theTableShowsWhoAnswersForWhatAndWhatTheyHaveInHandsNow() {
        give("scribe", "daan");
        offer(Role.TECH_LEAD, "kehinde", "anouk", "");
        comes(Purpose.COMMUNICATOR, "chaima");
        scenario.runtime()
                .startProcessInstanceByKey("open-team-channels", code.value(), Map.of("incident", code.value()));
        scenario.settle();

        var lines = rolesTable.of(code, "nl");

        assertThat(lines)
                .extracting(RolesTableView.Line::role)
                .containsExactly(
                        "Incidentmanager", "Technisch leider", "Communicatiemanager", "Notulist", "Leider servicedesk");
        assertThat(lines.get(0).who()).isEqualTo("Anouk de Vries");
        assertThat(lines.get(0).tasks()).containsExactly("Open the team's channels");
        assertThat(lines.get(1).who()).isNull();
        assertThat(lines.get(1).asked()).isEqualTo("Kehinde Oyelaran");
        assertThat(lines.get(3).who()).isEqualTo("Daan Bakker");
        assertThat(rolesTable.others(code)).extracting(RolesTableView.Line::who).containsExactly("Chaima El Amrani");
        scenario.deliver();
        scenario.complete("kehinde", "UserTask_AnswerRole", Map.of("answer", "yes"));
        scenario.deliver();
        assertThat(mail("kehinde", "You are: Tech lead").text()).contains("/incidents/" + code + "#roles");
    }

    @Test
    void nobodyIsAskedAnyMoreInWhatWasMerged() {
        var other = RunningIncident.declared(scenario, jdbc, 1, true);
        offer(Role.TECH_LEAD, "bram", "anouk", "");
        comes(Purpose.TECHNICIAN, "daan");
        give(Role.COMMUNICATIONS_MANAGER, "emma");
        scenario.advance(Duration.ofMinutes(1));
        assertThat(scenario.tasks("UserTask_PlaceResponder")).hasSize(1);

        transaction.executeWithoutResult(s -> merge.merge(code, other, "It is the same", "anouk"));
        scenario.settle();

        assertThat(scenario.tasks("UserTask_AnswerRole")).isEmpty();
        assertThat(scenario.tasks("UserTask_PlaceResponder")).isEmpty();
        assertThat(processes("give-role") + processes("place-responders")).isZero();
        scenario.deliver();
        assertThat(subjects("emma"))
                .as("she has a role, though nobody called her")
                .anyMatch(subject -> subject.contains(other.value()));
        assertThat(subjects("farid")).noneMatch(subject -> subject.contains(other.value()));
    }

    @Test
    void whoHasTooMuchOrTooLongIsPointedOutOnce() {
        give(Role.TECH_LEAD, "anouk");
        transaction.executeWithoutResult(s -> giveRoles.leave(code, Role.COMMUNICATIONS_MANAGER, "anouk"));
        scenario.settle();
        assertThat(scenario.tasks("UserTask_Relieve"))
                .as("two of her own; what nobody took does not count")
                .isEmpty();
        give("scribe", "anouk");
        give("serviceDeskLead", "emma");
        scenario.settle();
        var task = scenario.task("UserTask_Relieve");
        assertThat(task.getAssignee()).as("she cannot judge it alone").isNull();
        assertThat(scenario.groups(task)).containsExactly("incidentManagers", "managers");
        scenario.deliver();
        assertThat(subjects("anouk"))
                .filteredOn(subject -> subject.contains("Relieve somebody"))
                .hasSize(1);
        assertThat(subjects("marijke"))
                .filteredOn(subject -> subject.contains("Relieve somebody"))
                .hasSize(1);
        assertThat(subjects("emma")).noneMatch(subject -> subject.contains("Relieve somebody"));
        refused("marijke", "UserTask_Relieve", Map.of("next", "leave"), "Say why it stays");
        refused(
                "marijke",
                "UserTask_Relieve",
                Map.of("next", "ask", "which", "scribe", "whom", "anouk"),
                "Anouk de Vries has too much already");
        assertThat(String.valueOf(scenario.taskService().getVariable(task.getId(), "people")))
                .contains("value=daan")
                .doesNotContain("value=anouk");
        scenario.complete("marijke", "UserTask_Relieve", Map.of("next", "ask", "which", "scribe", "whom", "daan"));
        scenario.complete("daan", "UserTask_AnswerRole", Map.of("answer", "yes"));
        assertThat(holders.of(code)).containsEntry("scribe", "daan");
        assertThat(scenario.tasks("UserTask_Relieve")).isEmpty();

        scenario.advance(Duration.ofMinutes(150));
        give(Role.TECH_LEAD, "bram");
        scenario.settle();
        assertThat(scenario.tasks("UserTask_Relieve")).as("not yet").isEmpty();
        scenario.advance(Duration.ofMinutes(31));
        assertThat(scenario.tasks("UserTask_Relieve"))
                .as("Anouk leads, Daan writes, Emma has the desk; Bram began later")
                .hasSize(3);
        assertThat(scenario.tasks("UserTask_Relieve"))
                .extracting(org.camunda.bpm.engine.task.Task::getAssignee)
                .containsExactlyInAnyOrder("anouk", "anouk", null);
        scenario.advance(Duration.ofMinutes(5));
        assertThat(scenario.tasks("UserTask_Relieve")).as("said once").hasSize(3);
        var about = scenario.tasks("UserTask_Relieve").get(0).getId();
        scenario.taskService().setAssignee(about, "anouk");
        scenario.taskService().complete(about, Map.of("next", "leave", "why", "Ten minutes more"));
        assertThat(kinds()).containsOnlyOnce("workload.too-many").contains("workload.too-long", "workload.left");

        over(code);
        assertThat(processes("watch-workload") + processes("relieve-somebody")).isZero();
    }

    @Test
    void anOwnerAddsARoleWithoutJava() {
        var table = Dmn.readModelFromStream(Objects.requireNonNull(newest()));
        var rules = table.getModelElementsByType(Rule.class);
        var scribe = rules.stream()
                .filter(rule -> rule.getTextContent().contains("\"scribe\""))
                .findFirst()
                .orElseThrow();
        var xml = Dmn.convertToString(table);
        var row = xml.substring(xml.indexOf("<rule id=\"" + scribe.getId()));
        row = row.substring(0, row.indexOf("</rule>") + 7);
        var changed = xml.replace(
                row,
                row
                        + row.replaceAll("(id=\"[^\"]+)\"", "$1_New\"")
                                .replace("\"scribe\"", "\"siteLiaison\"")
                                .replace("\"Scribe\"", "\"Site liaison\""));
        var deployed =
                repository.createDeployment().addString("roles.dmn", changed).deploy();
        try {
            assertThat(roles.all()).extracting(Role::id).contains("siteLiaison").startsWith("incidentManager");
            offer("siteLiaison", "daan", "anouk", "");
            scenario.complete("daan", "UserTask_AnswerRole", Map.of("answer", "yes"));
            assertThat(holders.of(code)).containsEntry("siteLiaison", "daan");
        } finally {
            repository.deleteDeployment(deployed.getId());
        }
        assertThat(roles.all()).extracting(Role::id).doesNotContain("siteLiaison");
    }

    private java.io.InputStream newest() {
        return repository.getDecisionModel(repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey("roles")
                .latestVersion()
                .singleResult()
                .getId());
    }

    private long comes(Purpose purpose, String person) {
        return comes(code, purpose, person);
    }

    private long comes(IncidentCode incident, Purpose purpose, String person) {
        var page = seeks(incident, purpose);
        answerPage.acknowledge(page, person, "link");
        scenario.settle();
        return page;
    }

    private long seeks(IncidentCode incident, Purpose purpose) {
        return jdbc.sql(
                        """
                insert into draaiboek.page (incident, purpose, paged, manager, together, state, severity, opened_at)
                values (?, ?, 'group:techLeads', 'nobody', false, 'OPEN', 1, ?) returning id""")
                .params(
                        incident.value(),
                        purpose.name(),
                        java.sql.Timestamp.from(scenario.clock().instant()))
                .query(Long.class)
                .single();
    }

    private void offer(String role, String person, String by, String note) {
        transaction.executeWithoutResult(s -> offerRole.offer(new Wish(code, role, person, by, note)));
        scenario.settle();
    }

    private void takeRole(String role, String person, String why) {
        offerRole.takeBy(code, role, person, why);
    }

    private RoleOffer open() {
        return jdbc.sql("select id from draaiboek.role_offer where state = 'ASKED'")
                .query(Long.class)
                .optional()
                .map(offers::get)
                .orElseThrow();
    }

    @Autowired
    nl.draaiboek.response.RoleOffers offers;

    private void over(IncidentCode incident) {
        transaction.executeWithoutResult(s -> resolveIncident.resolve(incident, "anouk"));
        scenario.settle();
    }

    private void give(String role, String person) {
        transaction.executeWithoutResult(s -> giveRoles.give(code, role, person, "anouk", ""));
    }

    private void network(String... persons) {
        for (var person : persons) {
            jdbc.sql(
                            "insert into draaiboek.contact (person, ways_by_day, ways_by_night, changed_at) values (?, 'mail', 'mail', now())")
                    .param(person)
                    .update();
            jdbc.sql("insert into draaiboek.team_member (team, person, leads) values ('network', ?, false)")
                    .param(person)
                    .update();
        }
    }

    private Map<String, Object> called(String team) {
        return Map.of("chosen", code.value(), "team", team, "why", "Switch 4 drops packets");
    }

    private long page() {
        return jdbc.sql("select max(id) from draaiboek.page").query(Long.class).single();
    }

    private Map<String, Object> handed(String role, String person) {
        return Map.of("chosen", code + "/" + role, "person", person);
    }

    private void take(String person) {
        start(person, "take-role");
    }

    private void start(String person, String process) {
        Company.act(identity, person);
        try {
            scenario.runtime().startProcessInstanceByKey(process);
        } finally {
            identity.clearAuthentication();
        }
    }

    private Map<String, Object> chosen(String role, String why) {
        return Map.of("chosen", code.value(), "role", role, "why", why);
    }

    @SuppressWarnings("unchecked")
    private List<String> options(String task) {
        return ((List<Map<String, String>>) scenario.taskService().getVariable(task, "roleOptions"))
                .stream().map(option -> option.get("value")).toList();
    }

    private void refused(String person, String task, Map<String, Object> form, String why) {
        assertThatThrownBy(() -> scenario.complete(person, task, form))
                .hasStackTraceContaining(InvalidAnswer.class.getName())
                .hasStackTraceContaining(why);
    }

    private long processes(String key) {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey(key)
                .count();
    }

    private List<String> kinds() {
        return record.of(code).stream().map(entry -> entry.kind()).toList();
    }

    private List<String> subjects(String person) {
        return scenario.mailsTo(person + "@waddenhost.example").stream()
                .map(Mail::subject)
                .toList();
    }

    private Mail mail(String person, String subject) {
        return scenario.mailsTo(person + "@waddenhost.example").stream()
                .filter(mail -> mail.subject().contains(subject))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(person + " has no mail '" + subject + "', but " + subjects(person)));
    }
}
