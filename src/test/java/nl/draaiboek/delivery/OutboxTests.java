package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A service task that sends, from the token's arrival to its leaving. */
@ScenarioTest
class OutboxTests {

    @Autowired
    Scenario scenario;

    @Autowired
    SendingProcess sending;

    @Autowired
    IncidentRecord record;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ExternalTaskService externalTasks;

    @Autowired
    Outbox outbox;

    IncidentCode incident;

    @BeforeEach
    void anIncident() {
        sending.saying("Wij onderzoeken het.");
        incident = sending.incident();
    }

    @Test
    void mailsEveryAddressOnceAndThenMovesOn() {
        sending.start(incident, "mail", "mia@klant.example", "noor@klant.example");
        scenario.settle();
        assertThat(scenario.mails()).isEmpty();
        assertThat(sending.waits(incident)).isTrue();

        scenario.deliver();

        assertThat(scenario.mails()).extracting(Mail::to).containsExactly("mia@klant.example", "noor@klant.example");
        assertThat(scenario.mails().get(0).subject()).isEqualTo("[" + incident + "] Storing in Haarlem – café ⚡");
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
        assertThat(record.of(incident)).extracting(RecordEntry::kind).containsOnlyOnce("dispatch.opened");
        assertThat(record.of(incident))
                .filteredOn(entry -> entry.kind().equals("dispatch.settled"))
                .singleElement()
                .satisfies(settled -> assertThat(settled.details()).containsEntry("delivered", 2));
    }

    @Test
    void writesNothingWhenTheTransactionOfTheTokenIsRolledBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    sending.start(incident, "mail", "mia@klant.example");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        scenario.deliver();

        assertThat(scenario.mails()).isEmpty();
        assertThat(rows("true")).isZero();
    }

    @Test
    void oneRefusedAddressFailsNeitherTheChannelNorTheOthers() {
        sending.start(incident, "mail", "mia@klant.example", "geen adres", "noor@klant.example");

        scenario.deliver();

        assertThat(scenario.mails()).extracting(Mail::to).containsExactly("mia@klant.example", "noor@klant.example");
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
        assertThat(rows("state = 'failed'")).isEqualTo(1);
    }

    @Test
    void movesOnWhenThereIsNobodyToSendTo() {
        sending.start(incident, "mail", "");

        scenario.deliver();

        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
        assertThat(scenario.mails()).isEmpty();
    }

    @Test
    void takesTheOtherWayOnceTheChannelWasDownForItsTime() {
        scenario.mailGoesOut();
        sending.start(incident, "mail", "mia@klant.example", "noor@klant.example");
        scenario.deliver();
        assertThat(sending.waits(incident)).isTrue();

        later(Duration.ofSeconds(90));
        assertThat(sending.waits(incident)).isTrue();

        later(Duration.ofSeconds(40));
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_OtherWay");
        assertThat(record.of(incident)).extracting(RecordEntry::kind).contains("dispatch.given-up");
        assertThat(rows("state = 'open'")).isEqualTo(2);
    }

    /** a call about what was at three would wake somebody at five. */
    @Test
    void aCallThatCouldNotBeMadeInTimeIsNotMadeLater() {
        scenario.channelDown("call", true);
        sending.start(incident, "call", "+31612345699");
        scenario.deliver();
        scenario.clock().advance(Duration.ofMinutes(3));
        scenario.deliver();
        scenario.clock().advance(Duration.ofMinutes(3));
        scenario.deliver();
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_OtherWay");

        scenario.channelDown("call", false);
        scenario.clock().advance(Duration.ofMinutes(5));
        scenario.deliver();

        assertThat(scenario.posts("call")).isEmpty();
        assertThat(rows("state = 'cancelled'")).isEqualTo(1);
    }

    @Test
    void aChannelThatComesBackInTimeLosesNothingAndTakesNoOtherWay() {
        scenario.mailGoesOut();
        sending.start(incident, "mail", "mia@klant.example", "noor@klant.example");
        scenario.deliver();
        scenario.mailComesBack();

        later(Duration.ofSeconds(60));

        assertThat(scenario.mails()).extracting(Mail::to).containsExactly("mia@klant.example", "noor@klant.example");
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
        assertThat(record.of(incident)).extracting(RecordEntry::kind).doesNotContain("dispatch.given-up");
    }

    @Test
    void eachAddressGetsTheLatestStateOnceWhenTheChannelReturns() {
        scenario.mailGoesOut();
        for (var update : List.of("first", "second", "third")) {
            sending.saying(update);
            sending.start(incident, "mail", "mia@klant.example", update + "@klant.example");
            scenario.deliver();
            later(Duration.ofSeconds(150));
        }
        assertThat(sending.waits(incident)).isFalse();
        scenario.mailComesBack();
        later(Duration.ofSeconds(60));

        assertThat(scenario.mailsTo("mia@klant.example")).singleElement().satisfies(mail -> assertThat(mail.text())
                .startsWith("Dit bericht komt later dan bedoeld")
                .contains("third")
                .doesNotContain("first", "second"));
        assertThat(scenario.mailsTo("first@klant.example")).hasSize(1);
        assertThat(rows("state = 'superseded'")).isEqualTo(2);

        sending.saying("closing");
        sending.start(incident, "mail", "mia@klant.example");
        scenario.deliver();
        assertThat(scenario.mailsTo("mia@klant.example")).hasSize(2);
        assertThat(scenario.mailsTo("mia@klant.example").get(1).text())
                .contains("closing")
                .doesNotContain("komt later");
        assertThat(rows("state = 'open'")).isZero();
    }

    @Test
    void aNewTextForTenThousandTakesThePlaceOfTheOneThatWaitsInSeconds() {
        scenario.mailGoesOut();
        sending.start(incident, "mail", "10000 customers");
        scenario.deliver();
        later(Duration.ofSeconds(150));
        assertThat(rows("state = 'open'")).isEqualTo(10_000);
        var began = System.nanoTime();

        sending.start(incident, "mail", "10000 customers");
        scenario.settle();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(rows("state = 'superseded'")).isEqualTo(10_000);
        assertThat(rows("state = 'open'")).isEqualTo(10_000);
    }

    @Test
    void cancelsWhatWaitsWhenTheProcessGoesAnotherWay() {
        sending.start(incident, "mail", "mia@klant.example");
        scenario.settle();
        var instance = scenario.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(incident.value())
                .singleResult();

        scenario.runtime().deleteProcessInstance(instance.getId(), "a test", true);
        scenario.deliver();

        assertThat(scenario.mails()).isEmpty();
        assertThat(rows("state = 'cancelled'")).isEqualTo(1);
        assertThat(record.of(incident)).extracting(RecordEntry::kind).contains("dispatch.cancelled");
    }

    @Test
    void letsNobodyCompleteATaskWhoseAddressesStillWait() {
        sending.start(incident, "mail", "mia@klant.example");
        scenario.settle();
        var task = externalTasks
                .fetchAndLock(1, "outsider")
                .topic("mail", 1000)
                .execute()
                .get(0);

        assertThatThrownBy(() -> externalTasks.complete(task.getId(), "outsider"))
                .hasMessageContaining("still waits for 1 of 1 receipts");

        assertThat(sending.waits(incident)).isTrue();
    }

    @Test
    void aPostWhoseFateIsUnknownIsNotRepeated() {
        sending.start(incident, "x", "nl");
        scenario.settle();
        jdbc.sql("update draaiboek.delivery set lease = gen_random_uuid(), attempt = 1")
                .update();

        scenario.deliver();

        assertThat(scenario.posts("x")).isEmpty();
        assertThat(rows("state = 'unknown'")).isEqualTo(1);
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
    }

    @Test
    void aPostAnswersTheOneBeforeItInTheSameConversation() {
        sending.start(incident, "x", "nl");
        scenario.deliver();
        sending.start(incident, "x", "nl");
        scenario.deliver();

        assertThat(scenario.posts("x"))
                .extracting(post -> post.message().answers())
                .containsExactly(null, "x-1");
    }

    @Test
    void aTaskThatCannotMoveOnIsShownInCockpitAndTriedAgainFromThere() {
        sending.start(incident, "mail", "mia@klant.example");
        scenario.settle();
        jdbc.sql("alter table act_hi_actinst add constraint nobody_ends check (act_id_ <> 'EndEvent_Sent') not valid")
                .update();
        try {
            scenario.deliver();
            assertThat(scenario.mailsTo("mia@klant.example")).hasSize(1);
            assertThat(scenario.runtime().createIncidentQuery().list())
                    .singleElement()
                    .satisfies(i -> assertThat(i.getIncidentType()).isEqualTo("failedExternalTask"));
        } finally {
            jdbc.sql("alter table act_hi_actinst drop constraint nobody_ends").update();
        }
        later(Duration.ofMinutes(1));
        assertThat(sending.waits(incident)).isTrue();

        externalTasks.setRetries(
                externalTasks.createExternalTaskQuery().singleResult().getId(), 1);
        later(Duration.ofMinutes(1));

        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
        assertThat(scenario.mailsTo("mia@klant.example")).hasSize(1);
    }

    @Test
    void mailsTheTeamBeforeTheManyWhoWaitedLonger() {
        sending.start(incident, "mail", "300 customers");
        sending.start(incident, "mail", "team@haarlem-hosting.example");
        scenario.settle();

        var first = outbox.claim("mail", 100, UUID.randomUUID(), null, Duration.ofMinutes(1));

        assertThat(first).extracting(c -> c.recipient().address()).containsExactly("team@haarlem-hosting.example");
    }

    @Test
    void asksTheCommunicatorWhatToDoWithAddressesThatWereNotReached() {
        sending.start(incident, "mail", "mia@klant.example", "geen adres", "ook niet");
        scenario.deliver();

        assertThat(scenario.tasks("UserTask_DecideOnAddresses")).hasSize(1);
        assertThatThrownBy(() -> scenario.complete("chaima", "UserTask_DecideOnAddresses", Map.of("next", "accept")))
                .hasStackTraceContaining("Say how they were reached");
        scenario.complete(
                "chaima",
                "UserTask_DecideOnAddresses",
                Map.of("next", "otherAddress", "number", 2, "address", "noor@klant.example"));
        scenario.deliver();
        assertThat(scenario.mailsTo("noor@klant.example")).singleElement().satisfies(mail -> assertThat(mail.text())
                .doesNotContain("komt later"));
        assertThat(scenario.tasks("UserTask_DecideOnAddresses")).hasSize(1);

        scenario.complete("chaima", "UserTask_DecideOnAddresses", Map.of("next", "accept", "how", "Gebeld."));
        scenario.deliver();

        assertThat(scenario.tasks("UserTask_DecideOnAddresses")).isEmpty();
        assertThat(scenario.mails()).hasSize(2);
        assertThat(record.of(incident))
                .extracting(RecordEntry::kind)
                .contains("delivery.readdressed", "delivery.accepted");
    }

    @Test
    void asksTheLeadAsWellWhenNoCommunicatorSeesToThem() {
        sending.start(incident, "mail", "geen adres");
        scenario.deliver();
        assertThat(scenario.groups(scenario.task("UserTask_DecideOnAddresses"))).containsExactly("communicators");

        scenario.advance(Duration.ofMinutes(31));

        assertThat(scenario.groups(scenario.task("UserTask_DecideOnAddresses")))
                .contains("communicators", "incidentManagers");
    }

    @Test
    void asksAgainWhenTryingAgainDoesNotHelp() {
        sending.start(incident, "mail", "geen adres");
        scenario.deliver();

        scenario.complete("chaima", "UserTask_DecideOnAddresses", Map.of("next", "retry"));
        scenario.deliver();

        assertThat(scenario.tasks("UserTask_DecideOnAddresses")).hasSize(1);
        assertThat(rows("state = 'failed'")).isEqualTo(1);
    }

    private void later(Duration duration) {
        for (var passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plusSeconds(10)) {
            scenario.advance(Duration.ofSeconds(10));
            scenario.deliver();
        }
    }

    private int rows(String where) {
        return jdbc.sql("select count(*) from draaiboek.delivery where " + where)
                .query(Integer.class)
                .single();
    }
}
