package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.intake.ReportOpened;
import nl.draaiboek.intake.Reporter;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever was called hears what came of it: nothing, another incident, worse or not so bad. */
@ScenarioTest
class CalledTeamTests {

    @Autowired
    Scenario scenario;

    private Story story;

    @BeforeEach
    void story(@Autowired AutowireCapableBeanFactory beans) {
        story = beans.createBean(Story.class);
    }

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void hearsThatItWasNothingInTheSameConversation() {
        var code = story.report(Severity.TWO);
        scenario.deliver();
        assertThat(toDaan()).hasSize(1);

        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("verdict", "rejected", "why", "Wachtwoord was verlopen."));
        scenario.deliver();
        scenario.advance(Duration.ofHours(1));
        scenario.deliver();

        assertThat(toDaan()).hasSize(2).last().satisfies(mail -> {
            assertThat(mail.subject()).startsWith("[" + code + "]");
            assertThat(mail.text()).contains("Wachtwoord was verlopen.").doesNotContain("null");
            assertThat(mail.header("References"))
                    .isNotBlank()
                    .isEqualTo(toDaan().get(0).header("References"));
        });
        assertThat(scenario.mailsTo("anouk@waddenhost.example")).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Geen incident"));
        assertThat(scenario.mailsTo("chaima@waddenhost.example"))
                .as("who was not called hears nothing")
                .noneMatch(mail -> mail.subject().contains("incident"));
    }

    @Test
    void hearsThatItClearedByItself() {
        var code = story.alert(Severity.TWO);
        scenario.deliver();
        story.alertsClear(code);
        scenario.advance(Duration.ofMinutes(5));
        scenario.deliver();

        assertThat(toDaan()).hasSize(2).last().satisfies(mail -> assertThat(mail.text())
                .contains(code.value(), "cleared by themselves"));
    }

    @Test
    void nobodyHearsOfWhatNobodyWasCalledFor() {
        var code = story.alert(Severity.THREE);
        scenario.deliver();
        story.alertsClear(code);
        scenario.advance(Duration.ofMinutes(30));
        scenario.deliver();

        assertThat(scenario.mails()).isEmpty();
    }

    @Test
    void hearsOnceWhereSeveralGoOn() {
        var first = story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        var second = story.report(Severity.TWO);
        var third = story.report(Severity.TWO);
        scenario.deliver();
        var before = toDaan().size();

        mergeIncidents.mergeAll(List.of(second, third), first, "Zelfde storing.", "marijke");
        scenario.deliver();

        assertThat(toDaan()).hasSize(before + 1).last().satisfies(mail -> assertThat(mail.text())
                .contains(first.value(), second.value(), third.value(), "Zelfde storing."));
    }

    @Test
    void whoDeclaredItHearsWhatItGoesOnAsAndNothingOfWhatTheyDidNotDeclare() {
        var first = story.alert(Severity.ONE);
        var declared = story.report(Severity.TWO);
        transaction.executeWithoutResult(s -> events.publishEvent(
                new ReportOpened(declared, "Mail komt niet aan", new Reporter("joost", null, null))));
        scenario.deliver();
        assertThat(toJoost()).singleElement().satisfies(subject -> assertThat(subject)
                .contains(declared.value()));

        mergeIncidents.merge(declared, first, "Zelfde storing.", "marijke");
        scenario.deliver();
        assertThat(toJoost())
                .hasSize(2)
                .last()
                .isEqualTo("[" + declared + "] Gaat verder als " + first + ": Mail komt niet aan");

        mergeIncidents.merge(first, story.report(Severity.TWO), "Toch niet.", "marijke");
        scenario.deliver();
        assertThat(toJoost()).hasSize(2);
    }

    @Test
    void isCalledAtOnceWhenItIsWorseAndToldCalmlyWhenItIsNot() {
        var code = story.led(Severity.TWO);
        assessed("1", "on", "Nu staat alles stil.");
        scenario.deliver();

        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("Ernst 1 (was 2)"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("De ernst is nu 1; dat was 2.", "Waarom: Nu staat alles stil."));
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .as("managers too")
                .anyMatch(mail -> mail.text().contains("Nu staat alles stil."));
        var told = scenario.mails().size();

        revised(code, "1", "on", "Het blijft zo.");
        assertThat(scenario.mails()).as("the same again is no news").hasSize(told);

        revised(code, "2", "on", "De helft werkt weer.");
        assertThat(scenario.mailsTo("anouk@waddenhost.example")).last().satisfies(mail -> {
            assertThat(mail.subject()).contains("Minder erg: ernst 2 (was 1)");
            assertThat(mail.text()).contains("De helft werkt weer.", "niets extra's");
        });
        assertThat(story.walked(code, "incident-response")).contains("EndEvent_WiderTold", "EndEvent_NobodyCalled");
    }

    private void revised(IncidentCode code, String severity, String plan, String why) {
        story.revise("anouk", code);
        assessed(severity, plan, why);
        scenario.deliver();
    }

    private void assessed(String severity, String plan, String why) {
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.complete(
                "anouk",
                "UserTask_DecideSeverity",
                Map.of("severityChosen", severity, "crisisPlanChosen", plan, "why", why));
    }

    private List<String> toJoost() {
        return scenario.mailsTo("joost@waddenhost.example").stream()
                .map(Mail::subject)
                .filter(subject -> subject.startsWith("[INC-"))
                .toList();
    }

    private List<Mail> toDaan() {
        return scenario.mailsTo("daan@waddenhost.example");
    }
}
