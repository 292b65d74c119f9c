package nl.draaiboek.response.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.people.ImportPeople;
import nl.draaiboek.people.KeepCalendars;
import nl.draaiboek.people.OnCall;
import nl.draaiboek.people.Schedule;
import nl.draaiboek.people.Swaps;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A swap of a shift counts once the other has said yes. */
@ScenarioTest
class SwapShiftTests {

    private static final Walked WALKED = new Walked();
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final String ANSWER = "UserTask_Answer";
    private static final String TAKE_BACK = "UserTask_TakeBack";

    @Autowired
    Scenario scenario;

    @Autowired
    KeepCalendars keepCalendars;

    @Autowired
    ImportPeople importPeople;

    @Autowired
    OnCall onCall;

    @Autowired
    Swaps swaps;

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    private LocalDate monday;

    @BeforeEach
    void schedules() {
        importPeople.run(Company.sheet("people.csv"), "admin");
        monday = LocalDate.ofInstant(scenario.clock().instant(), ZONE).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        keepCalendars.save(new Schedule("hosting", "Hosting", "Hosting", "network", "daan"));
        keepCalendars.take("hosting", 1, weeks("bram", "anouk"), "hosting.ics");
        keepCalendars.save(new Schedule("lead", "Leiding", "Lead", "incidentManagers", ""));
        keepCalendars.take("lead", 1, weeks("kehinde", "bram"), "lead.ics");
    }

    @AfterEach
    void note() {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(WALKED.missing("swap-shift")).isEmpty();
    }

    private String weeks(String first, String second) {
        return "BEGIN:VCALENDAR\r\n" + week(first, monday) + week(second, monday.plusWeeks(1)) + "END:VCALENDAR\r\n";
    }

    private static String week(String who, LocalDate from) {
        return "BEGIN:VEVENT\r\nUID:" + who + "\r\nSUMMARY:" + who + "\r\nDTSTART;VALUE=DATE:"
                + from.toString().replace("-", "")
                + "\r\nDURATION:P7D\r\nRRULE:FREQ=WEEKLY;INTERVAL=2\r\nEND:VEVENT\r\n";
    }

    private Instant noon(int day) {
        return monday.plusDays(day).atTime(12, 0).atZone(ZONE).toInstant();
    }

    private void ask(String who, String substitute, int from, int until, Map<String, Object> also) {
        var form = new HashMap<String, Object>(also);
        form.put("substitute", substitute);
        form.put("from", noon(from).atOffset(ZoneOffset.UTC).toString());
        form.put("until", noon(until).atOffset(ZoneOffset.UTC).toString());
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("swap-shift")
                .latestVersion()
                .singleResult();
        Company.act(identity, who);
        try {
            forms.submitStartForm(definition.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
        scenario.deliver();
    }

    private long mails(String person, String subject) {
        return scenario.mailsTo(person + "@waddenhost.example").stream()
                .filter(mail -> mail.subject().startsWith(subject))
                .count();
    }

    @Test
    void countsFromTheYesAndOnlyForItsTime() {
        ask("bram", "Daan Bakker", 1, 2, Map.of());
        assertThat(mails("daan", "Will you take over a shift of Bram Jansen?")).isOne();
        assertThat(onCall.at("hosting", noon(1))).as("not yet").containsExactly("bram");
        assertThat(scenario.task(ANSWER).getAssignee()).isEqualTo("daan");

        scenario.complete("daan", ANSWER, Map.of("answer", "yes"));
        scenario.deliver();

        assertThat(onCall.at("hosting", noon(1).minusSeconds(1))).containsExactly("bram");
        assertThat(onCall.at("hosting", noon(1))).containsExactly("daan");
        assertThat(onCall.at("hosting", noon(2))).containsExactly("bram");
        assertThat(onCall.at("lead", noon(1))).as("another schedule").containsExactly("kehinde");
        assertThat(mails("bram", "Afgesproken: ruil van een dienst, Hosting")).isOne();
        assertThat(scenario.mails()).as("nobody else").hasSize(3);

        scenario.clock().set(noon(2));
        scenario.settle();
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("swap-shift")
                        .list())
                .isEmpty();
        assertThat(onCall.at("hosting", noon(1))).as("what was, was").containsExactly("daan");
    }

    @Test
    void oneShiftIsTakenOverByOnePerson() {
        ask("bram", "Daan Bakker", 1, 3, Map.of());
        ask("bram", "anouk@waddenhost.example", 2, 4, Map.of());
        answers("daan", Map.of("answer", "yes"));

        assertThatThrownBy(() -> answers("anouk", Map.of("answer", "yes")))
                .hasMessageContaining("Daan Bakker took this shift over already");
        assertThatThrownBy(() -> ask("bram", "anouk@waddenhost.example", 2, 4, Map.of()))
                .hasMessageContaining("Take that swap back first");
        assertThat(onCall.at("hosting", noon(2))).containsExactly("daan");
        answers("anouk", Map.of("answer", "no", "reason", "Daan has it"));
        assertThat(onCall.at("hosting", noon(3))).containsExactly("bram");
    }

    @Test
    void nobodyAnswersForWhoIsAsked() {
        ask("bram", "anouk@waddenhost.example", 1, 2, Map.of());
        var task = scenario.task(ANSWER).getId();
        scenario.taskService().setAssignee(task, "marijke");

        Company.act(identity, "marijke");
        try {
            assertThatThrownBy(() -> forms.submitTaskForm(task, Map.of("answer", "yes")))
                    .hasMessageContaining("is asked; only they can answer");
        } finally {
            identity.clearAuthentication();
        }
        assertThat(onCall.at("hosting", noon(1))).containsExactly("bram");
    }

    private void answers(String who, Map<String, Object> form) {
        var task = scenario.tasks(ANSWER).stream()
                .filter(one -> who.equals(one.getAssignee()))
                .findFirst()
                .orElseThrow();
        Company.act(identity, who);
        try {
            forms.submitTaskForm(task.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
        scenario.deliver();
    }

    @Test
    void leavesEverythingAsItIsAfterANo() {
        ask("bram", "anouk@waddenhost.example", 1, 2, Map.of());
        scenario.complete("anouk", ANSWER, Map.of("answer", "no", "reason", "I am at a wedding"));
        scenario.deliver();

        assertThat(onCall.at("hosting", noon(1))).containsExactly("bram");
        assertThat(mails("bram", "Afgewezen")).isOne();
        assertThat(scenario.mailsTo("bram@waddenhost.example").get(0).text()).contains("I am at a wedding");
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("swap-shift")
                        .list())
                .isEmpty();
    }

    @Test
    void lapsesWithoutAnAnswerAfterOneReminder() {
        ask("bram", "anouk", 4, 5, Map.of());
        scenario.advance(Duration.ofDays(1).minusSeconds(1));
        scenario.deliver();
        assertThat(mails("anouk", "Herinnering")).isZero();
        scenario.advance(Duration.ofSeconds(1));
        scenario.deliver();
        assertThat(mails("anouk", "Herinnering: neem je een dienst van Bram Jansen over?"))
                .isOne();

        scenario.advance(Duration.ofDays(1));
        scenario.deliver();
        assertThat(mails("bram", "Niet beantwoord")).isOne();
        assertThat(scenario.tasks(ANSWER)).isEmpty();
        assertThat(onCall.at("hosting", noon(4))).containsExactly("bram");
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("swap-shift")
                        .list())
                .isEmpty();
    }

    @Test
    void canBeTakenBackWhileItCountsAndTheOtherIsTold() {
        ask("bram", "daan", 1, 2, Map.of());
        scenario.complete("daan", ANSWER, Map.of("answer", "yes"));
        assertThat(onCall.at("hosting", noon(1))).containsExactly("daan");

        scenario.complete("bram", TAKE_BACK, Map.of());
        scenario.deliver();
        assertThat(onCall.at("hosting", noon(1))).containsExactly("bram");
        assertThat(mails("daan", "Taken back: swap of a shift, Hosting")).isOne();
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("swap-shift")
                        .list())
                .isEmpty();
    }

    @Test
    void canBeTakenBackBeforeTheAnswerAndIsThenNotAskedAnyMore() {
        ask("bram", "daan", 1, 2, Map.of());
        scenario.complete("bram", TAKE_BACK, Map.of());
        scenario.deliver();

        assertThat(scenario.tasks(ANSWER)).isEmpty();
        assertThat(onCall.at("hosting", noon(1))).containsExactly("bram");
        assertThat(swaps.notOver(scenario.clock().instant())).isEmpty();
        assertThat(mails("daan", "Taken back")).isOne();
    }

    @Test
    void isAskedForSomebodyElseOnlyByWhoLooksAfterTheScheduleOrAManager() {
        assertThatThrownBy(() -> ask("emma", "anouk", 1, 2, Map.of("whose", "Bram Jansen")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("only who looks after the schedule");
        ask("daan", "anouk", 1, 2, Map.of("whose", "bram"));
        ask("marijke", "anouk", 3, 4, Map.of("whose", "bram"));

        assertThat(scenario.tasks(ANSWER)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bram | Nobody Known | 1 | 2 | the full name of one colleague",
                "bram | bram | 1 | 2 | whose shift it is",
                "bram | daan | 2 | 1 | ends before it begins",
                "bram | daan | -20 | -19 | over already",
                "bram | daan | 1 | 90 | at most 60 days",
                "bram | daan | 5 | 9 | Say in which schedule: hosting or lead",
                "emma | daan | 1 | 2 | Emma Visser is not on call in that time",
            })
    void isRefusedWithWordsThatSayWhy(String who, String substitute, int from, int until, String why) {
        assertThatThrownBy(() -> ask(who, substitute, from, until, Map.of()))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining(why);
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("swap-shift")
                        .list())
                .isEmpty();
        assertThat(scenario.mails()).isEmpty();
    }

    @Test
    void isRefusedToWhoIsAwayThen() {
        importPeople.run("id,away\ndaan," + monday.plusDays(2) + "\n", "admin");

        assertThatThrownBy(() -> ask("bram", "daan", 1, 3, Map.of()))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("Daan Bakker is away on " + monday.plusDays(2));
    }

    @Test
    void inOneOfSeveralSchedulesWhereThatIsSaid() {
        ask("bram", "daan", 5, 9, Map.of("schedule", "Leiding"));

        assertThat(swaps.notOver(scenario.clock().instant()))
                .singleElement()
                .satisfies(swap -> assertThat(swap.schedule()).isEqualTo("lead"));
    }
}
