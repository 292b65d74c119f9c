package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** everyone is asked, everyone's answer counts, nobody is forgotten, and nothing is restored before. */
@ScenarioTest
class RollCallTests {

    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    PeopleFirst peopleFirst;

    @Autowired
    RollCalls rollCalls;

    private Hall hall;

    @BeforeEach
    void hall(@Autowired AutowireCapableBeanFactory beans) {
        hall = beans.createBean(Hall.class);
        for (var person : new String[] {"anouk", "bram", "chaima", "daan"}) {
            hall.works(person, "Haarlem");
        }
        hall.works("emma", "Zwolle");
        hall.works("farid", "Zwolle");
        hall.works("kehinde", "Zwolle");
        hall.works("marijke", "Zwolle");
        hall.works("joost", "Zwolle");
    }

    @AfterEach
    void walked(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyNodeWasWalked() {
        assertThat(WALKED.missing("roll-call")).isEmpty();
        assertThat(WALKED.missing("help-person")).isEmpty();
        assertThat(WALKED.missing("find-person")).isEmpty();
    }

    @Test
    void asksThoseAtThePlaceByAllTheirWaysAtOnceAndEachAnswerCountsAtOnce() {
        hall.away("daan");
        var code = hall.smoke("Haarlem, zaal 2");

        assertThat(hall.asked("anouk")).containsExactly("mail", "sms", "call");
        assertThat(hall.asked("chaima")).containsExactly("mail", "sms", "call");
        assertThat(hall.asked("emma")).as("works elsewhere").isEmpty();
        assertThat(hall.asked("daan")).as("on leave").isEmpty();
        assertThat(hall.posts("sms", "chaima").get(0).text())
                .contains("BEN JE VEILIG?", "Rook in de machinekamer", "Haarlem, zaal 2", "VEILIG of HULP", "/r/")
                .doesNotContain("+31");
        assertThat(of("call", "chaima", "Wat er is: Rook in de machinekamer. Waar: Haarlem, zaal 2"))
                .hasSize(1);
        assertThat(hall.questions("chaima"))
                .allMatch(mail -> mail.text().contains("Wat er is: Rook in de machinekamer"));
        assertThat(peopleFirst.mayRestore(code)).isFalse();

        var link = hall.link("anouk");
        assertThat(hall.opens(link).body())
                .contains("Rook in de machinekamer", "Ik ben veilig", "Ik heb hulp nodig", "112");
        assertThat(hall.safety("anouk")).as("a scanner opens links").isEqualTo("NO_ANSWER");
        assertThat(hall.presses("anouk", "safe").body()).contains("Genoteerd: je bent veilig");
        hall.replies("bram", "Veilig!");
        hall.keys("chaima", "1");

        assertThat(rollCalls.figures(hall.last())).containsEntry(Safety.SAFE, 3).containsEntry(Safety.AWAY, 1);
        assertThat(peopleFirst.mayRestore(code)).isTrue();
        assertThat(hall.runs("roll-call")).isFalse();
        assertThat(scenario.tasks("UserTask_ConfirmSafe"))
                .as("goes away by itself")
                .isEmpty();
        assertThat(scenario.tasks("UserTask_TakeLead")).hasSize(1);
        assertThat(hall.kinds(code))
                .contains("roll-call.begun", "roll-call.asked", "roll-call.ended", "safety.confirmed");
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("Iedereen is terecht"));
        assertThat(scenario.mailsTo("emma@waddenhost.example"))
                .noneMatch(mail -> mail.subject().contains("terecht"));
        hall.passes(Duration.ofMinutes(30));
        assertThat(hall.asked("anouk")).as("not asked again").hasSize(3);
    }

    @Test
    void whoNeedsHelpIsTheMostUrgentTaskAndHoldsUpTheRepair() {
        hall.officer("bram");
        var code = hall.smoke("Haarlem");
        hall.replies("chaima", "HULP ik zit vast in de lift");

        var task = scenario.task("UserTask_Help");
        assertThat(task.getPriority()).isEqualTo(100);
        assertThat(scenario.taskService().getVariables(task.getId()).toString())
                .contains("Chaima El Amrani", "Haarlem")
                .doesNotContain(
                        "lift", Hall.phone("chaima"), Hall.phone("chaima").substring(3));
        assertThat(hall.posts("sms", "bram"))
                .anyMatch(post -> post.text().contains("Chaima El Amrani (Haarlem) heeft hulp nodig"));
        assertThat(hall.posts("sms", "chaima")).anyMatch(post -> post.text().contains("je hebt HULP nodig"));
        assertThat(rollCalls.people(hall.last()).get(0).note()).contains("lift");

        hall.replies("anouk", "SAFE");
        hall.replies("bram", "ik ben veilig");
        hall.replies("daan", "yes");
        assertThat(hall.safety("daan")).as("said yes to what?").isEqualTo("NO_ANSWER");
        assertThat(hall.posts("sms", "daan"))
                .anyMatch(post -> post.text().contains("We do not understand your answer"));
        hall.replies("daan", "No");
        assertThat(hall.safety("daan")).as("who is asked whether they are safe").isEqualTo("NEEDS_HELP");
        hall.replies("daan", "Safe now");
        hall.replies("daan", "I am not safe");
        assertThat(hall.safety("daan")).as("in doubt it is a call for help").isEqualTo("NEEDS_HELP");
        hall.replies("daan", "safe");
        assertThat(scenario.tasks("UserTask_Help"))
                .as("they said so themselves")
                .hasSize(1);
        assertThat(peopleFirst.mayRestore(code)).isFalse();
        assertThat(hall.runs("roll-call")).isTrue();

        hall.passes(Duration.ofMinutes(5));
        assertThat(of("call", "bram", "Er gaat nog niemand")).hasSize(1);
        assertThat(of("call", "marijke", "hulp nodig")).isEmpty();
        hall.passes(Duration.ofMinutes(5));
        assertThat(of("call", "marijke", "Er gaat nog niemand")).hasSize(1);
        hall.passes(Duration.ofMinutes(5));
        scenario.complete("bram", "UserTask_Help", Map.of("helped", "safe"));
        scenario.deliver();
        assertThat(hall.safety("chaima")).isEqualTo("HELPED");
        assertThat(peopleFirst.mayRestore(code)).isTrue();
        assertThat(hall.runs("roll-call")).isFalse();

        hall.presses("chaima", "help");
        assertThat(scenario.tasks("UserTask_Help")).as("also when it is over").hasSize(1);
        assertThat(peopleFirst.mayRestore(code)).isFalse();
    }

    @Test
    void theTeamGathersAndDecidesWhilePeopleAreNotAccountedForAndOnlyRestoringWaits() {
        var code = hall.smoke("Haarlem");
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).hasSize(1);
        scenario.complete("marijke", "UserTask_TakeLead", Map.of("verdict", "real", "mostCustomers", "yes"));
        scenario.deliver();

        assertThat(peopleFirst.mayRestore(code)).isFalse();
        assertThat(hall.runs("assess-impact")).as("severity").isTrue();
        assertThat(scenario.tasks("UserTask_OpenTeamChannels"))
                .as("where the team meets")
                .hasSize(1);
        scenario.runtime()
                .createProcessInstanceByKey("resolve-incident")
                .businessKey(code.value())
                .setVariables(Map.of("incident", code.value()))
                .startBeforeActivity("CallActivity_PeopleFirst")
                .execute();
        assertThat(scenario.tasks("UserTask_ApplyRemedy")).as("people first").isEmpty();

        for (var person : new String[] {"anouk", "bram", "chaima", "daan"}) {
            assertThat(scenario.tasks("UserTask_ApplyRemedy")).isEmpty();
            hall.replies(person, "veilig");
        }
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).isEmpty();
        assertThat(scenario.tasks("UserTask_ApplyRemedy")).hasSize(1);
    }

    @Test
    void aRemedyThatWasOpenAlreadyIsNotDoneBeforePeopleAreSafeUnlessWhoLeadsLetsIt(@Autowired JdbcClient jdbc) {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);
        for (var way : List.of(
                Map.entry("resolve-incident", "UserTask_ApplyRemedy"),
                Map.entry("restore-service", "UserTask_ChooseRestore"))) {
            scenario.runtime()
                    .createProcessInstanceByKey(way.getKey())
                    .businessKey(code.value())
                    .setVariables(Map.of("incident", code.value()))
                    .startBeforeActivity(way.getValue())
                    .execute();
        }
        var remedy = Map.<String, Object>of("remedy", "RESTART", "remedyDone", "Restarted the core switch");
        hall.starts("joost", "roll-call", Map.of("what", "Gaslucht", "place", "Haarlem", "code", code.value()));

        assertThat(scenario.tasks("UserTask_ConfirmSafe"))
                .as("a way to let it begin")
                .hasSize(1);
        assertThatThrownBy(() -> scenario.complete("bram", "UserTask_ApplyRemedy", remedy))
                .hasStackTraceContaining("People come first (roll call " + hall.last() + ": 4 without an answer)")
                .hasStackTraceContaining("Confirm all are safe");
        assertThatThrownBy(() -> scenario.complete(
                        "bram", "UserTask_ChooseRestore", Map.of("restoreWay", "restore", "restorePlan", "Mail first")))
                .hasStackTraceContaining("People come first");
        var services = Map.<String, Object>of("safe", "services", "how", "The fire brigade looks for them");
        assertThatThrownBy(() -> scenario.complete("bram", "UserTask_ConfirmSafe", services))
                .hasStackTraceContaining("lets work begin before");
        scenario.complete("anouk", "UserTask_ConfirmSafe", services);
        scenario.complete("bram", "UserTask_ApplyRemedy", remedy);
        assertThat(hall.kinds(code)).contains("roll-call.overridden");
        assertThat(hall.runs("confirm-safety")).isFalse();

        hall.starts("joost", "roll-call", Map.of("what", "Rook", "place", "Zwolle", "code", code.value()));
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).hasSize(1);
        for (var person : List.of("emma", "farid", "kehinde", "marijke")) {
            hall.replies(person, "veilig");
        }
        assertThatThrownBy(() -> scenario.complete(
                        "bram", "UserTask_ChooseRestore", Map.of("restoreWay", "restore", "restorePlan", "Mail first")))
                .hasStackTraceContaining("1 without an answer");
        hall.replies("joost", "veilig");
        assertThat(scenario.tasks("UserTask_ConfirmSafe"))
                .as("goes away by itself")
                .isEmpty();
        assertThat(peopleFirst.mayRestore(code)).isTrue();

        var first = rollCalls.of(code).get(0).id();
        hall.starts("joost", "roll-call", Map.of("what", "Rook", "place", "Zwolle", "code", code.value()));
        scenario.complete("anouk", "UserTask_ConfirmSafe", Map.of("safe", "false", "how", "Toast."));
        assertThat(rollCalls.get(hall.last()).reason()).isEqualTo("Toast.");
        assertThat(rollCalls.get(first).endedAt()).as("runs as well").isNull();
        assertThat(rollCalls.get(first).reason())
                .as("the reason of this list")
                .isEqualTo("The fire brigade looks for them");
        assertThat(rollCalls.get(first).calledOff()).isFalse();
        assertThat(rollCalls.figures(first)).containsEntry(Safety.NO_ANSWER, 4);
        assertThat(hall.kinds(code)).filteredOn("roll-call.overridden"::equals).hasSize(2);
    }

    @Test
    void whoIsToldThatSomebodyNeedsHelpMayDoItAndHearsOnceWhenItIsNotNeededAnyMore(
            @Autowired JdbcClient jdbc, @Autowired CallHelp callHelp) {
        hall.officer("joost");
        jdbc.sql("update draaiboek.contact set landline = '+31201234567' where person = 'joost'")
                .update();
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));
        assertThat(of("sms", "emma", "Je veiligheidsronde is begonnen"))
                .as("where the list is")
                .singleElement()
                .satisfies(post -> assertThat(post.text()).contains("/roll-calls/" + hall.last()));
        assertThat(of("sms", "farid", "veiligheidsronde is begonnen")).isEmpty();
        hall.replies("farid", "HULP");

        assertThat(of("call", "joost", "heeft hulp nodig"))
                .as("mobile and landline")
                .hasSize(2);
        assertThat(of("sms", "joost", "heeft hulp nodig")).hasSize(1);
        assertThat(of("sms", "marijke", "heeft hulp nodig"))
                .as("there is an officer")
                .isEmpty();
        var help = scenario.task("UserTask_Help");
        assertThat(scenario.taskService().getIdentityLinksForTask(help.getId()))
                .extracting(org.camunda.bpm.engine.task.IdentityLink::getUserId)
                .contains("joost", "emma")
                .doesNotContain("farid", "kehinde", "daan");
        assertThat(callHelp.toldOfAny(hall.last(), "joost"))
                .as("may see the page")
                .isTrue();
        assertThat(callHelp.toldOfAny(hall.last(), "kehinde")).isFalse();
        scenario.claim("joost", "UserTask_Help");

        hall.passes(Duration.ofMinutes(2));
        hall.passes(Duration.ofMinutes(5));
        assertThat(of("call", "joost", "Er gaat nog niemand")).as("he goes").isEmpty();
        assertThat(hall.posts("sms", "marijke"))
                .anyMatch(post -> post.text().contains("Hulp nodig: 1: Farid")
                        && post.text().contains("(Zwolle)"));
        assertThat(of("sms", "joost", "Je hoeft niet te gaan")).isEmpty();
        hall.replies("farid", "veilig");
        hall.replies("farid", "veilig");
        assertThat(of("call", "joost", "Je hoeft niet te gaan")).hasSize(2);
        assertThat(of("sms", "joost", "Je hoeft niet te gaan")).hasSize(1);
        assertThat(of("sms", "marijke", "Je hoeft niet te gaan")).hasSize(1);
        assertThat(of("call", "marijke", "Je hoeft niet te gaan"))
                .as("was not rung")
                .isEmpty();
        assertThat(of("sms", "kehinde", "Je hoeft niet te gaan")).isEmpty();
        assertThat(scenario.tasks("UserTask_Help")).isEmpty();

        hall.replies("farid", "HULP");
        scenario.complete("joost", "UserTask_Help", Map.of("helped", "safe"));
        scenario.deliver();
        assertThat(hall.safety("farid")).isEqualTo("HELPED");
        assertThat(of("sms", "joost", "Je hoeft niet te gaan"))
                .as("who did it knows")
                .hasSize(1);
    }

    @Test
    void aCallForHelpThatStillWaitsIsWithdrawnAndTheOthersHearWhoGoes() {
        hall.officer("joost");
        hall.officer("kehinde");
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));
        scenario.channelDown("sms", true);
        hall.replies("farid", "HULP");
        hall.replies("farid", "veilig");
        scenario.channelDown("sms", false);
        hall.passes(Duration.ofMinutes(1));
        assertThat(of("sms", "joost", "heeft hulp nodig"))
                .as("he is safe by now")
                .isEmpty();
        assertThat(of("sms", "joost", "Je hoeft niet te gaan"))
                .as("was never told to")
                .isEmpty();
        assertThat(of("call", "joost", "Je hoeft niet te gaan"))
                .as("the call had been made")
                .hasSize(1);

        hall.replies("farid", "HULP");
        assertThat(of("sms", "joost", "heeft hulp nodig")).hasSize(1);
        scenario.claim("joost", "UserTask_Help");
        scenario.deliver();
        assertThat(of("sms", "kehinde", "goes to Farid")).hasSize(1);
        assertThat(of("sms", "joost", "gaat naar Farid")).as("knows").isEmpty();
        assertThat(of("call", "kehinde", "goes to Farid")).as("needs no call").isEmpty();
        assertThat(rollCalls.entries(hall.last()))
                .filteredOn(entry -> entry.kind().equals("roll-call.help-goes"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("joost"));
    }

    @Test
    void anAnswerCountsInEveryRollCallThatAsksThisPersonAndWhoNeedsHelpIsOneTask(@Autowired CallHelp callHelp) {
        hall.officer("joost");
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));
        var byHand = hall.last();
        hall.smoke("Zwolle");
        var ofPlan = hall.last();
        assertThat(ofPlan).isNotEqualTo(byHand);

        hall.presses("farid", "safe");
        hall.keys("kehinde", "1");
        hall.replies("emma", "veilig");
        for (var rollCall : List.of(byHand, ofPlan)) {
            assertThat(in(rollCall, "farid")).as("by link, in " + rollCall).isEqualTo(Safety.SAFE);
            assertThat(in(rollCall, "kehinde")).as("by key").isEqualTo(Safety.SAFE);
            assertThat(in(rollCall, "emma")).as("by SMS").isEqualTo(Safety.SAFE);
            assertThat(in(rollCall, "marijke")).as("said nothing").isEqualTo(Safety.NO_ANSWER);
        }

        hall.presses("marijke", "help");
        for (var rollCall : List.of(byHand, ofPlan)) {
            assertThat(in(rollCall, "marijke")).isEqualTo(Safety.NEEDS_HELP);
        }
        assertThat(scenario.tasks("UserTask_Help")).as("one task").hasSize(1);
        assertThat(of("call", "joost", "heeft hulp nodig"))
                .as("one set of calls")
                .hasSize(1);
        hall.replies("joost", "ja");
        for (var rollCall : List.of(byHand, ofPlan)) {
            assertThat(callHelp.going(rollCalls.asked(rollCall, "marijke").orElseThrow()))
                    .as("on either list")
                    .contains("joost");
        }
        scenario.complete("joost", "UserTask_Help", Map.of("helped", "safe"));
        for (var rollCall : List.of(byHand, ofPlan)) {
            assertThat(in(rollCall, "marijke")).isEqualTo(Safety.HELPED);
        }

        hall.passes(Duration.ofMinutes(3));
        assertThat(hall.asked("farid")).as("asked by both, and never again").hasSize(6);
        hall.passes(Duration.ofMinutes(5));
        assertThat(scenario.tasks("UserTask_FindOut"))
                .as("Joost alone, in either")
                .hasSize(2);
        hall.presses("joost", "safe");
        assertThat(scenario.tasks("UserTask_FindOut")).isEmpty();
        assertThat(hall.runs("roll-call")).isFalse();
        assertThat(hall.runs("find-person")).isFalse();
        assertThat(hall.runs("help-person")).isFalse();
        assertThat(of("sms", "joost", "Je hoeft niet te gaan")).isEmpty();
    }

    @Test
    void whatAFinderSaysCountsInEveryRollCallThatAsksThisPerson() {
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));
        var byHand = hall.last();
        hall.smoke("Zwolle");
        for (var person : List.of("emma", "kehinde", "marijke", "joost")) {
            hall.presses(person, "safe");
        }
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        var finder = scenario.tasks("UserTask_FindOut").get(0).getAssignee();
        assertThat(scenario.tasks("UserTask_FindOut")).hasSize(2);
        scenario.taskService()
                .complete(scenario.tasks("UserTask_FindOut").get(0).getId(), Map.of("found", "help"));
        scenario.deliver();
        assertThat(in(byHand, "farid")).isEqualTo(Safety.NEEDS_HELP);
        assertThat(in(hall.last(), "farid")).isEqualTo(Safety.NEEDS_HELP);
        assertThat(scenario.tasks("UserTask_FindOut")).as(finder).isEmpty();
        assertThat(scenario.tasks("UserTask_Help")).hasSize(1);
    }

    @Test
    void whoCallsTheRollWhereItIsBeingCalledJoinsItAndNobodyIsAskedTwice() {
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));
        var first = hall.last();
        hall.starts("joost", "roll-call", Map.of("what", "Het stinkt", "place", "in zwolle"));

        assertThat(hall.last()).isEqualTo(first);
        assertThat(hall.asked("farid")).as("once").hasSize(3);
        assertThat(of("sms", "joost", "Er loopt al een veiligheidsronde voor Zwolle (Gaslucht)"))
                .singleElement()
                .satisfies(post -> assertThat(post.text()).contains("/roll-calls/" + first));
        assertThat(of("sms", "joost", "Je veiligheidsronde is begonnen")).isEmpty();
        assertThat(rollCalls.joined(first, "joost")).as("may see the list").isTrue();
        assertThat(rollCalls.joined(first, "farid")).isFalse();
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("roll-call")
                        .count())
                .isEqualTo(1);

        hall.starts("joost", "roll-call", Map.of("what", "Rook", "place", "Haarlem"));
        assertThat(hall.last()).as("another place").isNotEqualTo(first);
        var code = hall.smoke("Zwolle");
        var ofPlan = hall.last();
        assertThat(rollCalls.get(ofPlan).incident()).as("one of its own").isEqualTo(code);
        hall.starts("kehinde", "roll-call", Map.of("what", "Rook", "place", "Zwolle", "code", code.value()));
        assertThat(hall.last()).isEqualTo(ofPlan);
        assertThat(hall.kinds(code)).filteredOn("roll-call.joined"::equals).hasSize(1);

        hall.starts("joost", "roll-call", Map.of("what", "Brand", "place", ""));
        assertThat(hall.last()).as("everyone is more than these").isGreaterThan(ofPlan);
        var everyone = hall.last();
        hall.starts("emma", "roll-call", Map.of("what", "Brand", "place", "Haarlem"));
        assertThat(hall.last()).as("everyone is asked").isEqualTo(everyone);
        hall.passes(Duration.ofMinutes(31));
        hall.starts("emma", "roll-call", Map.of("what", "Weer gas", "place", "Zwolle"));
        assertThat(hall.last()).as("long after: anew").isGreaterThan(everyone);
    }

    @Test
    void whileSomebodyIsInDoubtOnlyWhoLeadsSaysThatAllAreSafeAndNobodyWhoIsInNeedDoes() {
        var code = hall.smoke("Haarlem");
        hall.presses("chaima", "safe");
        hall.presses("daan", "help");
        var yes = Map.<String, Object>of("safe", "yes", "how", "Iedereen staat buiten");
        hall.refused(
                "bram",
                "UserTask_ConfirmSafe",
                yes,
                "Daan Bakker needs help, Anouk de Vries and Bram Jansen did not answer: have it said on the list");
        hall.presses("bram", "help");
        hall.refused("bram", "UserTask_ConfirmSafe", yes, "You need help yourself");
        hall.presses("anouk", "help");
        hall.refused("anouk", "UserTask_ConfirmSafe", yes, "You need help yourself");
        assertThat(hall.kinds(code)).doesNotContain("safety.confirmed", "roll-call.overridden");
        assertThat(peopleFirst.mayRestore(code)).isFalse();

        scenario.complete("marijke", "UserTask_ConfirmSafe", yes);
        assertThat(hall.kinds(code)).contains("safety.confirmed", "roll-call.overridden");
        assertThat(hall.safety("daan")).as("still does").isEqualTo("NEEDS_HELP");
    }

    @Test
    void managersHearOnceHowManyAreStillLookedForAndNotOnceForEach() {
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Haarlem"));
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        assertThat(scenario.tasks("UserTask_FindOut")).hasSize(4);
        hall.passes(Duration.ofMinutes(15));
        assertThat(of("sms", "marijke", "Nog niets bekend: 4")).hasSize(1);
        assertThat(rollCalls.entries(hall.last()))
                .filteredOn(entry -> entry.kind().equals("roll-call.still-open"))
                .hasSize(1);
        hall.passes(Duration.ofMinutes(15));
        assertThat(of("sms", "marijke", "Nog niets bekend: 4"))
                .as("and again later")
                .hasSize(2);
    }

    private Safety in(long rollCall, String person) {
        return rollCalls.asked(rollCall, person).orElseThrow().safety();
    }

    private List<nl.draaiboek.support.Post> of(String channel, String person, String words) {
        return hall.posts(channel, person).stream()
                .filter(post -> post.text().contains(words))
                .toList();
    }

    @Test
    void whoIsSilentIsAskedOnceMoreAndThenLookedForBySomebodyByName() {
        hall.officer("bram");
        var code = hall.smoke("Haarlem");
        hall.presses("bram", "safe");
        hall.presses("daan", "safe");
        hall.passes(Duration.ofMinutes(3).minusSeconds(1));
        assertThat(hall.asked("anouk")).hasSize(3);
        hall.passes(Duration.ofSeconds(1));
        assertThat(hall.asked("anouk")).hasSize(6);
        assertThat(hall.asked("bram")).as("has answered").hasSize(3);
        assertThat(hall.questions("anouk").get(1).text())
                .contains("we hebben nog geen antwoord van je. Ben je veilig?")
                .doesNotContain("ben je veilig");
        assertThat(peopleFirst.mayRestore(code)).isFalse();

        hall.passes(Duration.ofMinutes(5));
        assertThat(scenario.tasks("UserTask_FindOut"))
                .hasSize(2)
                .allMatch(task -> "bram".equals(task.getAssignee()) && task.getPriority() == 100);
        assertThat(hall.posts("sms", "bram")).anyMatch(post -> post.text().contains("2 collega"));
        assertThat(peopleFirst.mayRestore(code))
                .as("they are passed on to somebody")
                .isTrue();
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).isEmpty();
        assertThat(hall.runs("roll-call")).as("they are not found yet").isTrue();

        hall.presses("anouk", "safe");
        var task = scenario.task("UserTask_FindOut");
        hall.passes(Duration.ofMinutes(15));
        hall.passes(Duration.ofMinutes(15));
        assertThat(hall.posts("sms", "marijke")).anyMatch(post -> post.text().contains("Nog niets bekend: 1"));
        assertThat(scenario.taskService().getVariables(task.getId()).toString()).doesNotContain(Hall.phone("chaima"));
        assertThatThrownBy(() -> scenario.complete("bram", "UserTask_FindOut", Map.of()))
                .hasMessageContaining("found");
        scenario.complete("bram", "UserTask_FindOut", Map.of("found", "help"));
        assertThat(peopleFirst.mayRestore(code)).isFalse();
        scenario.complete("bram", "UserTask_Help", Map.of("helped", "services"));
        assertThat(hall.runs("roll-call")).isFalse();
        assertThat(rollCalls.figures(hall.last())).containsEntry(Safety.SAFE, 3).containsEntry(Safety.HELPED, 1);
        assertThat(hall.asked("chaima")).as("asked twice, and no more").hasSize(6);
    }

    @Test
    void anyEmployeeCallsTheRollAlsoWithoutAnIncident() {
        assertThatThrownBy(() -> hall.starts("joost", "roll-call", Map.of("place", "Haarlem")))
                .hasStackTraceContaining("everyone who is asked reads it");
        assertThatThrownBy(() -> hall.starts("joost", "roll-call", Map.of("what", "Gas", "code", "INC-2026-0999")))
                .hasStackTraceContaining("There is no incident");
        hall.starts("joost", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));

        assertThat(hall.asked("emma")).containsExactly("mail", "sms", "call");
        assertThat(hall.asked("anouk")).isEmpty();
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        assertThat(scenario.tasks("UserTask_FindOut")).hasSize(5);
        for (var person : new String[] {"emma", "farid", "kehinde", "marijke", "joost"}) {
            hall.presses(person, "safe");
        }
        assertThat(hall.runs("roll-call")).isFalse();
        assertThat(hall.runs("find-person")).isFalse();
        assertThat(rollCalls.entries(hall.last()))
                .extracting(WhatHappened.Entry::kind)
                .contains("roll-call.ended");
    }

    @Test
    void whoHasNoWayAtAllIsLookedForAtOnceAndAPlaceThatNobodyKnowsAsksEveryone() {
        scenario.runtime();
        hall.nobodyReaches("daan");
        hall.smoke("bij de buren");
        assertThat(hall.asked("emma")).hasSize(3);
        assertThat(hall.safety("daan")).isEqualTo("PASSED_ON");
        assertThat(scenario.tasks("UserTask_FindOut")).hasSize(1);

        for (var person : new String[] {"anouk", "bram", "chaima", "emma", "farid", "kehinde", "marijke"}) {
            hall.presses(person, "safe");
        }
        hall.passes(Duration.ofMinutes(3));
        hall.presses("joost", "safe");
        scenario.complete("anouk", "UserTask_FindOut", Map.of("found", "not-found"));
        scenario.deliver();
        assertThat(hall.runs("roll-call")).isFalse();
        assertThat(scenario.mailsTo("emma@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("De veiligheidsronde is voorbij"))
                .noneMatch(mail -> mail.subject().contains("terecht"));
    }

    @Test
    void anIncidentManagerLetsWorkBeginWithAReasonAndCallsOffAFalseAlarm() {
        var code = hall.smoke("Haarlem");
        hall.presses("chaima", "help");
        assertThat(hall.posts("sms", "marijke"))
                .as("at once, for there is no officer")
                .anyMatch(post -> post.text().contains("Chaima El Amrani (Haarlem) heeft hulp nodig"));
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        assertThat(scenario.tasks("UserTask_FindOut"))
                .as("the others are passed on")
                .isNotEmpty();
        assertThatThrownBy(() -> scenario.complete(
                        "bram", "UserTask_ConfirmSafe", Map.of("safe", "services", "how", "Brandweer zoekt.")))
                .hasStackTraceContaining("lets work begin before");
        scenario.taskService().setAssignee(scenario.task("UserTask_ConfirmSafe").getId(), null);
        scenario.complete("anouk", "UserTask_ConfirmSafe", Map.of("safe", "services", "how", "Brandweer zoekt."));
        assertThat(peopleFirst.mayRestore(code)).isTrue();
        assertThat(hall.kinds(code)).contains("roll-call.overridden");
        assertThat(hall.runs("roll-call")).as("people are still asked").isTrue();
        assertThat(scenario.tasks("UserTask_Help")).hasSize(1);

        hall.passes(Duration.ofMinutes(1));
        hall.presses("anouk", "safe");
        hall.presses("bram", "help");
        assertThat(peopleFirst.mayRestore(code))
                .as("nobody decided anything of him")
                .isFalse();
        scenario.complete("anouk", "UserTask_ConfirmSafe", Map.of("safe", "services", "how", "Naar hem ook."));
        assertThat(peopleFirst.mayRestore(code)).isTrue();

        var second = hall.smoke("Zwolle");
        scenario.complete("anouk", "UserTask_ConfirmSafe", Map.of("safe", "false", "how", "Toast."));
        scenario.deliver();
        assertThat(hall.safety("emma")).isEqualTo("CALLED_OFF");
        assertThat(peopleFirst.mayRestore(second)).isTrue();
        assertThat(scenario.mailsTo("emma@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("Loos alarm"));
        hall.passes(Duration.ofMinutes(10));
        assertThat(hall.asked("emma")).hasSize(3);
    }
}
