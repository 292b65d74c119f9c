package nl.draaiboek.response.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.draaiboek.people.ConfirmDetails;
import nl.draaiboek.people.ImportPeople;
import nl.draaiboek.people.KeepCalendars;
import nl.draaiboek.people.Schedule;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What would go wrong at night is said before it. */
@ScenarioTest
class WatchOnCallTests {

    private static final Walked WALKED = new Walked();
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Autowired
    Scenario scenario;

    @Autowired
    KeepCalendars keepCalendars;

    @Autowired
    ImportPeople importPeople;

    @Autowired
    ConfirmDetails confirmDetails;

    private final Set<String> looked = new HashSet<>();
    private LocalDate monday;

    @BeforeEach
    void known() {
        importPeople.run(Company.sheet("people.csv"), "admin");
        importPeople.run("id,ways_by_day,ways_by_night\nbram,mail,mail\nanouk,mail,mail\n", "admin");
        confirmDetails.confirm("bram", java.util.Map.of());
        confirmDetails.confirm("anouk", java.util.Map.of());
        monday = LocalDate.ofInstant(scenario.clock().instant(), ZONE)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        keepCalendars.save(new Schedule("hosting", "Hosting", "Hosting", "network", "daan"));
    }

    @AfterEach
    void note(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(WALKED.missing("watch-on-call")).isEmpty();
    }

    /** One event of whole days, both counted; in the company's zone. */
    private static String days(String who, LocalDate first, LocalDate last) {
        return "BEGIN:VEVENT\r\nSUMMARY:" + who + "\r\nDTSTART;VALUE=DATE:"
                + first.toString().replace("-", "") + "\r\nDTEND;VALUE=DATE:"
                + last.plusDays(1).toString().replace("-", "") + "\r\nEND:VEVENT\r\n";
    }

    private void calendar(String... events) {
        keepCalendars.take(
                "hosting", 1, "BEGIN:VCALENDAR\r\n" + String.join("", events) + "END:VCALENDAR\r\n", "hosting.ics");
    }

    private void at(LocalDate day, int hour) {
        scenario.clock().set(day.atTime(hour, 0).atZone(ZONE).toInstant());
        look();
    }

    private void look() {
        scenario.runtime().startProcessInstanceByKey("watch-on-call");
        scenario.deliver();
    }

    private List<String> told() {
        return scenario.mails().stream()
                .filter(mail -> looked.add(mail.header("Message-ID")))
                .map(mail -> mail.to().replace("@waddenhost.example", "") + ": " + mail.subject())
                .sorted()
                .toList();
    }

    @Test
    void looksEachHourByItself() {
        var hourly = scenario.management().createJobQuery().list().stream()
                .filter(job -> job.getProcessInstanceId() == null)
                .filter(job -> job.getProcessDefinitionKey().equals("watch-on-call"))
                .toList();

        assertThat(hourly).hasSize(1);
    }

    @Test
    void aGapIsToldAWeekBeforeOnceMoreADayBeforeAndWhenItIsThere() {
        calendar(days("bram", monday, monday.plusDays(9)), days("anouk", monday.plusDays(12), monday.plusDays(200)));
        at(monday.plusDays(2), 23);
        assertThat(told()).as("more than a week before").isEmpty();

        at(monday.plusDays(3), 1);
        assertThat(told()).containsExactly("daan: Nobody will be on call: Hosting");
        assertThat(scenario.mailsTo("daan@waddenhost.example").get(0).text())
                .contains("00:00")
                .contains("/register/on-call/hosting");
        look();
        at(monday.plusDays(5), 12);
        assertThat(told()).as("once").isEmpty();

        at(monday.plusDays(9), 12);
        assertThat(told()).containsExactly("daan: Nobody will be on call: Hosting");
        at(monday.plusDays(9), 18);
        assertThat(told()).isEmpty();

        at(monday.plusDays(10), 1);
        assertThat(told()).contains("daan: Nobody is on call now: Hosting");
        at(monday.plusDays(11), 1);
        assertThat(told()).isEmpty();
    }

    @Test
    void aGapThatIsThereIsToldAlsoWhereAnotherIsToldInTheSameHour() {
        calendar(
                days("bram", monday.plusDays(3), monday.plusDays(5)),
                days("anouk", monday.plusDays(7), monday.plusDays(200)));
        at(monday.plusDays(2), 11);

        assertThat(told())
                .as("one that was there before anybody looked, and one that is coming")
                .containsExactly("daan: Nobody is on call now: Hosting", "daan: Nobody will be on call: Hosting");
        assertThat(scenario.mailsTo("daan@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("now"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Nobody is on call for Hosting, until"));
        look();
        assertThat(told()).as("each once").isEmpty();
    }

    @Test
    void twoWhoCannotBeReachedAreBothTold() {
        importPeople.run(
                "id,primary_phone,secondary_phone,landline,ways_by_day,ways_by_night\nemma,,,,mail,mail\n"
                        + "kehinde,,,,mail,mail\n",
                "admin");
        calendar(days("emma", monday, monday.plusDays(200)), days("kehinde", monday, monday.plusDays(200)));
        at(monday.plusDays(1), 9);

        assertThat(told())
                .contains(
                        "daan: Emma Visser is on call, and perhaps cannot be reached",
                        "daan: Kehinde Oyelaran is on call, and perhaps cannot be reached");
    }

    @Test
    void aGapThatWasClosedIsNotToldAgain() {
        calendar(days("bram", monday, monday.plusDays(9)), days("anouk", monday.plusDays(12), monday.plusDays(200)));
        at(monday.plusDays(3), 1);
        told();

        calendar(days("bram", monday, monday.plusDays(11)), days("anouk", monday.plusDays(12), monday.plusDays(200)));
        at(monday.plusDays(9), 12);
        assertThat(told()).isEmpty();
    }

    @Test
    void whoGoesAwayLeavesAGapAndIsToldOfIt() {
        calendar(days("bram", monday, monday.plusDays(200)));
        at(monday.plusDays(1), 9);
        assertThat(told()).isEmpty();

        importPeople.run("id,away\nbram," + monday.plusDays(2) + ".." + monday.plusDays(3) + "\n", "admin");
        at(monday.plusDays(1), 10);
        assertThat(told())
                .containsExactly(
                        "bram: Je hebt dienst, en bent misschien niet bereikbaar",
                        "daan: Bram Jansen is on call, and perhaps cannot be reached",
                        "daan: Nobody will be on call: Hosting");
    }

    @Test
    void whoComesOnCallAndCannotBeReachedIsToldTwoDaysBeforeWithTheReason() {
        importPeople.run(
                "id,primary_phone,secondary_phone,landline,ways_by_day,ways_by_night\nemma,,,,mail,mail\n", "admin");
        calendar(days("bram", monday, monday.plusDays(4)), days("emma", monday.plusDays(5), monday.plusDays(200)));
        at(monday.plusDays(2), 12);
        assertThat(told()).as("more than two days before").isEmpty();

        at(monday.plusDays(3), 12);
        assertThat(told())
                .hasSize(2)
                .satisfiesExactly(
                        daan -> assertThat(daan)
                                .matches(
                                        "daan: Emma Visser is on call from \\d+ \\w+ 2026, \\d\\d:\\d\\d \\w+, and perhaps cannot be reached"),
                        emma -> assertThat(emma)
                                .matches(
                                        "emma: Je hebt vanaf \\d+ \\w+ 2026 om \\d\\d:\\d\\d uur dienst, en bent misschien niet bereikbaar"));
        assertThat(scenario.mailsTo("daan@waddenhost.example").get(0).text())
                .contains("Emma Visser has never confirmed the details")
                .contains("Emma Visser has no telephone number")
                .doesNotContain("06");
        assertThat(scenario.mailsTo("emma@waddenhost.example").get(0).text())
                .contains(
                        "- je hebt geen telefoonnummer",
                        "- je hebt je gegevens nog nooit bevestigd",
                        "/me",
                        "Swap a shift")
                .doesNotContain("Emma Visser");
        look();
        assertThat(told()).as("once").isEmpty();
    }

    @Test
    void whoIsAlwaysOnCallIsNotToldAnewEachHour() {
        importPeople.run(
                "id,primary_phone,secondary_phone,landline,ways_by_day,ways_by_night\nemma,,,,mail,mail\n", "admin");
        calendar(days("emma", monday.minusDays(90), monday.plusDays(200)));
        at(monday.plusDays(1), 9);
        assertThat(told()).hasSize(2);

        at(monday.plusDays(1), 10);
        at(monday.plusDays(2), 10);
        assertThat(told()).isEmpty();
    }

    @Test
    void whatFitsNobodyIsToldOnceAndAgainWhenItIsSomethingElse() {
        calendar(days("bram", monday, monday.plusDays(200)), days("Sam Onbekend", monday, monday.plusDays(200)));
        at(monday.plusDays(1), 9);
        assertThat(told()).containsExactly("daan: Something in a calendar fits nobody: Hosting");
        look();
        assertThat(told()).isEmpty();

        calendar(days("bram", monday, monday.plusDays(200)), days("Kim Vreemd", monday, monday.plusDays(200)));
        look();
        assertThat(told()).containsExactly("daan: Something in a calendar fits nobody: Hosting");
    }

    @Test
    void aCalendarThatIsOldIsToldOnceToTheManagersWhereNobodyLooksAfterIt() {
        keepCalendars.save(new Schedule("hosting", "Hosting", "Hosting", "network", ""));
        keepCalendars.fetchFrom("hosting", 1, "http://localhost:1/token/hosting.ics");
        look();

        assertThat(told())
                .contains("marijke: Een rooster is niet op te halen: Hosting")
                .noneMatch(mail -> mail.startsWith("daan"));
        look();
        scenario.clock().advance(Duration.ofHours(2));
        keepCalendars.keepUp();
        look();
        assertThat(told()).isEmpty();
        assertThat(scenario.mails().toString()).doesNotContain("token");
    }

    @Test
    void nothingIsToldWhereEverythingIsInOrder() {
        calendar(days("bram", monday, monday.plusDays(200)));
        for (var hour = 0; hour < 3; hour++) {
            scenario.clock().advance(Duration.ofHours(1));
            look();
        }

        assertThat(told()).isEmpty();
    }
}
