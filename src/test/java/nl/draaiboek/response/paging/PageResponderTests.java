package nl.draaiboek.response.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentResolved;
import nl.draaiboek.incident.JoinIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.response.OfferRole;
import nl.draaiboek.response.Role;
import nl.draaiboek.support.MailServer;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ladder at night: who is paged, who is not, and who is left alone after an answer. */
@ScenarioTest
class PageResponderTests {

    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMinutes(5);
    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    IncidentRecord record;

    @Autowired
    WhoWasPaged whoWasPaged;

    private Night night;

    @BeforeEach
    void night(@Autowired AutowireCapableBeanFactory beans) {
        night = beans.createBean(Night.class);
    }

    @AfterEach
    void walked(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyNodeWasWalked() {
        assertThat(WALKED.missing("page-responder")).isEmpty();
        assertThat(WALKED.missing("page-person")).isEmpty();
        assertThat(WALKED.missing("keep-progress")).isEmpty();
        assertThat(WALKED.missing("page-on-call")).isEmpty();
    }

    @Test
    void pagesWhoeverIsOnCallOnDetectionAndNobodyElse() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);

        assertThat(night.paged()).containsExactly("bram");
        assertThat(night.pages("bram").get(0).text())
                .contains(code.value(), "Datacenter Haarlem onbereikbaar", "Kom je?", "/p/")
                .doesNotContain("+31");
        night.passes(ACKNOWLEDGE_WITHIN.minusSeconds(1));
        assertThat(night.paged()).as("they still have time").containsExactly("bram");
    }

    @Test
    void pagesTheBackupThenTheManagerOnDutyThenRoundAgain() {
        night.onCall("hosting", "bram", "kehinde");
        night.onCall("manager-on-duty", "marijke");
        var code = night.alert(Severity.TWO);

        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(night.paged()).containsExactly("bram", "kehinde");
        assertThat(night.pages("kehinde").get(0).subject())
                .as("in their own language")
                .contains("Page");
        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(night.paged()).containsExactly("bram", "kehinde", "marijke");
        assertThat(scenario.mails()).noneMatch(mail -> mail.subject().contains("Er komt nog niemand"));

        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("Er komt nog niemand")
                        && mail.text().contains("Bram Jansen, Kehinde Oyelaran, Marijke van den Berg"));
        assertThat(scenario.mailsTo("emma@waddenhost.example"))
                .as("no concern of hers")
                .isEmpty();
        night.passes(Duration.ofMinutes(2));
        assertThat(night.paged()).containsExactly("bram", "bram", "kehinde", "marijke");
        assertThat(night.kinds(code)).contains("page.nobody-answers");
        night.comes("bram");
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .as("who read that nobody comes reads who does, once")
                .filteredOn(mail -> mail.subject().contains("Bram Jansen"))
                .hasSize(1);
        assertThat(night.runs("page-responder"))
                .as("a ladder never ends by itself")
                .isTrue();
    }

    @Test
    void severityOnePagesFirstAndBackupAtOnce() {
        night.onCall("hosting", "bram", "kehinde");
        night.alert(Severity.ONE);

        assertThat(night.paged()).containsExactly("bram", "kehinde");
        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(night.paged()).hasSize(3).contains("marijke");
    }

    @Test
    void whileNobodyLeadsTheNextInLineIsCalledByTheirOwnWaysEachRoundOneFurther() {
        night.onCall("hosting", "bram", "kehinde");
        night.onCall("incident-manager", "marijke", "anouk");
        night.reached("marijke", "call > call-second");
        var code = night.alert(Severity.ONE);
        night.comes("bram");
        night.passes(ACKNOWLEDGE_WITHIN.minusSeconds(1));
        assertThat(night.askedToLead(code)).as("there is time to take it").isEmpty();

        night.passes(Duration.ofSeconds(1));
        assertThat(night.askedToLead(code)).containsExactly("marijke call");
        night.passes(Duration.ofMinutes(1));
        assertThat(night.askedToLead(code)).containsExactly("marijke call", "marijke call-second");
        night.passes(Duration.ofMinutes(4));
        assertThat(night.askedToLead(code)).hasSize(3).endsWith("anouk mail");
        assertThat(scenario.mailsTo("anouk@waddenhost.example")).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Kun jij de leiding nemen? ernst 1"));
        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("Niemand neemt de leiding"));
        night.passes(Duration.ofMinutes(1));
        assertThat(night.askedToLead(code))
                .as("one further, and neither Bram, who works on it, nor Kehinde, who was called before")
                .hasSize(4)
                .endsWith("daan mail");
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .filteredOn(mail -> mail.text().contains("Daarom vragen we het nu breder"))
                .as("the wider team is told once")
                .hasSize(1);

        scenario.claim("marijke", "UserTask_TakeLead");
        night.passes(ACKNOWLEDGE_WITHIN.minusSeconds(1));
        assertThat(night.askedToLead(code)).as("Marijke looks").hasSize(4);
        night.passes(Duration.ofSeconds(1));
        assertThat(night.askedToLead(code)).as("nothing came of it").hasSize(5).endsWith("anouk mail");
        scenario.complete("marijke", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real"));
        night.passes(Duration.ofHours(1));
        assertThat(night.askedToLead(code)).as("somebody leads").hasSize(5);
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .as("who was asked hears that it is no longer needed, once")
                .filteredOn(mail -> mail.subject().contains("Marijke van den Berg heeft de leiding"))
                .hasSize(1);
        assertThat(List.of("anouk", "daan"))
                .as("or as the end of the page that was still open for them")
                .allSatisfy(asked -> assertThat(scenario.mailsTo(asked + "@waddenhost.example"))
                        .last()
                        .satisfies(mail -> assertThat(mail.subject()).contains("Marijke van den Berg")));
        assertThat(List.of("marijke", "emma"))
                .allSatisfy(other -> assertThat(scenario.mailsTo(other + "@waddenhost.example"))
                        .noneMatch(mail -> mail.subject().contains("heeft de leiding")));
    }

    @Test
    void whoSaidToLeadIsNotAskedAgainOnceSomebodyElseLeads() {
        night.onCall("hosting", "bram", "kehinde");
        night.onCall("incident-manager", "marijke", "daan");
        var code = night.alert(Severity.TWO);
        night.comes("bram");
        for (var minutes = 0; night.askedToLead(code).isEmpty() && minutes < 60; minutes++) {
            night.passes(Duration.ofMinutes(1));
        }
        assertThat(night.askedToLead(code)).containsExactly("marijke mail");
        var asked = scenario.mailsTo("marijke@waddenhost.example").stream()
                .filter(mail -> mail.text().contains("/p/"))
                .toList();
        assertThat(asked).hasSize(1);
        assertThat(night.press(Night.linkIn(asked.get(0).text()), "come").statusCode())
                .isEqualTo(200);
        scenario.deliver();
        assertThat(night.states(code)).containsEntry("UNLED", "ACKNOWLEDGED");
        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes"));
        scenario.deliver();
        assertThat(night.states(code)).containsEntry("UNLED", "ENDED").containsEntry("DETECTED", "ACKNOWLEDGED");

        night.passes(Duration.ofMinutes(50));
        assertThat(night.askedToLead(code)).as("Anouk leads").containsExactly("marijke mail");
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("page.lapsed"))
                .as("only Bram, of whom nothing was seen")
                .extracting(entry -> entry.details().get("person"))
                .containsOnly("bram");
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("Anouk de Vries heeft de leiding"))
                .hasSize(1);
    }

    @Test
    void aTelephoneIsCalledForOneThingOfAnIncidentAtATime() {
        night.onCall("hosting", "bram", "kehinde");
        night.onCall("manager-on-duty", "marijke");
        night.onCall("incident-manager", "marijke");
        night.reached("marijke", "call");
        var code = night.alert(Severity.ONE);
        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(night.called(code, "marijke"))
                .as("manager on duty, and next in line to lead")
                .isEqualTo(1);
        night.passes(Duration.ofMinutes(1));
        assertThat(night.called(code, "marijke")).isEqualTo(2);
    }

    @Test
    void anotherIncidentDoesNotWaitForATelephoneThatIsEngaged() {
        night.onCall("hosting", "bram", "kehinde");
        night.reached("bram", "call");
        var first = night.alert(Severity.TWO);
        var second = night.alert(Severity.TWO);
        assertThat(night.called(first, "bram")).isEqualTo(1);
        assertThat(night.called(second, "bram")).isEqualTo(1);
    }

    @Test
    void whoWasAskedToLeadIsAskedAgainEverMoreSlowly() {
        night.onCall("incident-manager", "marijke", "anouk");
        var code = night.alert(Severity.TWO);
        for (var minutes = 0; minutes < 90; minutes += 5) {
            night.passes(Duration.ofMinutes(5));
        }

        var first = night.askedToLead(code).size();
        assertThat(first).isBetween(6, 16);
        assertThat(night.askedToLead(code)).contains("marijke mail", "daan mail", "bram mail", "kehinde mail");
        for (var minutes = 0; minutes < 90; minutes += 5) {
            night.passes(Duration.ofMinutes(5));
        }
        assertThat(night.askedToLead(code)).hasSizeGreaterThan(first).hasSizeLessThan(2 * first);
    }

    @Test
    void severityThreeWaitsForTheOfficeAndIsPagedThen() {
        night.onCall("hosting", "bram", "kehinde");
        night.alert(Severity.THREE);
        night.passes(Duration.ofHours(1));
        assertThat(night.paged()).isEmpty();

        night.passes(Duration.ofDays(2).plusHours(6));
        assertThat(night.paged()).containsExactly("bram");
    }

    @Test
    void whoIsOnCallWhenTheOfficeOpensIsPagedAndTheRecordSaysThatItWaits() {
        night.onCall("hosting", "bram", "kehinde");
        night.relieved("hosting", "2026-11-22T23:00:00Z", "daan", "kehinde");
        var code = night.alert(Severity.THREE);
        assertThat(night.kinds(code)).containsExactly("page.waits");
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("page.waits"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("until", "2026-11-23T08:00:00Z")
                        .doesNotContainKey("first"));
        assertThat(whoWasPaged.of(code)).singleElement().satisfies(page -> assertThat(page.waitsUntil())
                .isEqualTo("2026-11-23T08:00:00Z"));

        night.passes(Duration.ofDays(2).plusHours(6));
        assertThat(night.paged()).containsExactly("daan");
        assertThat(night.kinds(code)).containsExactly("page.waits", "page.opened", "page.sent");
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("page.opened"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("first", "daan"));
        assertThat(night.page(code)).containsEntry("round", 1);
        assertThat(whoWasPaged.of(code)).singleElement().satisfies(page -> assertThat(page.waitsUntil())
                .isNull());
    }

    @Test
    void aWorseAlertThatJoinsWhatWaitsForTheOfficePagesAtOnce(
            @Autowired JoinIncident join, @Autowired TransactionTemplate transaction) {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.THREE);
        assertThat(night.paged()).isEmpty();

        transaction.executeWithoutResult(s -> join.raise(code, Severity.ONE, "alertmanager"));
        scenario.deliver();
        assertThat(night.paged()).containsExactly("bram", "kehinde");
    }

    @Test
    void aServiceThatNobodyIsOnCallForPagesTheGroupWhoWasCalledLeastFirst() {
        night.alert(Severity.TWO);
        assertThat(night.paged()).containsExactly("anouk");
        night.comes("anouk");

        night.alert(Severity.TWO);
        assertThat(night.paged()).as("Anouk was woken once already").containsExactly("anouk", "marijke");
    }

    @Test
    void whoIsAwayIsNotPaged() {
        night.onCall("hosting", "bram", "kehinde");
        night.away("bram");
        night.alert(Severity.TWO);

        assertThat(night.paged()).containsExactly("kehinde");
    }

    @Test
    void anAnswerEndsItForAllAndEveryoneWhoWasPagedHearsWhoComes() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.ONE);
        night.comes("bram");

        assertThat(scenario.mailsTo("kehinde@waddenhost.example")).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Bram Jansen is on it"));
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .noneMatch(mail -> mail.subject().contains("komt"));
        night.passes(Duration.ofMinutes(29));
        assertThat(night.paged()).containsExactly("bram", "kehinde");
        assertThat(night.kinds(code)).contains("page.acknowledged").doesNotContain("page.nobody-answers");
        assertThat(night.page(code)).containsEntry("acknowledged_by", "bram").containsEntry("acknowledged_way", "link");
        assertThat(night.page(code)).containsEntry("state", "ACKNOWLEDGED");
    }

    @Test
    void whomATelephoneWokeReadsOnItWhoComes() {
        night.onCall("hosting", "bram", "kehinde");
        night.reached("kehinde", "call");
        night.alert(Severity.ONE);
        assertThat(scenario.posts("sms")).isEmpty();
        night.comes("bram");

        assertThat(scenario.posts("sms")).singleElement().satisfies(post -> assertThat(post.text())
                .contains("Bram Jansen"));
    }

    @Test
    void passingOnCallsTheNextAtOnce() {
        night.onCall("hosting", "bram", "kehinde");
        night.alert(Severity.TWO);
        night.passesOn("bram");

        assertThat(night.paged()).containsExactly("bram", "kehinde");
        assertThat(night.get(night.link("bram")).body()).contains("Je hebt de oproep doorgegeven");
    }

    @Test
    void anAcknowledgementOfWhichNothingComesLapsesAndThatPersonIsPagedAnew() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        night.passesOn("bram");
        night.comes("kehinde");
        night.passes(Duration.ofMinutes(30));

        assertThat(night.kinds(code)).contains("page.lapsed");
        assertThat(night.paged()).containsExactly("bram", "kehinde", "kehinde");
        assertThat(night.pages("kehinde").get(1).subject()).contains("(again)");
        assertThat(night.pages("kehinde").get(1).text()).contains("you said that you are on it");
        assertThat(night.pages("kehinde").get(0).text()).doesNotContain("you said");
        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(night.paged())
                .as("then one who did not say that they cannot")
                .containsExactly("anouk", "bram", "kehinde", "kehinde");
        night.comes("anouk");
        assertThat(night.page(code)).containsEntry("state", "ACKNOWLEDGED");
    }

    @Test
    void whoCannotComeAfterAllIsNotPagedAgainInThatRoundAndTheLeadHearsOfIt(
            @Autowired AnswerPage answerPage, @Autowired JdbcClient jdbc) {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        night.comes("bram");
        jdbc.sql("update draaiboek.incident set lead = 'anouk' where code = ?")
                .param(code.value())
                .update();
        assertThat(answerPage.passOn(
                        Long.parseLong(String.valueOf(night.page(code).get("id"))), "bram", "sms"))
                .isEqualTo(AnswerPage.Became.PASSED_ON);
        scenario.deliver();

        assertThat(night.paged()).containsExactly("bram", "kehinde");
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("kan toch niet komen"));
        night.comes("kehinde");
        assertThat(night.runs("page-responder")).isFalse();
    }

    @Test
    void whoeverGetsToWorkIsNotPagedAnew() {
        night.onCall("hosting", "anouk", "kehinde");
        var code = night.alert(Severity.TWO);
        night.comes("anouk");
        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes"));
        night.passes(Duration.ofMinutes(30));

        assertThat(night.paged()).containsExactly("anouk");
        assertThat(night.kinds(code)).doesNotContain("page.lapsed");
        assertThat(night.page(code)).containsEntry("state", "ENDED");
        assertThat(night.runs("keep-progress")).isFalse();
    }

    @Test
    void aPageEndsWithItsIncident() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        night.clears(code);
        night.passes(Duration.ofMinutes(5));
        var paged = night.paged();
        night.passes(Duration.ofHours(1));

        assertThat(night.paged()).as("nobody more").isEqualTo(paged);
        assertThat(night.page(code)).containsEntry("state", "ENDED");
        assertThat(night.runs("page-responder")).isFalse();
        assertThat(night.get(night.link("bram")).body()).contains("Het is voorbij: er hoeft niemand meer te komen");
    }

    @Test
    void whoWasPagedByPhoneAloneHearsByMailThatThereIsNothingToComeFor() {
        night.onCall("hosting", "joost");
        night.reached("joost", "sms");
        var code = night.alert(Severity.TWO);
        assertThat(scenario.posts("sms")).hasSize(1);
        assertThat(scenario.mailsTo("joost@waddenhost.example")).isEmpty();

        night.clears(code);
        night.passes(Duration.ofMinutes(5));

        assertThat(scenario.mailsTo("joost@waddenhost.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).contains(code.value()));
    }

    @Test
    void takingTheLeadIsAnAnswerToo() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.ONE);
        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes"));
        scenario.deliver();
        night.passes(Duration.ofMinutes(10));

        assertThat(night.paged()).containsExactly("bram", "kehinde");
        assertThat(night.page(code))
                .containsEntry("acknowledged_by", "anouk")
                .containsEntry("acknowledged_way", "work");
        assertThat(scenario.mailsTo("kehinde@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("Anouk de Vries is on it"));
    }

    @Test
    void sayingNoToARoleIsNoAnswerToThePage(
            @Autowired OfferRole offerRole, @Autowired TransactionTemplate transaction) {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        transaction.executeWithoutResult(
                s -> offerRole.offer(new OfferRole.Wish(code, Role.TECH_LEAD, "bram", "anouk", "")));
        scenario.settle();
        scenario.complete("bram", "UserTask_AnswerRole", Map.of("answer", "no", "why", "No laptop here"));

        assertThat(night.kinds(code)).doesNotContain("page.acknowledged");
        night.passes(ACKNOWLEDGE_WITHIN);
        assertThat(night.paged()).containsExactly("bram", "kehinde");
    }

    @Test
    void aNoteAtATaskIsProgressAndStandsInTheRecord() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        night.comes("bram");
        scenario.comment("bram", "UserTask_TakeLead", "I look at the <b>database</b>");

        night.passes(Duration.ofMinutes(30));
        assertThat(night.kinds(code)).doesNotContain("page.lapsed");
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("note.written"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("bram");
                    assertThat(entry.details()).containsEntry("text", "I look at the <b>database</b>");
                });
    }

    @Test
    void sayingNoToARoleIsNoProgress(@Autowired OfferRole offerRole, @Autowired TransactionTemplate transaction) {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        night.comes("bram");
        transaction.executeWithoutResult(
                s -> offerRole.offer(new OfferRole.Wish(code, Role.TECH_LEAD, "bram", "anouk", "")));
        scenario.settle();
        scenario.complete("bram", "UserTask_AnswerRole", Map.of("answer", "no", "why", "No laptop here"));

        night.passes(Duration.ofMinutes(30));
        assertThat(night.kinds(code)).contains("page.lapsed");
    }

    @Test
    void takingATaskIsAnAnswerAndHoldsUntilNothingComesOfIt() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        scenario.claim("anouk", "UserTask_TakeLead");
        scenario.deliver();

        assertThat(night.page(code))
                .containsEntry("acknowledged_by", "anouk")
                .containsEntry("acknowledged_way", "work");
        night.passes(Duration.ofMinutes(20));
        assertThat(night.paged()).as("nobody else is called").containsExactly("bram");
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .as("who was called hears who comes")
                .anyMatch(mail -> mail.subject().contains("Anouk de Vries"));

        night.passes(Duration.ofMinutes(10));
        assertThat(night.kinds(code)).contains("page.lapsed");
        assertThat(night.paged()).containsExactly("anouk", "bram");
    }

    @Test
    void anAcknowledgedPageEndsWithItsIncidentToo() {
        night.onCall("hosting", "bram", "kehinde");
        night.alert(Severity.TWO);
        night.comes("bram");
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "rejected", "why", "Niets."));

        assertThat(night.runs("keep-progress")).isFalse();
        night.passes(Duration.ofHours(1));
        assertThat(night.paged()).containsExactly("bram");
    }

    @Test
    void whoHasNoWayAtAllIsPassedOverAtOnce() {
        night.onCall("hosting", "bram", "kehinde");
        night.reached("bram", "chat");
        night.alert(Severity.TWO);

        assertThat(night.paged()).containsExactly("kehinde");
    }

    @Test
    void noOldAlarmsComeOutOnceItIsOverAndMailIsBack(
            @Autowired ApplicationEventPublisher events, @Autowired TransactionTemplate transaction) {
        night.onCall("hosting", "bram", "kehinde");
        scenario.mailGoesOut();
        var code = night.alert(Severity.TWO);
        night.passes(Duration.ofMinutes(30));
        assertThat(night.kinds(code)).contains("page.nobody-answers");

        transaction.executeWithoutResult(status -> events.publishEvent(new IncidentResolved(code)));
        scenario.mailComesBack();
        night.passes(Duration.ofMinutes(10));

        assertThat(scenario.mails())
                .extracting(MailServer.Mail::subject)
                .noneMatch(subject -> subject.contains("Oproep")
                        || subject.contains("Page")
                        || subject.contains("antwoordt")
                        || subject.contains("answers")
                        || subject.contains("Ernst 2"));
        assertThat(record.of(code))
                .as("that it did not go out is told")
                .anyMatch(entry -> entry.kind().equals("dispatch.cancelled")
                        && "page-nobody".equals(entry.details().get("message")));
    }

    /** Nor that it was nothing, to somebody who never heard that it was something. */
    @Test
    void nothingComesOutOfWhatWasNothingWhileMailWasOut() {
        night.onCall("hosting", "bram", "kehinde");
        scenario.mailGoesOut();
        night.alert(Severity.TWO);
        night.passes(Duration.ofMinutes(30));
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "rejected", "why", "Niets."));

        scenario.mailComesBack();
        night.passes(Duration.ofMinutes(10));

        assertThat(scenario.mails()).extracting(MailServer.Mail::subject).isEmpty();
    }

    @Test
    void mailThatIsOutCallsTheNextAtOnce() {
        night.onCall("hosting", "bram", "kehinde");
        scenario.mailGoesOut();
        var code = night.alert(Severity.TWO);

        assertThat(night.kinds(code)).contains("page.not-reached");
        assertThat(night.attempts(code)).contains("bram FAILED", "kehinde FAILED", "marijke FAILED");
        assertThat(night.runs("page-responder")).as("and it goes on").isTrue();

        scenario.mailComesBack();
        night.passes(Duration.ofMinutes(3));
        assertThat(night.paged()).contains("bram");
    }

    @Test
    void aSeverityThatIsRaisedPagesAtOnce() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.THREE);
        assertThat(night.paged()).isEmpty();

        night.decide(code, Severity.TWO);
        assertThat(night.paged()).containsExactly("bram");
        assertThat(night.kinds(code)).containsExactly("page.waits", "page.opened", "page.sent");
        night.decide(code, Severity.ONE);
        assertThat(night.paged()).as("now the backup at once").containsExactly("bram", "bram", "kehinde");
        night.decide(code, Severity.ONE);
        assertThat(night.paged()).as("the same again is no news").hasSize(3);
    }

    @Test
    void aSeverityThatMayWaitStopsThePagesUntilTheOfficeOpens() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        night.decide(code, Severity.THREE);
        night.passes(Duration.ofHours(1));
        assertThat(night.paged()).containsExactly("bram");

        night.comes("bram");
        assertThat(night.page(code)).containsEntry("acknowledged_by", "bram");
        night.passes(Duration.ofDays(3));
        assertThat(night.paged()).as("an answer counts while it waits").containsExactly("bram");
    }

    @Test
    void aSeverityThatIsRaisedAfterAnAnswerCallsMorePeople() {
        night.onCall("hosting", "bram", "kehinde", "daan");
        var code = night.alert(Severity.TWO);
        night.comes("bram");
        night.decide(code, Severity.ONE);

        assertThat(night.paged()).containsExactly("bram", "daan", "kehinde");
        night.comes("kehinde");
        night.passes(Duration.ofMinutes(20));
        assertThat(night.paged()).hasSize(3);
    }

    @Test
    void oneLadderAsksWhenNothingCameOfTheFirstAnswerAndNothingYetOfTheCallForMore() {
        night.onCall("hosting", "bram", "kehinde", "daan");
        var code = night.alert(Severity.TWO);
        night.comes("bram");
        night.decide(code, Severity.ONE);
        assertThat(night.states(code)).containsEntry("RAISED", "OPEN");

        night.passes(Duration.ofMinutes(30));
        assertThat(night.states(code)).containsEntry("RAISED", "ENDED").containsEntry("DETECTED", "OPEN");
    }

    @Test
    void manyAlertsOfOneIncidentAreOnePage() {
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        for (var i = 0; i < 20; i++) {
            night.joins(code);
        }
        night.passes(Duration.ofMinutes(4));

        assertThat(night.paged()).containsExactly("bram");
    }
}
