package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** */
@ScenarioTest
class ImportPeopleTests {

    private static final String SHEET =
            """
            id;first_name;last_name;mail;language;groups;primary_phone;secondary_phone;landline;emergency_name;emergency_phone;location;technical;teams;leads;ways_by_day;ways_by_night;away;left_on
            sofie;Sofie;Peters;sofie@waddenhost.example;nl;employees responders;06 12345670;06-12345671;020 5550170;Mark Peters;0612345672;Haarlem;ja;network-haarlem on-call;network-haarlem;sms + mail > call;call > call-second;2026-12-24..2027-01-02 2027-02-01;
            thijs;Thijs;Kok;;nl;employees;020 5550171;;;;;Haarlem;nee;;;;;;2026-10-31
            """;

    @Autowired
    ImportPeople importPeople;

    @Autowired
    ExportPeople exportPeople;

    @Autowired
    LookAtNumbers lookAtNumbers;

    @Autowired
    Directory directory;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Test
    void knowsHowEveryoneCanBeReachedAfterASheetWasTakenOver() {
        importPeople.run(SHEET, "admin");

        var sofie = directory.find("sofie").orElseThrow();
        assertThat(sofie.colleague().groups()).containsExactlyInAnyOrder("employees", "responders");
        assertThat(sofie.primaryPhone()).isEqualTo(new PhoneNumber("+31612345670"));
        assertThat(sofie.emergencyPhone()).isEqualTo(new PhoneNumber("+31612345672"));
        assertThat(sofie.teams()).containsExactlyInAnyOrder("network-haarlem", "on-call");
        assertThat(sofie.leads()).containsExactly("network-haarlem");
        assertThat(sofie.ways(false)).isEqualTo(Ways.read("sms + mail > call"));
        assertThat(sofie.ways(true)).isEqualTo(Ways.read("call > call-second"));
        assertThat(sofie.available(LocalDate.parse("2026-12-23"))).isTrue();
        assertThat(sofie.available(LocalDate.parse("2027-01-02"))).isFalse();
        assertThat(sofie.available(LocalDate.parse("2027-02-01"))).isFalse();
        assertThat(people.inGroups("responders"))
                .extracting(Person::id)
                .contains("sofie")
                .doesNotContain("thijs");

        var thijs = directory.find("thijs").orElseThrow();
        assertThat(thijs.ways(true)).as("no SMS to a landline").isEqualTo(Ways.read("call"));
        assertThat(thijs.available(LocalDate.parse("2026-10-30"))).isTrue();
        assertThat(thijs.hasLeft(LocalDate.parse("2026-10-31"))).isTrue();
    }

    @Test
    void givesBackASheetThatChangesNothing() {
        importPeople.run(SHEET, "admin");

        var csv = new String(exportPeople.sheet("farid"), StandardCharsets.UTF_8);
        var again = importPeople.preview(csv);

        assertThat(again.problems()).isEmpty();
        assertThat(again.changes()).isEmpty();
        assertThat(again.notInSheet()).isEmpty();
        assertThat(lookAtNumbers.looks("sofie", 10))
                .extracting(LookAtNumbers.Look::actor, LookAtNumbers.Look::person)
                .containsExactly(tuple("farid", "*"));
    }

    @Test
    void keepsTheColumnsThatASheetDoesNotHave() {
        importPeople.run(SHEET, "admin");

        var preview = importPeople.run("id,location\nsofie,Groningen\n", "admin");

        assertThat(preview.changes()).singleElement().satisfies(change -> assertThat(change.differences())
                .containsExactly(new ImportPeople.Difference("location", "Haarlem", "Groningen")));
        var sofie = directory.find("sofie").orElseThrow();
        assertThat(sofie.colleague().groups()).hasSize(2);
        assertThat(sofie.primaryPhone()).isNotNull();
        assertThat(sofie.location()).isEqualTo("Groningen");
    }

    @Test
    void twoColleaguesNeverShareAMailAddress() {
        var faulty = "id,first_name,last_name,mail,language,groups,emergency_phone\n"
                + "uma,Uma,Post,Anouk@waddenhost.example,nl,employees,\n"
                + "vic,Vic,Blok,vic@waddenhost.example,nl,employees,06 12345679\n"
                + "wim,Wim,Baas,vic@waddenhost.example,nl,employees,\n";

        assertThat(importPeople.preview(faulty).problems())
                .extracting(Problem::line, Problem::column)
                .as("one of the directory, one of the sheet, and a number of nobody")
                .containsExactlyInAnyOrder(tuple(2, "mail"), tuple(4, "mail"), tuple(3, "emergency_name"));
        assertThat(importPeople
                        .preview("id,mail\nanouk,bram@waddenhost.example\nbram,anouk@waddenhost.example\n")
                        .problems())
                .as("two who change places")
                .isEmpty();
    }

    @Test
    void twoColleaguesNeverShareAMobileNumberOrANameInTheChatButMayShareALandline() {
        importPeople.run("id,primary_phone,landline,chat\nanouk,06 12345601,020 5550101,@anouk\n", "admin");
        var faulty = "id,first_name,last_name,language,groups,primary_phone,secondary_phone,landline,chat,left_on\n"
                + "uma,Uma,Post,nl,employees,06 12345673,+31612345601,020 5550101,@anouk,\n"
                + "vic,Vic,Blok,nl,employees,020 5550101,06-12345673,020 5550101,,\n"
                + "wim,Wim,Baas,nl,employees,06 12345601,,,@anouk,2026-10-31\n"
                + "xena,Xena,Berg,nl,employees,06 12345674,06 12345674,,@xena,\n";

        var problems = importPeople.preview(faulty).problems();

        assertThat(problems)
                .extracting(Problem::line, Problem::column)
                .as(
                        "one of the directory, one of the sheet; a landline is nobody's alone, and who left answers nothing")
                .containsExactlyInAnyOrder(tuple(2, "secondary_phone"), tuple(2, "chat"), tuple(3, "secondary_phone"));
        assertThat(problems)
                .filteredOn(problem -> problem.line() == 3)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("mobile number of 'uma' already", "landline may be shared")
                        .doesNotContain("12345673"));
        assertThatThrownBy(() -> importPeople.run(faulty, "admin")).isInstanceOf(FaultySheet.class);
        assertThat(directory.find("uma")).as("nothing is taken over").isEmpty();
        assertThat(importPeople
                        .preview("id,primary_phone\nanouk,06 12345680\nbram,06 12345601\n")
                        .problems())
                .as("a number that is passed on to a colleague")
                .isEmpty();
    }

    @Test
    void namesEveryFaultByLineAndColumnAndTakesNothingOver() {
        var faulty =
                """
                id,first_name,last_name,mail,language,groups,primary_phone,landline,technical,teams,leads,ways_by_day,away,left_on,chat
                uma,Uma,Post,uma@waddenhost.example,nl,employees,06 12345673,,yes,network-haarlem,,sms > chat,,,@uma
                v.i,,Blok,geen mail,fr,bosses,12345,,maybe,Network Haarlem,dba,telex,volgende week,ooit,no body
                uma,Uma,Post,,nl,,,020 5550172,,,,sms > call-second,2027-01-02..2026-12-24,,
                wim,Wim,Baas,,nl,camunda-admin,,,,,,,,,
                """;

        var problems = importPeople.preview(faulty).problems();

        assertThat(problems)
                .extracting(Problem::line, Problem::column)
                .contains(
                        tuple(3, "id"),
                        tuple(3, "first_name"),
                        tuple(3, "mail"),
                        tuple(3, "language"),
                        tuple(3, "groups"),
                        tuple(3, "primary_phone"),
                        tuple(3, "technical"),
                        tuple(3, "teams"),
                        tuple(3, "leads"),
                        tuple(3, "ways_by_day"),
                        tuple(3, "away"),
                        tuple(3, "left_on"),
                        tuple(3, "chat"),
                        tuple(4, "id"),
                        tuple(4, "ways_by_day"),
                        tuple(4, "away"),
                        tuple(5, "groups"))
                .doesNotContain(tuple(2, "id"))
                .noneMatch(problem -> problem.toList().get(0).equals(2));
        assertThatThrownBy(() -> importPeople.run(faulty, "admin")).isInstanceOf(FaultySheet.class);
        assertThat(directory.find("uma")).isEmpty();
    }

    @Test
    void aMobileNumberIsNoLandline() {
        var problems = importPeople
                .preview(
                        "id,first_name,last_name,language,groups,landline\numa,Uma,Post,nl,employees,06 12345673\nvic,Vic,Blok,nl,employees,020 5550101\n")
                .problems();
        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.toString())
                .contains("landline", "primary_phone"));
    }

    @Test
    void keepsWhoChangedWhatButNoNumbers() {
        importPeople.run(SHEET, "admin");
        importPeople.run(SHEET.replace("06-12345671", "06-12345679").replace("Sofie;", "Sophie;"), "marijke");

        var changes = jdbc.sql(
                        "select actor || ' ' || person || ' ' || what from draaiboek.contact_change order by number")
                .query(String.class)
                .list();
        assertThat(changes)
                .hasSize(3)
                .noneMatch(change -> change.contains("1234567"))
                .noneMatch(change -> change.contains("Mark"))
                .last()
                .isEqualTo("marijke sofie changed first_name: 'Sofie' → 'Sophie'; secondary_phone");
    }

    @Test
    void keepsWhoLookedAtWhoseNumbers() {
        importPeople.run(SHEET, "admin");

        assertThat(lookAtNumbers.look("sofie", "anouk", "INC-2026-0001")).isPresent();
        assertThat(lookAtNumbers.look("nobody", "anouk", "")).isEmpty();

        assertThat(lookAtNumbers.looks("sofie", 10))
                .extracting(LookAtNumbers.Look::actor, LookAtNumbers.Look::why)
                .containsExactly(tuple("anouk", "INC-2026-0001"));
        assertThat(Set.copyOf(lookAtNumbers.looks("thijs", 10))).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("delete from draaiboek.contact_look").update())
                .hasMessageContaining("append-only");
    }
}
