package nl.draaiboek.people.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.draaiboek.people.calendar.Duty.Attendee;
import nl.draaiboek.people.calendar.Duty.Event;
import nl.draaiboek.people.calendar.WhoIsMeant.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an event of a calendar names a colleague. */
class WhoIsMeantTests {

    private static final WhoIsMeant WHO = new WhoIsMeant(List.of(
            new Named("anouk", "Anouk", "de Vries", "anouk@waddenhost.example"),
            new Named("chaima", "Chaïma", "El Amrani", "chaima@waddenhost.example"),
            new Named("annemarie", "Anne Marie", "Kok", "am.kok@waddenhost.example"),
            new Named("jVisser", "Jan", "Visser", "jan.visser@waddenhost.example"),
            new Named("jSmit", "Jan", "Smit", "jan.smit@waddenhost.example"),
            new Named("nobodysMail", "Pim", "Post", "")));

    private static Attendee invited(String mail, String name) {
        return new Attendee(mail, name, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "On Call - Anouk de Vries - Hosting primary | anouk |",
                "de Vries, Anouk | anouk |",
                "achterwacht CHAIMA el amrani | chaima |",
                "jVisser | jVisser |",
                "jan.smit@waddenhost.example (Rot1) | jSmit |",
                "Anne Marie | annemarie |",
                "Anouk / jSmit | anouk jSmit |",
                "jSmit en Anouk | jSmit anouk |",
                "Visser | jVisser |",
                "Jan | | may be any of jSmit, jVisser; write the mail address or the login.",
                "Hosting week 43 | | Nobody in the directory is named in it.",
                "Annoukje | | Nobody in the directory is named in it.",
                "'' | | It names nobody.",
                "On call: Anouk en Pieter Bos | anouk | Nobody in the directory is called 'pieter bos'.",
                "Hosting, week 43: Anouk | anouk |",
            })
    void aTitleNames(String title, String people, String problem) {
        var meant = WHO.by(new Event(1, title, List.of()));

        assertThat(String.join(" ", meant.people())).isEqualTo(people == null ? "" : people);
        if (problem == null) {
            assertThat(meant.problems()).isEmpty();
        } else {
            assertThat(meant.problems()).singleElement().asString().endsWith(problem);
        }
    }

    @Test
    void whoIsInvitedIsMeantInTheirOrderAndNotWhoStandsInTheTitle() {
        var event = new Event(
                1,
                "Hosting",
                List.of(
                        invited("jan.smit@waddenhost.example", ""),
                        invited("anouk@waddenhost.example", "Someone Else")));

        assertThat(WHO.by(event).people()).containsExactly("jSmit", "anouk");
        assertThat(WHO.by(event).problems()).isEmpty();
    }

    @Test
    void whereATitleNamesSomeOfThoseInvitedTheyAloneAreMeant() {
        var event = new Event(
                1,
                "Anouk",
                List.of(invited("jan.smit@waddenhost.example", ""), invited("anouk@waddenhost.example", "")));

        assertThat(WHO.by(event).people()).containsExactly("anouk");
    }

    @Test
    void whoIsInvitedUnderAnotherAddressIsKnownByName() {
        var event = new Event(1, "", List.of(invited("anouk@private.example", "Anouk de Vries")));

        assertThat(WHO.by(event).people()).containsExactly("anouk");
    }

    @Test
    void whoIsInvitedAndNotKnownIsAFindingAlsoWhenTheTitleWouldFit() {
        var event = new Event(1, "Anouk", List.of(invited("stranger@elsewhere.example", "")));

        assertThat(WHO.by(event).people()).isEmpty();
        assertThat(WHO.by(event).problems())
                .containsExactly("Nobody in the directory has the address 'stranger@elsewhere.example'.");
    }

    @Test
    void whoDeclinedIsNotOnCallAndThatIsSaid() {
        var event = new Event(1, "", List.of(new Attendee("anouk@waddenhost.example", "", true)));

        assertThat(WHO.by(event).people()).isEmpty();
        assertThat(WHO.by(event).problems()).containsExactly("'anouk@waddenhost.example' declined.");
    }
}
