package nl.draaiboek.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.ClosingFacts;
import nl.draaiboek.incident.GatherClosingFacts;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;

/** Phase 4 from the first words to the last. */
@ScenarioTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrisisCommunicationTests {

    @Autowired
    Scenario scenario;

    @Autowired
    ApplicationContext context;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Updates updates;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    GatherClosingFacts gatherClosingFacts;

    @Autowired
    RepositoryService repository;

    @Autowired
    FormService forms;

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
        for (var process : List.of("write-update", "publish-update")) {
            assertThat(walked.missing(process)).as(process).isEmpty();
        }
    }

    @Test
    void tellsColleaguesFirstAndThenEveryoneElseInTheirOwnLanguage() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);

        story.write();
        assertThat(scenario.mails()).isEmpty();
        story.approve();
        assertThat(updates.published(code, Audience.INTERNAL)).hasSize(1);
        assertThat(updates.published(code, Audience.EXTERNAL)).isEmpty();
        assertThat(incidents.get(code).at(Milestone.CUSTOMERS_INFORMED)).isEmpty();

        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[" + code + "] In onderzoek: webhosting");
            assertThat(mail.text())
                    .contains("Beste klant", "Websites laden niet.", "uiterlijk om 03:15 uur", "Dat is nog niet bekend")
                    .contains("/status/unsubscribe/YzE.")
                    .doesNotContain("Wat je zelf kunt doen", "Websites do not load");
        });
        assertThat(scenario.mailsTo("liam@klant.example")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[" + code + "] Investigating: webhosting");
            assertThat(mail.text()).contains("Dear customer", "by 03:15 CET");
        });
        assertThat(scenario.mailsTo("joost@waddenhost.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Wat je zelf kunt doen", "Ernst 1"));
        assertThat(scenario.mailsTo("daan@waddenhost.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("What you can do"));
        assertThat(scenario.posts("x")).extracting(Post::language).containsExactlyInAnyOrder("nl", "en");
        assertThat(scenario.posts("status-page")).hasSize(2);
        assertThat(scenario.posts("status-page").get(0).message().content().facts())
                .containsEntry("state", "INVESTIGATING")
                .containsEntry("nextPromised", "2026-11-21T02:15:00Z")
                .doesNotContainKey("expectedRecovery");
        assertThat(scenario.posts("internal-page")).hasSize(2);
        assertThat(incidents.get(code).at(Milestone.CUSTOMERS_INFORMED)).contains(story.now());
        assertThat(updates.nextPromised(code)).contains(Instant.parse("2026-11-21T02:15:00Z"));
        assertThat(record.of(code))
                .extracting(RecordEntry::kind)
                .containsSubsequence(
                        "update.drafted",
                        "update.approved",
                        "update.published",
                        "update.published",
                        "customers.informed");
    }

    @Test
    void closesOnEveryChannelAndThenFallsSilent() {
        var code = story.incident(Severity.ONE);
        var process = story.communicate(code);
        story.update();
        story.publicly(code, PublicState.MONITORING);
        story.update();
        scenario.advance(Duration.ofMinutes(10));
        gatherClosingFacts.gather(
                code,
                new ClosingFacts(
                        42,
                        ClosingFacts.DataLost.NO,
                        "",
                        "",
                        "Een schijf vol logs is geleegd.",
                        "A disk full of logs was emptied."),
                "anouk");
        story.resolved(code);
        assertThat(scenario.tasks("UserTask_StrengthenServiceDesk")).isEmpty();

        scenario.complete(
                "chaima",
                "UserTask_WriteUpdate",
                Map.of("nlNoticed", "Websites laadden niet.", "enNoticed", "Websites did not load."));
        story.approve();
        scenario.deliver();

        var last = scenario.mailsTo("mia@klant.example").stream()
                .filter(mail -> mail.subject().equals("[" + code + "] Opgelost: webhosting"))
                .toList();
        assertThat(last).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains(
                        "Een schijf vol logs is geleegd.",
                        "Er zijn geen gegevens verloren gegaan",
                        "De storing duurde 10 minuten")
                .doesNotContain("volgende bericht", "42"));
        assertThat(scenario.mailsTo("joost@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("Opgelost"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("Er volgen hierover geen berichten meer", "Meldingen bij de servicedesk: 42"));
        assertThat(scenario.posts("x")).hasSize(6);
        assertThat(updates.nextPromised(code)).isEmpty();
        assertThat(story.over(process)).isTrue();
        assertThat(scenario.taskService().createTaskQuery().count()).isZero();

        var sent = scenario.mails().size();
        scenario.advance(Duration.ofHours(3));
        scenario.deliver();
        assertThat(scenario.mails()).hasSize(sent);
    }

    @Test
    void namesNoServiceThatTheRegisterDoesNotKnow() {
        var code = story.incident(Severity.ONE);
        story.alsoTouched(code, "Waddenhost is gehackt, zie http://evil.example");
        story.communicate(code);
        story.update();
        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> assertThat(
                        mail.subject() + mail.text())
                .contains("webhosting")
                .doesNotContain("evil")
                .doesNotContain("gehackt"));
        assertThat(scenario.posts("x")).isNotEmpty().allSatisfy(post -> assertThat(post.text())
                .doesNotContain("evil"));
        assertThat(updates.published(code, Audience.EXTERNAL))
                .allSatisfy(update -> assertThat(update.facts().services()).containsExactly("webhosting"));
    }

    @Test
    void asksForAnUpdateAsSoonAsThePublicStateChanges() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        story.update();
        assertThat(scenario.tasks("UserTask_WriteUpdate")).isEmpty();

        story.publicly(code, PublicState.IDENTIFIED);

        story.update();
        assertThat(updates.published(code, Audience.EXTERNAL))
                .extracting(update -> update.facts().state())
                .containsExactly(PublicState.INVESTIGATING, PublicState.IDENTIFIED);
        assertThat(scenario.tasks("UserTask_WriteUpdate")).isEmpty();
    }

    /** The channels that carry nothing, as the form shows them. */
    private String silent() {
        return shown("silent");
    }

    private String shown(String name) {
        var task = scenario.task("UserTask_ApproveUpdate");
        var view = (Map<?, ?>) scenario.taskService().getVariable(task.getId(), "view");
        return String.valueOf(view.get(name));
    }

    @Test
    void refusesAnUpdateWhoseStateIsNoLongerSo() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        story.write();
        assertThat(silent()).as("all channels work").isEmpty();
        assertThat(shown("mailed")).as("whoever approves knows how far it goes").contains("by mail");
        story.publicly(code, PublicState.IDENTIFIED);

        assertThatThrownBy(story::approve).hasMessageContaining("send it back to be written again");
        scenario.complete(
                "chaima", "UserTask_ApproveUpdate", Map.of("approved", "no", "remark", "De oorzaak is gevonden."));
        scenario.deliver();
        assertThat(scenario.mails()).isEmpty();

        story.write("says", "IDENTIFIED");
        story.approve();
        scenario.deliver();
        assertThat(updates.published(code, Audience.EXTERNAL))
                .singleElement()
                .satisfies(update -> assertThat(update.facts().state()).isEqualTo(PublicState.IDENTIFIED));
    }

    @Test
    void whoWritesIsToldWhatMovedOnAndChoosesWhetherTheirWordsStillHold() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        assertThat(moved("UserTask_WriteUpdate")).isEmpty();
        scenario.clock().advance(Duration.ofMinutes(3));
        story.publicly(code, PublicState.MONITORING);

        assertThat(moved("UserTask_WriteUpdate")).isEqualTo("Investigating → Monitoring at 03:03");
        assertThatThrownBy(() -> story.write("nlKnown", "Wij weten het."))
                .hasMessageContaining("Investigating → Monitoring at 03:03")
                .hasMessageContaining("still here");
        assertThat(scenario.tasks("UserTask_ApproveUpdate")).isEmpty();
        story.write("nlKnown", "Wij weten het.", "says", "MONITORING");
        story.approve();
        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("Onder bewaking");
            assertThat(mail.text()).contains("Wij weten het.");
        });
    }

    @Test
    void theFreshDraftTakesThePlaceOfWordsThatNoLongerHoldAndTheRecordKeepsThem() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        story.publicly(code, PublicState.MONITORING);

        story.write("nlKnown", "De oorzaak is nog niet bekend.", "nlNoticed", "Websites laden weer.", "says", "FRESH");
        story.approve();
        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("De herstelmaatregel is doorgevoerd", "Websites laden weer.")
                .doesNotContain("nog niet bekend."));
        assertThat(record.of(code))
                .filteredOn(entry -> entry.kind().equals("update.words-replaced"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details().toString()).contains("De oorzaak is nog niet bekend."));
    }

    /** neither a withdrawn time nor one that nobody who approved has read. */
    @Test
    void anExpectedRecoveryThatChangedIsReadBeforeItGoesOut() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        story.write();
        jdbc.sql("update draaiboek.incident set expected_recovery = ? where code = ?")
                .params(scenario.clock().instant().plus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC), code.value())
                .update();

        assertThat(moved("UserTask_ApproveUpdate")).startsWith("Expected recovery: not known → Sat 21 Nov 05:00");
        assertThatThrownBy(story::approve).hasMessageContaining("Expected recovery");
        scenario.complete("chaima", "UserTask_ApproveUpdate", Map.of("approved", "again"));
        assertThat(moved("UserTask_ApproveUpdate")).isEmpty();
        assertThat(scenario.mails()).isEmpty();
        story.approve();
        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("05:00"));
        assertThat(record.of(code)).extracting(RecordEntry::kind).contains("update.facts-renewed");
    }

    /** What went on since, as the form shows it when it is opened now. */
    private String moved(String task) {
        var view = (Map<?, ?>)
                forms.getTaskFormVariables(scenario.task(task).getId()).get("moved");
        return HtmlUtils.htmlUnescape(
                String.valueOf(Objects.requireNonNull(view).get("text")));
    }

    @Test
    void postsOnXAloneWhereMailIsOutAndSendsWhatWasMissedWhenItIsBack() {
        var code = story.incident(Severity.THREE);
        story.communicate(code);
        scenario.mailGoesOut();
        story.write();
        story.approve();
        scenario.deliver();
        scenario.advance(Duration.ofMinutes(3));
        scenario.deliver();
        assertThat(scenario.posts("x")).isEmpty();
        scenario.advance(Duration.ofMinutes(28));
        scenario.deliver();

        assertThat(scenario.posts("status-page"))
                .as("the page waits for nobody")
                .hasSize(2);
        assertThat(scenario.posts("x"))
                .as("the table leaves X out for a minor incident")
                .hasSize(2);
        var task = scenario.task("UserTask_ReachAnotherWay");
        assertThat(scenario.groups(task)).contains("communicators");
        assertThat(scenario.mails()).isEmpty();

        story.publicly(code, PublicState.MONITORING);
        story.write();
        assertThat(silent()).as("what whoever approves is told").contains("mail", "down since");
        story.approve();
        scenario.deliver();
        scenario.mailComesBack();
        scenario.advance(Duration.ofMinutes(6));
        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example"))
                .extracting(Mail::subject)
                .containsExactly("[" + code + "] Onder bewaking: webhosting");
        scenario.complete("emma", task.getTaskDefinitionKey(), Map.of("how", "Mia gebeld."));
        assertThat(record.of(code)).extracting(RecordEntry::kind).contains("update.told-otherwise");
    }

    @Test
    void anOldTextDoesNotSlipOutWhenMailComesBackWhileColleaguesAreToldTheNewOneFirst() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        scenario.mailGoesOut();
        story.write();
        story.approve();
        for (var minute = 0; minute < 4; minute++) {
            scenario.deliver();
            scenario.advance(Duration.ofMinutes(1));
        }
        scenario.deliver();
        assertThat(scenario.task("UserTask_ReachAnotherWay")).isNotNull();

        story.publicly(code, PublicState.MONITORING);
        story.write();
        jdbc.sql("update draaiboek.delivery set due_at = ? where state = 'open'")
                .param(scenario.clock().instant().atOffset(ZoneOffset.UTC))
                .update();
        story.approve();
        assertThat(jdbc.sql(
                                """
                        select d.address from draaiboek.delivery d join draaiboek.dispatch p on p.id = d.dispatch
                         where d.state = 'open' and p.audience = 'customers' and d.due_at <= ?""")
                        .param(scenario.clock().instant().atOffset(ZoneOffset.UTC))
                        .query(String.class)
                        .list())
                .as("would get the old text now")
                .isEmpty();
        scenario.mailComesBack();
        for (var minute = 0; minute < 15; minute++) {
            scenario.deliver();
            scenario.advance(Duration.ofMinutes(1));
        }

        assertThat(scenario.mailsTo("mia@klant.example"))
                .extracting(Mail::subject)
                .containsExactly("[" + code + "] Onder bewaking: webhosting");
    }

    @Test
    void noChannelDelaysAnotherAndTheNextUpdateTakesItsPlace() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);
        scenario.mailGoesOut();
        for (var channel : List.of("x", "status-page", "internal-page")) {
            scenario.channelDown(channel, true);
        }
        story.write();
        story.approve();
        for (var minute = 0; minute < 4; minute++) {
            scenario.deliver();
            scenario.advance(Duration.ofMinutes(1));
        }
        scenario.deliver();

        assertThat(scenario.task("UserTask_ReachAnotherWay")).isNotNull();
        assertThat(scenario.tasks("UserTask_WriteUpdate"))
                .as("the loop goes on")
                .isEmpty();
        scenario.advance(Duration.ofMinutes(30));
        scenario.deliver();
        assertThat(updates.published(code, Audience.EXTERNAL)).hasSizeGreaterThan(1);

        for (var channel : List.of("x", "status-page", "internal-page")) {
            scenario.channelDown(channel, false);
        }
        scenario.mailComesBack();
        scenario.advance(Duration.ofMinutes(2));
        scenario.deliver();
        assertThat(scenario.posts("status-page")).isNotEmpty();
        assertThat(scenario.mailsTo("mia@klant.example")).isNotEmpty();
    }

    @Test
    void saysSoWhenNeitherMailNorXGoesOut() {
        var code = story.incident(Severity.THREE);
        story.communicate(code);
        scenario.mailGoesOut();
        scenario.channelDown("x", true);
        story.write();
        story.approve();
        for (var step : List.of(3, 31, 31)) {
            scenario.deliver();
            scenario.advance(Duration.ofMinutes(step));
        }
        scenario.deliver();

        assertThat(scenario.posts("status-page")).hasSize(2);
        assertThat(scenario.posts("x")).isEmpty();
        assertThat(scenario.task("UserTask_ReachAnotherWay")).isNotNull();
        assertThat(record.of(code)).extracting(RecordEntry::kind).contains("dispatch.given-up");
    }

    @Test
    void whatPeopleTypeIsNeverReadAsATemplateOrMarkup() {
        var code = story.incident("{{unsubscribe}} <script>alert(1)</script>", Severity.ONE);
        story.communicate(code);
        story.write(
                "nlNoticed",
                "{{code}} {{unsubscribe}} {{#x}} <b>vet</b> & ${incidents} [klik](https://evil.example) ça \uD83D\uDD25");
        story.approve();
        scenario.deliver();

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> {
            assertThat(mail.text().replace("\u2060", ""))
                    .contains(
                            "{{code}} {{unsubscribe}} {{#x}} <b>vet</b> & ${incidents} [klik](https://evil.example) ça");
            assertThat(mail.html()).contains("&lt;b&gt;vet&lt;/b&gt;").doesNotContain("<b>vet", "<script");
            assertThat(mail.html().split("unsubscribe/YzE.", -1))
                    .as("link and its words")
                    .hasSize(3);
        });
    }

    @Test
    void doesNotAcceptAnUpdateThatSaysNothing() {
        var code = story.incident(Severity.ONE);
        story.communicate(code);

        assertThatThrownBy(() -> story.write("enNoticed", " "))
                .hasMessageContaining("Say in English what customers notice");
        assertThatThrownBy(() -> story.write("reach", "MARS")).hasMessageContaining("Choose one of the answers");
        assertThat(scenario.task("UserTask_WriteUpdate")).isNotNull();
        assertThat(List.of(updates.published(code, Audience.INTERNAL), updates.published(code, Audience.EXTERNAL)))
                .allMatch(List::isEmpty);
    }
}
