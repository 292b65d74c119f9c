package nl.draaiboek.communication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.ConfirmExpectedRecovery;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** People promised "more at 03:15" hear something at 03:15. */
@ScenarioTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepPromiseTests {

    private static final String WRITE = "UserTask_WriteUpdate";

    @Autowired
    Scenario scenario;

    @Autowired
    ApplicationContext context;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    nl.draaiboek.incident.IncidentRecord record;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Updates updates;

    @Autowired
    Incidents incidents;

    @Autowired
    ConfirmExpectedRecovery confirmExpectedRecovery;

    @Autowired
    RepositoryService repository;

    private final Walked walked = new Walked();

    Story story;

    @BeforeEach
    void story() {
        story = new Story(scenario, context, transaction, jdbc);
    }

    @AfterEach
    void walked() {
        walked.note(scenario, repository);
    }

    @AfterAll
    void everyFlowNodeWasWalked() {
        for (var process : List.of("crisis-communication", "keep-promise", "write-update")) {
            assertThat(walked.missing(process)).as(process).isEmpty();
        }
    }

    @Test
    void asksRemindsTellsTheLeadAndThenSendsTheHoldingTextByItself() {
        var code = told(Severity.ONE);

        after(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(scenario.tasks(WRITE)).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(scenario.task(WRITE).getDueDate()).isEqualTo("2026-11-21T02:15:00Z");
        assertThat(notices()).isEmpty();

        after(Duration.ofMinutes(3));
        assertThat(notices()).extracting(Mail::to).containsExactly("chaima@waddenhost.example");
        assertThat(notices().get(0).text()).contains("om 03:15 uur", "tussenbericht");

        after(Duration.ofMinutes(1));
        assertThat(notices())
                .extracting(Mail::to)
                .containsExactlyInAnyOrder("chaima@waddenhost.example", "anouk@waddenhost.example");
        after(Duration.ofSeconds(59));
        assertThat(toMia()).hasSize(1);

        after(Duration.ofSeconds(1));
        assertThat(toMia()).hasSize(2).last().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[" + code + "] In onderzoek: webhosting");
            assertThat(mail.text()).contains("Wij werken nog steeds aan deze storing", "uiterlijk om 03:30 uur");
        });
        assertThat(scenario.posts("x"))
                .extracting(Post::text)
                .filteredOn(text -> text.contains("nog steeds"))
                .hasSize(1);
        assertThat(scenario.posts("status-page")).hasSize(4);
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:30:00Z"));
        assertThat(notices()).hasSize(2);
        assertThat(scenario.tasks(WRITE))
                .as("what was being written stays open")
                .hasSize(1);

        after(Duration.ofMinutes(15));
        assertThat(notices()).as("once more for the new promise, each once").hasSize(4);
        assertThat(toMia()).hasSize(3);
        story.update();
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:45:00Z"));
    }

    /** the usual way to tell everyone fails. */
    @Test
    void letsWordGoRoundByTelephoneWhenMailIsOut() {
        scenario.mailGoesOut();
        var before = told(Severity.ONE);
        scenario.deliver();
        var next = story.incident(Severity.ONE);
        story.communicate(next);

        assertThat(trees()).as("nobody had noticed before %s", before).containsExactly(next.value());
        scenario.mailComesBack();
    }

    @Test
    void saysOfNoOtherServiceByItself() {
        var code = told(Severity.ONE);
        Company.serve(jdbc, "e-mail");
        story.alsoTouched(code, "e-mail");

        after(Duration.ofMinutes(15));

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .isEqualTo("[" + code + "] In onderzoek: webhosting"));
        story.update();
        assertThat(toMia()).hasSize(3).last().satisfies(mail -> assertThat(mail.subject())
                .as("somebody has read it")
                .contains("e-mail"));
    }

    @Test
    void staysSilentWhenTheUpdateIsOnItsWayInTime() {
        var code = told(Severity.ONE);
        after(Duration.ofMinutes(12));
        scenario.mailGoesOut();
        story.write();
        story.approve();

        scenario.deliver();
        after(Duration.ofSeconds(30));
        assertThat(updates.published(code, Audience.EXTERNAL)).hasSize(2);
        after(Duration.ofMinutes(3));

        assertThat(updates.published(code, Audience.EXTERNAL))
                .extracting(update -> update.facts().kind())
                .containsExactly(UpdateKind.REGULAR, UpdateKind.REGULAR);
        assertThat(notices()).isEmpty();
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:27:00Z"));
    }

    @Test
    void sendsTheHoldingTextAlsoWhileMailIsOut() {
        var code = told(Severity.ONE);
        after(Duration.ofMinutes(10));
        scenario.mailGoesOut();

        after(Duration.ofMinutes(5));
        after(Duration.ofSeconds(30));

        assertThat(scenario.posts("x")).extracting(Post::text).anyMatch(text -> text.contains("still working"));
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:30:00Z"));
    }

    @Test
    void theClockRunsOnWhereMailIsOut() {
        var code = told(Severity.ONE);
        scenario.mailGoesOut();

        for (var minute = 1; minute <= 18; minute++) {
            after(Duration.ofMinutes(1));
        }

        assertThat(updates.published(code, Audience.EXTERNAL))
                .extracting(update -> update.facts().kind())
                .containsExactly(UpdateKind.REGULAR, UpdateKind.HOLDING);
        assertThat(scenario.posts("x")).hasSize(4);
        scenario.mailComesBack();
        after(Duration.ofMinutes(5));
        assertThat(toMia()).as("the latest state, once").hasSize(2);
    }

    @Test
    void neverSendsFirstWordsByItselfButAsksWider() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        assertThat(scenario.groups(scenario.task(WRITE))).contains("communicators");

        after(Duration.ofMinutes(3));
        assertThat(notices()).extracting(Mail::to).containsExactly("chaima@waddenhost.example");
        after(Duration.ofMinutes(1));
        assertThat(notices()).extracting(Mail::to).contains("anouk@waddenhost.example");
        assertThat(scenario.task(WRITE).getPriority()).isLessThan(90);

        after(Duration.ofMinutes(1));
        assertThat(scenario.task(WRITE).getPriority()).isEqualTo(90);
        assertThat(toMia()).isEmpty();
        assertThat(scenario.posts("x")).isEmpty();
        assertThat(updates.nextPromised(code))
                .as("nobody outside was promised anything")
                .isEmpty();

        after(Duration.ofMinutes(15));
        assertThat(notices()).as("asked for again").hasSize(4);
        assertThat(toMia()).isEmpty();
        story.update();
        assertThat(toMia()).hasSize(1);
    }

    @Test
    void anUpgradeBringsThePromiseForwardAndADowngradeKeepsIt() {
        var code = told(Severity.TWO);
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:30:00Z"));

        after(Duration.ofMinutes(5));
        story.severity(code, Severity.ONE, true);
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:20:00Z"));
        after(Duration.ofMinutes(10));
        assertThat(scenario.tasks(WRITE)).hasSize(1);
        story.update();
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:30:00Z"));

        story.severity(code, Severity.THREE, true);
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:30:00Z"));
        after(Duration.ofMinutes(15));
        assertThat(toMia()).as("kept by a holding text").hasSize(3);
    }

    @Test
    void bringsThePromiseForwardWhenWhatSeemedSolvedIsBack() {
        var code = told(Severity.ONE);
        story.publicly(code, PublicState.MONITORING);
        story.update();
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:30:00Z"));

        after(Duration.ofMinutes(2));
        story.publicly(code, PublicState.INVESTIGATING);

        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:17:00Z"));
        assertThat(scenario.task(WRITE).getDueDate()).isEqualTo(Instant.parse("2026-11-21T02:17:00Z"));
    }

    @Test
    void keepsThePromiseAfterTheCrisisPlanIsOffThenSaysALastWordAndClosesAtTheEnd() {
        var code = story.incident(Severity.ONE);
        var process = story.communicate(code);
        story.update();
        story.severity(code, Severity.THREE, false);
        assertThat(scenario.tasks(WRITE)).isEmpty();

        after(Duration.ofMinutes(10));
        story.update();
        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.text())
                .contains("voorlopig ons laatste bericht")
                .doesNotContain("volgende bericht"));
        assertThat(updates.nextPromised(code)).isEmpty();

        after(Duration.ofDays(2));
        assertThat(toMia()).hasSize(2);
        assertThat(scenario.tasks(WRITE)).isEmpty();
        assertThat(story.over(process)).isFalse();

        story.resolved(code);
        story.update();
        assertThat(toMia()).hasSize(3).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Opgelost"));
        assertThat(story.over(process)).isTrue();
    }

    /** nobody hears "we still work on it" about what is over, and nobody waits for ever for the last word. */
    @Test
    void theClosingWordsGoOutByThemselvesAtThePromisedTimeWhenNobodySendsThem() {
        var code = told(Severity.ONE);
        var process = communication();
        after(Duration.ofMinutes(5));
        story.resolved(code);
        jdbc.sql("update draaiboek.incident set state = 'CLOSED' where code = ?")
                .param(code.value())
                .update();
        assertThat(scenario.tasks(WRITE)).as("somebody is asked for them").hasSize(1);
        after(Duration.ofMinutes(9));
        assertThat(toMia()).hasSize(1);
        assertThat(notices()).extracting(Mail::to).contains("anouk@waddenhost.example");

        after(Duration.ofMinutes(1));

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> {
            assertThat(mail.subject()).contains("Opgelost");
            assertThat(mail.text()).doesNotContain("nog steeds aan deze storing", "volgende bericht komt");
        });
        assertThat(scenario.tasks(WRITE)).isEmpty();
        assertThat(story.over(process)).isTrue();
        after(Duration.ofHours(3));
        assertThat(toMia()).hasSize(2);
    }

    @Test
    void theClosingWordsHaveATimeAlsoWhereNothingWasPromised() {
        var code = told(Severity.ONE);
        var process = communication();
        jdbc.sql(
                        "insert into draaiboek.promise (incident, number, promised_at, made_at, made_by, outside) values (?, 9, null, now(), 'x', true)")
                .param(code.value())
                .update();
        story.resolved(code);

        after(Duration.ofMinutes(14));
        assertThat(toMia()).hasSize(1);
        after(Duration.ofMinutes(1));

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Opgelost"));
        assertThat(story.over(process)).isTrue();
    }

    private String communication() {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey("crisis-communication")
                .singleResult()
                .getId();
    }

    /** mail comes back between the end and the closing words. */
    @Test
    void whatMailHeldIsNotSentOnceItIsResolved() {
        var code = told(Severity.ONE);
        scenario.mailGoesOut();
        after(Duration.ofMinutes(11));
        story.update();
        after(Duration.ofMinutes(3));
        after(Duration.ofMinutes(1));
        assertThat(states(code)).contains("given-up");

        story.resolved(code);
        scenario.deliver();
        assertThat(states(code)).doesNotContain("given-up").contains("cancelled");
        scenario.mailComesBack();
        after(Duration.ofMinutes(5));
        assertThat(toMia()).as("nothing that is no longer so").hasSize(1);

        story.update();
        after(Duration.ofMinutes(1));
        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Opgelost"));
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("dispatch.cancelled"))
                .anySatisfy(entry -> assertThat(entry.details())
                        .containsEntry("audience", "customers")
                        .containsEntry("why", "It was resolved before this could go out."));
    }

    private List<String> states(IncidentCode code) {
        return jdbc.sql(
                        "select state from draaiboek.dispatch where incident = ? and message = 'update' and channel = 'mail'")
                .param(code.value())
                .query(String.class)
                .list();
    }

    @Test
    void tellsWhenItWillWorkAgainOnlyOnceTheTechLeadConfirmedIt() {
        var code = told(Severity.ONE);
        jdbc.sql("update draaiboek.incident set tech_lead = 'bram' where code = ?")
                .param(code.value())
                .update();
        assertThat(toMia().get(0).text()).contains("Dat is nog niet bekend").doesNotContain("Wij verwachten dat u");

        scenario.complete(
                "emma", "UserTask_StrengthenServiceDesk", Map.of("decision", "colleagues", "how", "Twee mensen"));
        var describe = scenario.task("UserTask_DescribeWork");
        assertThat(describe.getAssignee()).as("who decided describes it").isEqualTo("emma");
        assertThat(scenario.taskService().getVariables(describe.getId()))
                .containsEntry("chosen", code.value())
                .hasEntrySatisfying("what", what -> assertThat(what.toString()).endsWith("Twee mensen"))
                .hasEntrySatisfying(
                        "words", words -> assertThat(words.toString()).contains("/status"));
        scenario.complete(
                "emma",
                "UserTask_DescribeWork",
                Map.of(
                        "chosen",
                        code.value(),
                        "what",
                        "Bellen",
                        "customers",
                        "Alle",
                        "words",
                        "Zie de statuspagina",
                        "wanted",
                        1));
        assertThat(jdbc.sql("select asked_by from draaiboek.communication_work")
                        .query(String.class)
                        .list())
                .containsExactly("emma");
        assertThat(confirmExpectedRecovery.confirm(code, Instant.parse("2026-11-21T04:00:00Z"), "bram"))
                .isEmpty();
        scenario.settle();
        story.update();

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.text())
                .contains("vanaf 05:00 uur weer normaal")
                .doesNotContain("Dat is nog niet bekend"));
        assertThat(scenario.posts("status-page").get(3).message().content().facts())
                .containsEntry("expectedRecovery", "2026-11-21T04:00:00Z");
    }

    @Test
    void aTimeThatPassedIsNoLongerToldAndTheNextWordsSayThatItTakesLonger() {
        var code = told(Severity.ONE);
        jdbc.sql("update draaiboek.incident set tech_lead = 'bram' where code = ?")
                .param(code.value())
                .update();
        after(Duration.ofMinutes(14));
        assertThat(confirmExpectedRecovery.confirm(code, Instant.parse("2026-11-21T02:16:00Z"), "bram"))
                .isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.text())
                .as("a time that was named is news")
                .contains("Wij werken nog steeds aan deze storing", "vanaf 03:16 uur weer normaal")
                .doesNotContain("geen nieuws"));

        scenario.clock().advance(Duration.ofMinutes(1));
        transaction.executeWithoutResult(status ->
                assertThat(confirmExpectedRecovery.withdrawWhenPassed(code)).isTrue());
        scenario.deliver();
        assertThat(scenario.mails())
                .filteredOn(mail -> mail.subject().contains("Langer dan verwacht")
                        || mail.subject().contains("Longer than expected"))
                .extracting(Mail::to)
                .as("the tech lead and who leads, at once")
                .containsExactlyInAnyOrder("anouk@waddenhost.example", "bram@waddenhost.example");
        after(Duration.ofMinutes(14));
        assertThat(toMia()).hasSize(3).last().satisfies(mail -> assertThat(mail.text())
                .contains(
                        "Het duurt langer dan wij verwachtten", "(03:16 uur) geldt niet meer", "uiterlijk om 03:45 uur")
                .doesNotContain("geen nieuws", "vanaf 03:16"));
        assertThat(scenario.posts("x").stream().map(Post::text).toList())
                .last()
                .asString()
                .doesNotContain("03:16", "02:16");

        after(Duration.ofMinutes(15));
        assertThat(toMia()).hasSize(4).last().satisfies(mail -> assertThat(mail.text())
                .contains("Het duurt langer dan wij verwachtten", "geen nieuws"));
    }

    @Test
    void theClosingWordsTakeThePlaceOfWhatWasBeingWritten() {
        var code = told(Severity.ONE);
        after(Duration.ofMinutes(11));
        story.write();
        scenario.complete("chaima", "UserTask_ApproveUpdate", Map.of("approved", "no", "remark", "Korter."));
        var regular = scenario.task(WRITE);
        story.resolved(code);

        assertThat(scenario.task(WRITE).getId()).isNotEqualTo(regular.getId());
        story.update();
        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Opgelost"));
        after(Duration.ofHours(1));
        assertThat(toMia()).hasSize(2);
        assertThat(incidents.get(code).at(Milestone.CUSTOMERS_INFORMED))
                .contains(Instant.parse("2026-11-21T02:00:00Z"));
    }

    @Test
    void colleaguesHearMoreOftenThanCustomersWhereThePolicySaysSo() {
        var code = told(Severity.TWO);
        story.publicly(code, PublicState.MONITORING);
        story.update();
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T03:00:00Z"));

        after(Duration.ofMinutes(25));
        assertThat(scenario.taskService().getVariable(scenario.task(WRITE).getId(), "reach"))
                .isEqualTo("INSIDE");
        story.write("reach", "INSIDE");
        story.approve();
        scenario.deliver();

        assertThat(updates.published(code, Audience.INTERNAL)).hasSize(3);
        assertThat(toMia()).hasSize(2);
        assertThat(updates.nextPromised(code))
                .as("the promise outside stands")
                .contains(Instant.parse("2026-11-21T03:00:00Z"));
    }

    /** The first words are out. */
    private List<String> trees() {
        return scenario.runtime().createProcessInstanceQuery().processDefinitionKey("phone-tree").list().stream()
                .map(ProcessInstance::getBusinessKey)
                .toList();
    }

    private IncidentCode told(Severity severity) {
        var code = story.incident(severity);
        story.communicate(code);
        story.update();
        return code;
    }

    private void after(Duration duration) {
        scenario.advance(duration);
        scenario.deliver();
    }

    private List<Mail> toMia() {
        return scenario.mailsTo("mia@klant.example");
    }

    private List<Mail> notices() {
        return scenario.mails().stream()
                .filter(mail -> mail.text().contains("/tasks"))
                .toList();
    }
}
