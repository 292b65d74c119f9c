package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** whoever is called because somebody needs help answers by a key or an SMS, and everyone concerned knows who goes. */
@ScenarioTest
class HelpCallTests {

    private static final String TASK = "UserTask_Help";

    @Autowired
    Scenario scenario;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    CallHelp callHelp;

    private Hall hall;

    /** Gas in Zwolle, where Joost and Kehinde are the officers; Emma called the roll. */
    @BeforeEach
    void hall(@Autowired AutowireCapableBeanFactory beans) {
        hall = beans.createBean(Hall.class);
        for (var person : new String[] {"emma", "farid", "kehinde", "marijke", "joost"}) {
            hall.works(person, "Zwolle");
        }
        for (var person : new String[] {"anouk", "bram", "chaima", "daan"}) {
            hall.works(person, "Haarlem");
        }
        hall.officer("joost");
        hall.officer("kehinde");
        hall.starts("emma", "roll-call", Map.of("what", "Gaslucht", "place", "Zwolle"));
    }

    @Test
    void whoPressesOneGoesAndTheOthersAndWhoIsInNeedKnow() {
        hall.presses("farid", "help");
        assertThat(hall.opens(hall.link("farid")).body()).doesNotContain("gaat naar je toe");

        hall.keys("joost", "1");

        assertThat(scenario.task(TASK).getAssignee()).isEqualTo("joost");
        assertThat(going("farid")).isEqualTo("joost");
        assertThat(of("sms", "joost", "Genoteerd: jij gaat naar Farid")).hasSize(1);
        assertThat(of("sms", "kehinde", "goes to Farid")).hasSize(1);
        assertThat(of("sms", "emma", "gaat naar Farid")).hasSize(1);
        assertThat(of("sms", "joost", "Joost Smit gaat naar")).as("knows").isEmpty();
        assertThat(hall.opens(hall.link("farid")).body()).contains("Joost Smit gaat naar je toe");

        hall.keys("joost", "1");
        assertThat(kinds("roll-call.help-goes")).as("once").isEqualTo(1);
        hall.keys("kehinde", "1");
        assertThat(scenario.task(TASK).getAssignee()).as("is Joost's").isEqualTo("joost");
        assertThat(of("sms", "kehinde", "Joost Smit goes to Farid Yilmaz (Zwolle) already"))
                .hasSize(1);
        hall.replies("farid", "veilig");
        assertThat(of("call", "joost", "Je hoeft niet te gaan"))
                .as("only tells")
                .singleElement()
                .satisfies(post -> assertThat(post.text()).doesNotContain("Toets"));
    }

    @Test
    void whoCannotLeavesItToTheOthersAndManagersAreCalledWhenNobodyOfThemCan() {
        hall.presses("farid", "help");
        assertThat(of("call", "joost", "heeft hulp nodig"))
                .as("nothing was said")
                .singleElement()
                .satisfies(post ->
                        assertThat(post.text()).doesNotContain("mail en sms").doesNotContain("om te bevestigen"));

        hall.keys("joost", "2");
        assertThat(of("sms", "joost", "jij kunt niet naar Farid")).hasSize(1);
        assertThat(scenario.task(TASK).getAssignee()).isNull();
        hall.replies("kehinde", "PASS");
        assertThat(of("sms", "kehinde", "you cannot go to Farid")).hasSize(1);
        assertThat(of("call", "marijke", "heeft hulp nodig")).as("Emma may go").isEmpty();
        hall.replies("emma", "nee");
        assertThat(hall.safety("emma")).as("a no to the last question").isEqualTo("NO_ANSWER");
        assertThat(of("call", "marijke", "Niemand van wie gebeld is kan gaan")).hasSize(1);
        assertThat(of("call", "joost", "Niemand van wie gebeld is")).isEmpty();

        hall.replies("marijke", "ja");
        assertThat(scenario.task(TASK).getAssignee()).isEqualTo("marijke");
        assertThat(hall.safety("marijke")).as("says nothing of herself").isEqualTo("NO_ANSWER");
        assertThat(of("sms", "marijke", "BEN JE VEILIG? Antwoord met één woord"))
                .isEmpty();

        hall.replies("marijke", "nee");
        assertThat(scenario.task(TASK).getAssignee()).isNull();
        assertThat(callHelp.going(asked("farid"))).isEmpty();
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .filteredOn(mail -> mail.text().contains("Niemand van wie gebeld is kan gaan"))
                .as("nobody is left, and she reads it")
                .isNotEmpty();
    }

    @Test
    void aNameInTheAnswerSaysToWhomTheyGo() {
        hall.presses("farid", "help");
        hall.passes(Duration.ofSeconds(10));
        hall.presses("kehinde", "help");

        hall.replies("joost", "JA Farid");
        assertThat(going("farid")).isEqualTo("joost");
        assertThat(callHelp.going(asked("kehinde"))).isEmpty();
        hall.replies("joost", "ik ga ook naar Kehinde Oyelaran");
        assertThat(going("kehinde")).isEqualTo("joost");
        hall.replies("joost", "nee farid, lukt niet");
        assertThat(callHelp.going(asked("farid"))).isEmpty();
        assertThat(going("kehinde")).as("still").isEqualTo("joost");
    }

    @Test
    void whoGivesTheTaskBackIsNotExpectedAnyMoreAndTheOthersAreCalledAnew() {
        hall.presses("farid", "help");
        hall.replies("joost", "JA");
        assertThat(going("farid")).isEqualTo("joost");

        scenario.taskService().setAssignee(scenario.task(TASK).getId(), null);
        scenario.deliver();

        assertThat(callHelp.going(asked("farid"))).isEmpty();
        assertThat(of("call", "kehinde", "cannot go after all")).hasSize(1);
        assertThat(of("call", "joost", "kan toch niet")).isEmpty();
        hall.keys("kehinde", "1");
        assertThat(scenario.task(TASK).getAssignee()).isEqualTo("kehinde");
    }

    @Test
    void whatSomebodyInNeedSaysReachesWhoWasCalledAtOnceAndAfterwards() {
        hall.replies("farid", "HULP tweede verdieping, gang B");
        assertThat(of("call", "joost", "Gezegd is: HULP tweede verdieping, gang B"))
                .hasSize(1);
        assertThat(of("sms", "joost", "Gezegd is: HULP tweede verdieping, gang B"))
                .hasSize(1);
        hall.keys("joost", "1");

        hall.replies("farid", "Bij de lift");

        assertThat(of("sms", "joost", "die hulp nodig heeft, zegt: Bij de lift"))
                .hasSize(1);
        assertThat(of("sms", "kehinde", "says: Bij de lift")).hasSize(1);
        assertThat(scenario.mailsTo("joost@waddenhost.example"))
                .anyMatch(mail -> mail.text().contains("zegt: Bij de lift"));
        assertThat(of("sms", "marijke", "Bij de lift")).as("was not called").isEmpty();
        hall.replies("farid", "Bij de lift");
        assertThat(of("sms", "joost", "zegt: Bij de lift")).as("once").hasSize(1);
    }

    @Test
    void whoSaysThatSomebodyNeedsHelpIsNotCalledForIt() {
        for (var person : List.of("emma", "kehinde", "marijke", "joost")) {
            hall.presses(person, "safe");
        }
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        var finder = scenario.task("UserTask_FindOut").getAssignee();
        scenario.complete(finder, "UserTask_FindOut", Map.of("found", "help"));
        scenario.deliver();

        assertThat(hall.safety("farid")).isEqualTo("NEEDS_HELP");
        assertThat(of("call", finder, "hulp nodig")).isEmpty();
        assertThat(of("sms", finder, "hulp nodig")).isEmpty();
        assertThat(of("call", finder, "needs help")).isEmpty();
        var other = finder.equals("joost") ? "kehinde" : "joost";
        assertThat(hall.posts("call", other)).anyMatch(post -> post.text().matches("(?s).*(hulp nodig|needs help).*"));
        assertThat(scenario.taskService()
                        .getIdentityLinksForTask(scenario.task(TASK).getId()))
                .extracting(org.camunda.bpm.engine.task.IdentityLink::getUserId)
                .as("but may do it")
                .contains(finder);
    }

    @Test
    void whoAnswersAfterTheyWereNotFoundIsSearchedNoMore() {
        for (var person : List.of("emma", "kehinde", "marijke", "joost")) {
            hall.presses(person, "safe");
        }
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        var finder = scenario.task("UserTask_FindOut").getAssignee();
        scenario.complete(finder, "UserTask_FindOut", Map.of("found", "not-found"));
        hall.passes(Duration.ofMinutes(1));
        assertThat(rollCalls.get(hall.last()).endedAt()).as("is over").isNotNull();

        hall.replies("farid", "VEILIG");

        assertThat(hall.safety("farid")).isEqualTo("SAFE");
        assertThat(hall.posts("call", finder))
                .filteredOn(post -> post.text().matches("(?s).*(Bel ze nu|Call them now).*"))
                .as("told the emergency services")
                .hasSize(1);
        assertThat(of("sms", "marijke", "er hoeft niemand meer te zoeken")).hasSize(1);
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("Niet meer zoeken: Farid Yilmaz is veilig"));
        assertThat(of("call", "marijke", "niet gevonden")).as("reads it").isEmpty();
        assertThat(of("sms", "farid", "zoeken")).isEmpty();
        hall.replies("farid", "VEILIG");
        assertThat(of("sms", "marijke", "er hoeft niemand meer te zoeken"))
                .as("once")
                .hasSize(1);
    }

    @Test
    void asLongAsNobodyGoesMoreAndMoreAreCalledUntilSomebodyDoes() {
        for (var person : List.of("emma", "kehinde", "marijke", "joost")) {
            hall.presses(person, "safe");
        }
        hall.presses("farid", "help");
        hall.replies("kehinde", "nee");
        assertThat(of("call", "joost", "heeft hulp nodig")).hasSize(1);

        hall.passes(Duration.ofSeconds(119));
        assertThat(of("call", "joost", "heeft hulp nodig")).as("not yet").hasSize(1);
        hall.passes(Duration.ofSeconds(1));
        assertThat(of("call", "joost", "Er gaat nog niemand. Farid Yilmaz, Zwolle, heeft hulp nodig"))
                .hasSize(1);
        assertThat(of("call", "emma", "Er gaat nog niemand"))
                .as("called the roll")
                .hasSize(1);
        assertThat(of("call", "kehinde", "needs help")).as("cannot").hasSize(1);
        assertThat(of("call", "marijke", "hulp nodig")).as("the next rung").isEmpty();

        hall.passes(Duration.ofMinutes(2));
        assertThat(of("call", "marijke", "Er gaat nog niemand. Farid Yilmaz, Zwolle, heeft hulp nodig"))
                .hasSize(1);
        assertThat(of("sms", "marijke", "Er gaat nog niemand")).hasSize(1);
        assertThat(of("call", "joost", "Er gaat nog niemand")).hasSize(2);
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("HULP NODIG: Farid Yilmaz (Zwolle), nog niemand gaat"));
        hall.passes(Duration.ofMinutes(2));
        assertThat(of("call", "marijke", "Er gaat nog niemand"))
                .as("again and again")
                .hasSize(2);
        assertThat(of("call", "bram", "Er gaat nog niemand"))
                .as("works on incidents")
                .hasSize(2);
        assertThat(of("call", "kehinde", "needs help")).as("cannot").hasSize(1);
        assertThat(of("call", "chaima", "hulp nodig")).as("has no part in it").isEmpty();
        assertThat(of("call", "farid", "hulp nodig")).as("is the one").isEmpty();

        hall.keys("marijke", "1");
        assertThat(scenario.task(TASK).getAssignee()).isEqualTo("marijke");
        hall.passes(Duration.ofMinutes(2));
        hall.passes(Duration.ofMinutes(5));
        assertThat(of("call", "joost", "Er gaat nog niemand")).as("she goes").hasSize(3);
        assertThat(of("call", "marijke", "Er gaat nog niemand")).hasSize(2);
        assertThat(of("sms", "marijke", "Hulp nodig: 1: Farid Yilmaz (Zwolle). Nog niets bekend: 0"))
                .as("and is not done in time")
                .hasSize(1);

        scenario.taskService().setAssignee(scenario.task(TASK).getId(), null);
        scenario.deliver();
        assertThat(of("call", "joost", "kan toch niet gaan")).as("at once").hasSize(1);
        hall.passes(Duration.ofMinutes(5));
        assertThat(of("call", "joost", "Er gaat nog niemand"))
                .as("the ladder goes on")
                .hasSize(4);
        hall.replies("farid", "veilig");
        hall.passes(Duration.ofMinutes(2));
        hall.passes(Duration.ofMinutes(5));
        assertThat(of("call", "joost", "Er gaat nog niemand")).as("is safe").hasSize(4);
        assertThat(hall.runs("help-person")).isFalse();
    }

    @Test
    void whoIsSilentIsCalledAllTheSameAndWhoCannotIsNotCalledAgain() {
        hall.presses("emma", "safe");
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        assertThat(hall.safety("joost")).isEqualTo("PASSED_ON");
        assertThat(hall.safety("marijke")).isEqualTo("PASSED_ON");
        hall.replies("farid", "HULP");
        hall.replies("emma", "nee");
        assertThat(of("call", "marijke", "Niemand van wie gebeld is kan gaan"))
                .as("a manager, and silent")
                .hasSize(1);

        hall.passes(Duration.ofMinutes(2));
        assertThat(of("call", "joost", "Er gaat nog niemand"))
                .as("an officer, and silent")
                .hasSize(1);
        hall.passes(Duration.ofMinutes(2));
        for (var person : List.of("joost", "marijke", "anouk", "bram")) {
            assertThat(of("call", person, "Er gaat nog niemand")).as(person).isNotEmpty();
        }
        assertThat(of("call", "emma", "heeft hulp nodig")).as("said no").hasSize(1);
        assertThat(of("call", "chaima", "hulp nodig")).as("has no part in it").isEmpty();
        assertThat(of("call", "farid", "hulp nodig")).as("is the one").isEmpty();

        for (var person : List.of("joost", "kehinde", "marijke", "anouk", "bram", "daan")) {
            hall.replies(person, "nee");
        }
        var rung = hall.posts("call", "joost").size()
                + hall.posts("call", "marijke").size();
        hall.passes(Duration.ofMinutes(2));
        hall.passes(Duration.ofMinutes(2));
        assertThat(hall.posts("call", "joost").size()
                        + hall.posts("call", "marijke").size())
                .as("everyone said no")
                .isEqualTo(rung);
        assertThat(of("sms", "marijke", "Niemand van wie gebeld is kan gaan"))
                .as("but reads it")
                .hasSizeGreaterThan(1);
    }

    @Test
    void whoIsLookedForAndAnswersACallForHelpIsAskedWhetherTheyAreSafe() {
        hall.presses("emma", "safe");
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        hall.replies("farid", "HULP");
        hall.passes(Duration.ofMinutes(2));
        hall.passes(Duration.ofMinutes(2));
        hall.replies("joost", "JA");
        assertThat(going("farid")).isEqualTo("joost");
        assertThat(hall.safety("joost")).as("may not be safe").isEqualTo("PASSED_ON");
        assertThat(of("sms", "joost", "zei niet of je veilig bent: je wordt nog gezocht. BEN JE VEILIG?"))
                .hasSize(1);
        assertThat(rollCalls.heard(hall.last())).containsOnlyKeys("joost");
        hall.keys("kehinde", "1");
        assertThat(rollCalls.heard(hall.last())).containsOnlyKeys("joost", "kehinde");
        hall.replies("joost", "VEILIG");
        assertThat(hall.safety("joost")).isEqualTo("SAFE");
        assertThat(rollCalls.heard(hall.last())).containsOnlyKeys("kehinde");
        assertThat(of("sms", "emma", "zei niet of je veilig bent")).isEmpty();
        hall.replies("marijke", "Wat is er aan de hand?");
        assertThat(rollCalls.heard(hall.last())).containsOnlyKeys("kehinde", "marijke");
    }

    @Test
    void whoeverIsSafeThereIsCalledWhenNobodyElseGoes() {
        hall.starts("joost", "roll-call", Map.of("what", "Rook", "place", "Haarlem"));
        hall.replies("chaima", "veilig");
        hall.replies("daan", "HULP");
        assertThat(of("call", "chaima", "heeft hulp nodig")).isEmpty();
        hall.passes(Duration.ofMinutes(2));
        assertThat(of("call", "chaima", "heeft hulp nodig")).as("not yet").isEmpty();
        hall.passes(Duration.ofMinutes(2));
        assertThat(of("call", "chaima", "Er gaat nog niemand. Daan Bakker, Haarlem, heeft hulp nodig"))
                .as("is there, and safe")
                .hasSize(1);
        assertThat(of("call", "emma", "Daan Bakker")).as("is elsewhere").isEmpty();
        hall.replies("chaima", "ja");
        assertThat(scenario.task(TASK).getAssignee()).isEqualTo("chaima");
    }

    @Test
    void noTelephoneRingsTwiceInOneMinuteWhenTwoNeedHelpAndOneCallSaysItOfBoth() {
        hall.presses("joost", "safe");
        hall.presses("farid", "help");
        hall.passes(Duration.ofSeconds(30));
        hall.presses("emma", "help");
        hall.passes(Duration.ofSeconds(90));
        assertThat(of("call", "joost", "Farid Yilmaz, Zwolle, heeft hulp nodig. Ook nog niemand gaat naar: Emma"))
                .hasSize(1);
        var rung = hall.posts("call", "joost").size();
        hall.passes(Duration.ofSeconds(30));
        assertThat(hall.posts("call", "joost")).as("rang half a minute ago").hasSize(rung);
        assertThat(of("sms", "joost", "Er gaat nog niemand. Emma"))
                .as("reads it")
                .hasSize(1);
    }

    private Asked asked(String person) {
        return rollCalls.asked(hall.last(), person).orElseThrow();
    }

    private String going(String person) {
        return callHelp.going(asked(person)).orElse("");
    }

    private long kinds(String kind) {
        return rollCalls.entries(hall.last()).stream()
                .filter(entry -> entry.kind().equals(kind))
                .count();
    }

    private List<Post> of(String channel, String person, String words) {
        return hall.posts(channel, person).stream()
                .filter(post -> post.text().contains(words))
                .toList();
    }
}
