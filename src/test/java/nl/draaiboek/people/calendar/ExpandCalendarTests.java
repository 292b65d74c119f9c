package nl.draaiboek.people.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.draaiboek.people.calendar.WhoIsMeant.Named;
import nl.draaiboek.support.Company;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A calendar written out as shifts. */
class ExpandCalendarTests {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-10-01T00:00:00Z");

    private static final WhoIsMeant WHO = new WhoIsMeant(Company.PEOPLE.stream()
            .map(person -> new Named(person.id(), person.firstName(), person.lastName(), person.mail()))
            .toList());

    private static Expansion expand(String text) {
        return new ExpandCalendar(FROM, TO, AMSTERDAM).expand(text);
    }

    private static String file(String name) {
        try (var file = Objects.requireNonNull(
                ExpandCalendarTests.class.getResourceAsStream("/on-call/" + name + ".ics"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 10-19 09:00 > 10-26 09:00 anouk} on the clock of Amsterdam. */
    private static List<String> shifts(Expansion expansion) {
        return expansion.duties().stream()
                .map(duty -> LOCAL.format(duty.starts().atZone(AMSTERDAM)) + " > "
                        + LOCAL.format(duty.ends().atZone(AMSTERDAM)) + " "
                        + String.join(" ", WHO.by(duty.event()).people()))
                .toList();
    }

    private static String event(String... properties) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:one\r\nSUMMARY:Anouk\r\n"
                + String.join("\r\n", properties) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static String problems(Expansion expansion) {
        return expansion.problems().stream()
                .map(problem -> problem.line() + " " + problem.event() + ": " + problem.what())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whatPagerDutyExportsIsReadByTheMailOfWhoIsCalled() {
        var expansion = expand(file("pagerduty"));

        assertThat(shifts(expansion))
                .containsExactly("10-19 09:00 > 10-26 09:00 anouk", "10-26 09:00 > 11-02 09:00 daan");
        assertThat(expansion.problems()).isEmpty();
    }

    @Test
    void whatOpsgenieExportsIsReadAndAWeekInHoursThatEndsAnHourEarlyInOctoberLastsUntilTheNext() {
        var expansion = expand(file("opsgenie"));

        assertThat(shifts(expansion))
                .containsExactly("10-19 09:00 > 10-26 09:00 anouk", "10-26 09:00 > 11-02 09:00 bram");
        assertThat(expansion.problems()).isEmpty();
    }

    @Test
    void whatGrafanaExportsIsReadAndItsHigherLevelComesFirst() {
        var expansion = expand(file("grafana-oncall"));

        assertThat(shifts(expansion))
                .startsWith(
                        "10-19 09:00 > 10-19 21:00 anouk",
                        "10-20 09:00 > 10-20 21:00 anouk",
                        "10-20 11:00 > 10-20 14:00 daan")
                .contains("11-06 08:00 > 11-06 20:00 anouk")
                .hasSize(11)
                .noneMatch(shift -> shift.startsWith("10-26"));
        var daan = expansion.duties().stream()
                .filter(duty -> duty.event().summary().contains("daan"))
                .findFirst()
                .orElseThrow();
        assertThat(daan.rank()).isLessThan(expansion.duties().get(0).rank());
    }

    @Test
    void whatACalendarProgramExportsIsReadWithWhatFallsOutAndWhatWasMoved() {
        var expansion = expand(file("google"));

        assertThat(shifts(expansion))
                .startsWith(
                        "10-05 09:00 > 10-12 09:00 anouk",
                        "10-12 00:00 > 10-19 00:00 daan",
                        "10-20 12:00 > 10-26 09:00 bram",
                        "11-16 09:00 > 11-23 09:00 anouk")
                .doesNotContain("10-19 09:00 > 10-26 09:00 anouk", "11-02 09:00 > 11-09 09:00 anouk");
        assertThat(expansion.problems()).isEmpty();
    }

    @Test
    void aZoneThatOnlyTheFileKnowsAndAZoneOfWindowsAreUnderstood() {
        var expansion = expand(file("outlook"));

        assertThat(shifts(expansion))
                .containsExactly(
                        "10-19 09:00 > 10-26 09:00 anouk",
                        "10-26 09:00 > 11-02 09:00 kehinde",
                        "11-02 09:00 > 11-09 09:00 anouk",
                        "11-16 09:00 > 11-23 09:00 anouk");
        assertThat(expansion.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A weekly shift over the change of October and of March, said in three ways.
                "DTSTART;TZID=Europe/Amsterdam:20261019T090000/DTEND;TZID=Europe/Amsterdam:20261026T090000/RRULE:FREQ=WEEKLY;COUNT=2"
                        + " | 10-19 09:00 > 10-26 09:00, 10-26 09:00 > 11-02 09:00",
                "DTSTART;TZID=Europe/Amsterdam:20261019T090000/DURATION:PT168H/RRULE:FREQ=WEEKLY;COUNT=2"
                        + " | 10-19 09:00 > 10-26 09:00, 10-26 09:00 > 11-02 09:00",
                "DTSTART;TZID=Europe/Amsterdam:20270322T090000/DURATION:P1W/RRULE:FREQ=WEEKLY;UNTIL=20270329T070000Z"
                        + " | 03-22 09:00 > 03-29 09:00, 03-29 09:00 > 04-05 09:00",
                // The nights of both changes, to the wall clock.
                "DTSTART;TZID=Europe/Amsterdam:20261024T210000/DTEND;TZID=Europe/Amsterdam:20261025T090000"
                        + " | 10-24 21:00 > 10-25 09:00",
                "DTSTART;TZID=Europe/Amsterdam:20270327T210000/DTEND;TZID=Europe/Amsterdam:20270328T090000"
                        + " | 03-27 21:00 > 03-28 09:00",
                // Begins in the hour that does not exist.
                "DTSTART;TZID=Europe/Amsterdam:20270328T023000/DTEND;TZID=Europe/Amsterdam:20270328T090000"
                        + " | 03-28 03:30 > 03-28 09:00",
                // Days.
                "DTSTART;VALUE=DATE:20261024 | 10-24 00:00 > 10-25 00:00",
                "DTSTART;VALUE=DATE:20261024/DTEND;VALUE=DATE:20261026/RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"
                        + " | 10-24 00:00 > 10-26 00:00, 10-26 00:00 > 10-28 00:00",
                "DTSTART;VALUE=DATE:20261024/RRULE:FREQ=DAILY;UNTIL=20261026/EXDATE;VALUE=DATE:20261025"
                        + " | 10-24 00:00 > 10-25 00:00, 10-26 00:00 > 10-27 00:00",
                // Falls out: by its moment in another zone, and by its day.
                "DTSTART;TZID=Europe/Amsterdam:20261005T090000/DURATION:PT8H/RRULE:FREQ=DAILY;COUNT=4/EXDATE:20261006T070000Z/EXDATE;VALUE=DATE:20261008"
                        + " | 10-05 09:00 > 10-05 17:00, 10-07 09:00 > 10-07 17:00",
                // More times than the rule says.
                "DTSTART;TZID=Europe/Amsterdam:20261005T090000/DURATION:PT8H/RDATE;TZID=Europe/Amsterdam:20261007T090000,20261009T100000"
                        + " | 10-05 09:00 > 10-05 17:00, 10-07 09:00 > 10-07 17:00, 10-09 10:00 > 10-09 18:00",
                // Began long ago, and still runs.
                "DTSTART;TZID=Europe/Amsterdam:20200106T090000/DURATION:P7D/RRULE:FREQ=WEEKLY;INTERVAL=3;UNTIL=20261015T000000Z"
                        + " | 09-28 09:00 > 10-05 09:00",
                // Says no zone: the company's.
                "DTSTART:20261005T090000/DTEND:20261005T170000 | 10-05 09:00 > 10-05 17:00",
                // Another zone on each side.
                "DTSTART;TZID=Europe/London:20261005T080000/DTEND:20261005T150000Z | 10-05 09:00 > 10-05 17:00",
                "DTSTART;TZID=/mozilla.org/20070129_1/Europe/Amsterdam:20261005T090000/DURATION:PT1H | 10-05 09:00 > 10-05 10:00",
                "DTSTART:20261005T090000/DTEND:20261005T170000/STATUS:CANCELLED | ''",
            })
    void whatIsWrittenIsWhenSomebodyIsOnCall(String properties, String expected) {
        // A slash divides the properties here, but not within a zone.
        var expansion = expand(event(properties.split("/(?=[A-Z]+[;:])")));

        var found = expansion.duties().stream()
                .map(duty -> LOCAL.format(duty.starts().atZone(AMSTERDAM)) + " > "
                        + LOCAL.format(duty.ends().atZone(AMSTERDAM)))
                .collect(Collectors.joining(", "));
        assertThat(found).isEqualTo(expected);
        assertThat(problems(expansion)).isEmpty();
    }

    @Test
    void aYearOfWeeksHasNoHoleAndNoOverlapOverBothClockChanges() {
        var duties = expand(event("DTSTART;TZID=Europe/Amsterdam:20260907T090000", "DURATION:P7D", "RRULE:FREQ=WEEKLY"))
                .duties();

        assertThat(duties).hasSizeGreaterThan(52);
        for (var i = 1; i < duties.size(); i++) {
            assertThat(duties.get(i).starts()).isEqualTo(duties.get(i - 1).ends());
            assertThat(ZonedDateTime.ofInstant(duties.get(i).starts(), AMSTERDAM)
                            .getHour())
                    .isEqualTo(9);
        }
    }

    @Test
    void anEventThatStandsTwiceCountsInItsNewestForm() {
        var calendar = event("DTSTART:20261005T090000Z", "DTEND:20261005T170000Z", "SEQUENCE:2")
                .replace(
                        "END:VCALENDAR",
                        "BEGIN:VEVENT\r\nUID:one\r\nSUMMARY:Bram\r\nDTSTART:20261005T090000Z\r\nDTEND:20261005T120000Z\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR");

        assertThat(shifts(expand(calendar))).containsExactly("10-05 11:00 > 10-05 19:00 anouk");
    }

    @Test
    void aMovedShiftThatWasCancelledIsGone() {
        var calendar = event("DTSTART:20261005T090000Z", "DTEND:20261005T170000Z", "RRULE:FREQ=DAILY;COUNT=2")
                .replace(
                        "END:VCALENDAR",
                        "BEGIN:VEVENT\r\nUID:one\r\nSUMMARY:Anouk\r\nRECURRENCE-ID:20261006T090000Z\r\nDTSTART:20261006T090000Z\r\nDTEND:20261006T170000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR");

        assertThat(shifts(expand(calendar))).containsExactly("10-05 11:00 > 10-05 19:00 anouk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUMMARY:x | It has no start (DTSTART).",
                "DTSTART:20261005T090000Z | It has no end, or ends when it begins.",
                "DTSTART:20261005T090000Z/DTEND:20261005T080000Z | It ends before it begins.",
                "DTSTART:20261005T090000Z/DTEND:20281005T080000Z | It lasts longer than a year.",
                "DTSTART:5 October/DTEND:20261005T080000Z | Line 7: '5 October' in DTSTART is no moment",
                "DTSTART;TZID=Middle Earth:20261005T090000/DURATION:PT1H | Line 7: the time zone 'Middle Earth' is not known",
                "DTSTART:20261005T090000Z/DURATION:a week | Line 8: 'a week' is no length",
                "DTSTART:20261005T090000Z/DURATION:PT1H/RRULE:FREQ=SOMETIMES | Line 9: the rule 'FREQ=SOMETIMES' cannot be read.",
                "DTSTART:20261005T090000Z/DURATION:PT1H/RRULE:FREQ=SECONDLY | Line 9: nobody's shift recurs so often",
                "DTSTART:20261005T090000Z/DURATION:PT1H/RRULE:FREQ=DAILY;BYSECOND=1,2,3 | Line 9: nobody's shift recurs so often",
                "DTSTART:00010101T090000Z/DURATION:PT1H/RRULE:FREQ=HOURLY | Line 9: what recurs began before 1990",
                "DTSTART:20261005T090000Z/DURATION:PT1H/EXRULE:FREQ=DAILY | Its rule of exceptions (EXRULE) is not understood",
            })
    void whatCannotBeReadIsSaidWithItsLineAndEvent(String properties, String expected) {
        var expansion = expand(event(properties.split("/")));

        assertThat(problems(expansion)).startsWith("4 Anouk: " + expected);
    }

    @Test
    void oneBadEventDoesNotTakeTheOthersAlong() {
        var calendar = file("pagerduty").replace("DTEND:20261102T080000Z", "DTEND:whenever");
        var expansion = expand(calendar);

        assertThat(shifts(expansion)).containsExactly("10-19 09:00 > 10-26 09:00 anouk");
        assertThat(problems(expansion)).contains("On Call - Daan Bakker - Hosting primary");
        assertThat(expansion.problems().get(0).starts()).isEqualTo(Instant.parse("2026-10-26T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Please log in</body></html>",
                "BEGIN:VCARD\r\nFN:Anouk\r\nEND:VCARD\r\n",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
                "{\"error\":\"not found\"}",
            })
    void whatIsNoCalendarIsRefusedWithWordsThatSayWhy(String text) {
        assertThatThrownBy(() -> expand(text))
                .isInstanceOfSatisfying(
                        BadCalendar.class, bad -> assertThat(bad.inWords()).contains("expected"));
    }

    @Test
    void aCalendarWithTooMuchInItIsRefusedAndDoesNotEatTheMemory() {
        var hourly =
                "BEGIN:VEVENT\r\nSUMMARY:Anouk\r\nDTSTART:20260105T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=HOURLY\r\nEND:VEVENT\r\n";
        var events = IntStream.range(0, CalendarFile.MOST_EVENTS + 1)
                .mapToObj(i -> "BEGIN:VEVENT\r\nSUMMARY:Anouk\r\nEND:VEVENT\r\n")
                .collect(Collectors.joining());

        assertThatThrownBy(() -> expand("BEGIN:VCALENDAR\r\n" + hourly.repeat(20) + "END:VCALENDAR\r\n"))
                .isInstanceOf(BadCalendar.class)
                .hasMessageContaining("more than " + ExpandCalendar.MOST_DUTIES + " shifts");
        assertThatThrownBy(() -> expand("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n"))
                .isInstanceOf(BadCalendar.class)
                .hasMessageContaining("more than " + CalendarFile.MOST_EVENTS + " events");
    }
}
