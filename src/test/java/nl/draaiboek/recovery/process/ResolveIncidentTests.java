package nl.draaiboek.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.RecordWords;
import nl.draaiboek.recovery.Theories;
import nl.draaiboek.recovery.Theory;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** */
@ScenarioTest
class ResolveIncidentTests {

    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    Theories theories;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RecordWords words;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private IncidentCode code;

    @BeforeEach
    void resolving() {
        code = RunningIncident.declared(scenario, jdbc, 1, true);
        scenario.runtime()
                .startProcessInstanceByKey("resolve-incident", code.value(), Map.of("incident", code.value()));
        scenario.settle();
    }

    @AfterEach
    void note(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        for (var process :
                List.of("resolve-incident", "find-cause", "expected-recovery", "watch-service", "restore-service")) {
            assertThat(WALKED.missing(process)).as(process).isEmpty();
        }
    }

    @Test
    void keepsEveryTheoryAndGoesOnUntilOneIsProved() {
        theory("The switch in rack 4 is broken");
        tried("REFUTED");
        assertThat(incident().publicState()).isEqualTo(PublicState.INVESTIGATING);
        theory("Power of rack 4 is out");
        tried("UNDECIDED");
        theory("Breaker B4 tripped");
        assertThat(scenario.tasks("UserTask_ApplyRemedy")).isEmpty();
        tried("PROVED");

        assertThat(theories.of(code))
                .extracting(Theory::outcome)
                .containsExactly(Theory.Outcome.REFUTED, Theory.Outcome.UNDECIDED, Theory.Outcome.PROVED);
        assertThat(incident().publicState()).isEqualTo(PublicState.IDENTIFIED);
        assertThat(incident().at(Milestone.IDENTIFIED))
                .contains(scenario.clock().instant());
        assertThat(scenario.task("UserTask_ApplyRemedy")).isNotNull();
        assertThat(kinds()).contains("theory.formed", "experiment.concluded", "public-state.changed");
    }

    @Test
    void refusesAnEmptyTheoryAndKeepsTheTaskOpen() {
        assertThatThrownBy(() -> scenario.complete("bram", "UserTask_FormTheory", Map.of("theory", " ")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessage("Say what you think broke, and why.");

        assertThat(scenario.task("UserTask_FormTheory")).isNotNull();
        assertThat(theories.of(code)).isEmpty();
    }

    @Test
    void showsTheTheoriesAsATableAndLeavesNoTextInTheProcess() {
        theory("**Bold** {{theory}} <script>");
        tried("REFUTED");

        var shown = (List<?>) scenario.taskService()
                .getVariable(scenario.task("UserTask_FormTheory").getId(), "theoryRows");
        assertThat(shown).hasSize(1).first().asString().contains("refuted").contains("<script>");
        assertThat(scenario.runtime()
                        .createVariableInstanceQuery()
                        .variableName("finding")
                        .list())
                .allSatisfy(variable -> assertThat(variable.getValue()).isNull());
        theory("Another");
        var untried = (Map<?, ?>) scenario.taskService()
                .getVariable(scenario.task("UserTask_RunExperiment").getId(), "untried");
        assertThat(untried.get("theory")).isEqualTo("Another");
    }

    @Test
    void opensServiceOnlyOnceSomebodyHasConfirmedThatTheDataIsIntact() {
        causeFound();
        remedied("BACKUP");
        assertThat(scenario.tasks("UserTask_OpenService")).isEmpty();
        scenario.complete(
                "bram",
                "UserTask_ConfirmDataIntact",
                Map.of("integrity", "damaged", "integrityFinding", "Two tables do not add up"));
        assertThat(scenario.tasks("UserTask_OpenService")).isEmpty();

        scenario.complete(
                "bram",
                "UserTask_ChooseRestore",
                Map.of("restoreWay", "BACKUP", "restorePlan", "Mail first, backup of 02:00"));
        assertThat(scenario.tasks("UserTask_OpenService")).isEmpty();
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_RestoreData").getId(), "plan"))
                .asString()
                .contains("Mail first");
        scenario.complete(
                "daan",
                "UserTask_RestoreData",
                Map.of("remedy", "BACKUP", "remedyDone", "Restored the backup of 02:00"));
        assertThat(scenario.tasks("UserTask_OpenService")).isEmpty();
        intact();

        assertThat(scenario.task("UserTask_OpenService")).isNotNull();
        assertThat(kinds())
                .containsSubsequence(
                        "data-integrity.checked", "restore.chosen", "remedy.applied", "data-integrity.checked");
    }

    @Test
    void passesOnlyWhenEverythingWasTestedOrANoteSaysWhyNot() {
        causeFound();
        remedied("RESTART");
        intact();
        opened();

        assertThatThrownBy(() -> scenario.complete(
                        "bram",
                        "UserTask_TestService",
                        Map.of("verdict", "passed", "functional", true, "nothingBroken", true, "performance", true)))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("confirmed by the team, confirmed by customers");
        assertThat(incident().publicState()).isEqualTo(PublicState.IDENTIFIED);
        assertThat(scenario.tasks("UserTask_WatchService")).isEmpty();
    }

    @Test
    void triesAnotherRemedyWithoutSearchingForTheCauseAgain() {
        untilTested("otherRemedy");

        assertThat(scenario.task("UserTask_ApplyRemedy")).isNotNull();
        assertThat(scenario.tasks("UserTask_FormTheory")).isEmpty();
        assertThat(incident().publicState()).isEqualTo(PublicState.IDENTIFIED);
    }

    @Test
    void searchesForTheCauseAgainWhenItWasAnotherOne() {
        untilTested("otherCause");

        assertThat(scenario.task("UserTask_FormTheory")).isNotNull();
        assertThat(incident().publicState()).isEqualTo(PublicState.INVESTIGATING);
        assertThat(scenario.tasks("UserTask_ConfirmExpectedRecovery")).hasSize(1);
    }

    @Test
    void isMonitoredAndEndsByItselfOnceItStayedQuiet() {
        untilTested("passed");
        assertThat(incident().publicState()).isEqualTo(PublicState.MONITORING);
        assertThat(incident().state()).isEqualTo(IncidentState.DECLARED);

        scenario.advance(Duration.ofMinutes(29));
        assertThat(scenario.task("UserTask_WatchService")).isNotNull();
        assertThat(running()).isTrue();

        scenario.advance(Duration.ofMinutes(2));
        assertThat(running()).isFalse();
        assertThat(scenario.taskService().createTaskQuery().list()).isEmpty();
        assertThat(scenario.jobs()).isEmpty();
        assertThat(incident().publicState()).isEqualTo(PublicState.MONITORING);
        assertThat(last("watch.ended").details()).containsEntry("ending", "QUIET");
        assertThat(kinds()).doesNotContain("incident.resolved");
    }

    @Test
    void saysThatAnAlertFromBeforeTheTestsNeverStopped() {
        causeFound();
        fire();
        remedied("RESTART");
        intact();
        opened();
        tested("passed");
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_WatchService").getId(), "view"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("firing", true);

        scenario.advance(Duration.ofMinutes(31));

        assertThat(running()).isFalse();
        assertThat(last("watch.ended").details()).containsEntry("ending", "STILL_FIRING");
        assertThat(words.sentence(last("watch.ended")))
                .isEqualTo("The watch ended: no alert fired again, but one from before still fires");
    }

    @Test
    void goesBackByItselfWhenAnAlertFiresDuringTheWatch() {
        untilTested("passed");
        scenario.advance(Duration.ofMinutes(20));

        fire();

        assertThat(incident().publicState()).isEqualTo(PublicState.INVESTIGATING);
        assertThat(incident().at(Milestone.MITIGATED)).isEmpty();
        assertThat(scenario.task("UserTask_FormTheory")).isNotNull();
        assertThat(scenario.tasks("UserTask_WatchService")).isEmpty();
        assertThat(scenario.tasks("UserTask_ConfirmExpectedRecovery")).hasSize(1);
        assertThat(last("watch.ended").details()).containsEntry("ending", "ALERT");
        scenario.advance(Duration.ofMinutes(15));
        assertThat(running()).isTrue();
    }

    @Test
    void goesBackWhenSomebodySeesItComeBack() {
        untilTested("passed");

        assertThatThrownBy(() -> scenario.complete("daan", "UserTask_WatchService", Map.of()))
                .isInstanceOf(InvalidAnswer.class);
        assertThatThrownBy(() -> scenario.complete("daan", "UserTask_WatchService", Map.of("seen", "All works")))
                .as("whoever means that all is well opens nothing again")
                .hasMessageContaining("only when the fault has returned");
        scenario.complete(
                "daan", "UserTask_WatchService", Map.of("returned", true, "seen", "Customers cannot log in again"));

        assertThat(incident().publicState()).isEqualTo(PublicState.INVESTIGATING);
        assertThat(scenario.task("UserTask_FormTheory")).isNotNull();
        assertThat(last("watch.ended").actor()).isEqualTo("daan");
    }

    @Test
    void ignoresAlertsThatFireBeforeTheTestsPassed() {
        causeFound();
        fire();
        remedied("RESTART");
        intact();
        opened();
        tested("passed");

        assertThat(scenario.task("UserTask_WatchService")).isNotNull();
        assertThat(incident().publicState()).isEqualTo(PublicState.MONITORING);
    }

    @Test
    void asksForAnExpectedTimeAndNoLongerTellsItOnceItPassed() {
        assertThat(scenario.task("UserTask_ConfirmExpectedRecovery").getAssignee())
                .isEqualTo("bram");
        assertThat(incident().expectedRecovery()).isNull();

        scenario.complete("bram", "UserTask_ConfirmExpectedRecovery", Map.of("expected", "2026-11-21T05:00:00+01:00"));
        assertThat(incident().expectedRecovery()).isEqualTo("2026-11-21T04:00:00Z");

        scenario.advance(Duration.ofMinutes(119));
        assertThat(incident().expectedRecovery()).isNotNull();
        assertThat(scenario.tasks("UserTask_ConfirmExpectedRecovery")).isEmpty();
        scenario.advance(Duration.ofMinutes(1));
        assertThat(incident().expectedRecovery()).isNull();
        assertThat(scenario.task("UserTask_ConfirmExpectedRecovery").getAssignee())
                .isEqualTo("bram");
        assertThat(last("expected-recovery.withdrawn").details()).containsEntry("because", "passed");
    }

    @Test
    void acceptsAnExpectedTimeOnlyInTheFutureAndOnlyFromTheTechLead() {
        assertThatThrownBy(() -> scenario.complete(
                        "bram", "UserTask_ConfirmExpectedRecovery", Map.of("expected", "2026-11-21T02:59:00+01:00")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("in the future");
        assertThatThrownBy(() -> scenario.complete(
                        "kehinde", "UserTask_ConfirmExpectedRecovery", Map.of("expected", "2026-11-21T05:00:00+01:00")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("Only the tech lead");
        assertThatThrownBy(() -> scenario.complete(
                        "bram", "UserTask_ConfirmExpectedRecovery", Map.of("expected", "half past four")))
                .isInstanceOf(InvalidAnswer.class);

        assertThat(incident().expectedRecovery()).isNull();
        assertThat(scenario.task("UserTask_ConfirmExpectedRecovery")).isNotNull();
    }

    @Test
    void changesOrTakesBackTheExpectedTime() {
        scenario.complete("bram", "UserTask_ConfirmExpectedRecovery", Map.of("expected", "2026-11-21T05:00:00+01:00"));

        scenario.complete(
                "bram",
                "UserTask_KeepExpectedRecovery",
                Map.of("change", "later", "expected", "2026-11-21T06:30:00+01:00"));
        assertThat(incident().expectedRecovery()).isEqualTo("2026-11-21T05:30:00Z");
        scenario.advance(Duration.ofHours(2));
        assertThat(incident().expectedRecovery()).isNotNull();

        scenario.complete("bram", "UserTask_KeepExpectedRecovery", Map.of("change", "none"));
        assertThat(incident().expectedRecovery()).isNull();
        assertThat(scenario.task("UserTask_ConfirmExpectedRecovery")).isNotNull();
    }

    @Test
    void tellsNoExpectedTimeAnyMoreOnceItIsExpectedToBeSolved() {
        scenario.complete("bram", "UserTask_ConfirmExpectedRecovery", Map.of("expected", "2026-11-21T05:00:00+01:00"));

        untilTested("passed");

        assertThat(incident().expectedRecovery()).isNull();
        assertThat(scenario.tasks("UserTask_KeepExpectedRecovery")).isEmpty();
        assertThat(scenario.tasks("UserTask_ConfirmExpectedRecovery")).isEmpty();
    }

    @Test
    void asksWhetherOutsideHelpIsWantedOnceWhenSolvingStalls() {
        scenario.advance(Duration.ofMinutes(29));
        assertThat(scenario.tasks("UserTask_DecideOnHelp")).isEmpty();
        scenario.advance(Duration.ofMinutes(1));
        assertThat(scenario.task("UserTask_DecideOnHelp").getAssignee()).isEqualTo("anouk");

        theory("Late, but here");
        scenario.advance(Duration.ofMinutes(20));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "We are nearly there"));
        assertThat(scenario.tasks("UserTask_CallHelp")).isEmpty();
        assertThat(last("outside-help.decided").details()).containsEntry("wanted", false);

        scenario.advance(Duration.ofMinutes(10));
        assertThat(scenario.tasks("UserTask_DecideOnHelp")).hasSize(1);
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "yes", "helpWhy", "The IT partner"));
        scenario.complete(
                "daan", "UserTask_CallHelp", Map.of("helpComing", "yes", "helpWhom", "The IT partner, here at four"));
        assertThat(last("outside-help.called").details()).containsEntry("coming", true);
        assertThat(scenario.task("UserTask_RunExperiment")).isNotNull();
    }

    @Test
    void callsForHelpWhenNobodyAnswersWhetherItIsWanted() {
        scenario.advance(Duration.ofMinutes(30));
        scenario.advance(Duration.ofMinutes(30));

        assertThat(scenario.tasks("UserTask_DecideOnHelp")).isEmpty();
        assertThat(scenario.task("UserTask_CallHelp")).isNotNull();
        assertThat(kinds()).contains("outside-help.undecided");
    }

    @Test
    void asksOnlyOnceHoweverManyStepsStall() {
        scenario.advance(Duration.ofMinutes(30));
        theory("One");
        assertThat(scenario.tasks("UserTask_DecideOnHelp")).hasSize(1);
        scenario.clock().advance(Duration.ofMinutes(29));
        tried("REFUTED");
        theory("Two");

        scenario.clock().advance(Duration.ofMinutes(30));
        // The experiment's timer is due with the question's own: whichever comes first, one is open.
        scenario.settle();
        assertThat(scenario.tasks("UserTask_DecideOnHelp").size()
                        + scenario.tasks("UserTask_CallHelp").size())
                .isEqualTo(1);
    }

    @Test
    void asksForHelpWhereverItStalls() {
        causeFound();
        scenario.advance(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Not yet"));
        remedied("FAIL_OVER");
        scenario.advance(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Not yet"));
        scenario.complete(
                "bram", "UserTask_ConfirmDataIntact", Map.of("integrity", "damaged", "integrityFinding", "Gaps"));
        scenario.advance(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Not yet"));
        scenario.complete(
                "bram", "UserTask_ChooseRestore", Map.of("restoreWay", "FAIL_OVER", "restorePlan", "All at once"));
        scenario.advance(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Not yet"));
        scenario.complete(
                "bram", "UserTask_RestoreData", Map.of("remedy", "FAIL_OVER", "remedyDone", "Runs in the cloud"));
        intact();
        scenario.advance(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Not yet"));
        opened();
        scenario.advance(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Not yet"));

        assertThat(kinds().stream().filter("outside-help.decided"::equals)).hasSize(6);
        assertThat(scenario.task("UserTask_TestService")).isNotNull();
    }

    private void theory(String theory) {
        scenario.complete("bram", "UserTask_FormTheory", Map.of("theory", theory, "experiment", "Look at it"));
    }

    private void tried(String outcome) {
        scenario.complete(
                "daan",
                "UserTask_RunExperiment",
                Map.of("experimentOutcome", outcome, "finding", "This is what I saw"));
    }

    private void causeFound() {
        theory("Breaker B4 tripped");
        tried("PROVED");
    }

    private void remedied(String remedy) {
        scenario.complete(
                "daan", "UserTask_ApplyRemedy", Map.of("remedy", remedy, "remedyDone", "Switched it on again"));
    }

    private void intact() {
        scenario.complete(
                "bram",
                "UserTask_ConfirmDataIntact",
                Map.of("integrity", "intact", "integrityFinding", "Counts are equal"));
    }

    private void opened() {
        scenario.complete("bram", "UserTask_OpenService", Map.of("opened", "All"));
    }

    private void tested(String verdict) {
        scenario.complete(
                "bram",
                "UserTask_TestService",
                Map.of(
                        "verdict", verdict,
                        "functional", true,
                        "nothingBroken", true,
                        "performance", true,
                        "team", true,
                        "customers", true,
                        "testNotes", "As it was"));
    }

    private void untilTested(String verdict) {
        causeFound();
        remedied("RESTART");
        intact();
        opened();
        tested(verdict);
    }

    private void fire() {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertFired(code)));
        scenario.settle();
    }

    private Incident incident() {
        return incidents.get(code);
    }

    private boolean running() {
        return scenario.runtime().createProcessInstanceQuery().count() > 0;
    }

    private List<String> kinds() {
        return record.of(code).stream().map(RecordEntry::kind).toList();
    }

    private RecordEntry last(String kind) {
        return record.of(code).stream()
                .filter(entry -> entry.kind().equals(kind))
                .reduce((first, later) -> later)
                .orElseThrow();
    }
}
