package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    IncidentCode incident;

    @BeforeEach
    void anIncident() {
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
        assertThat(record.of(incident)).extracting(RecordEntry::kind).contains("dispatch.opened", "dispatch.settled");
        assertThat(record.of(incident).get(record.of(incident).size() - 1).details())
                .containsEntry("delivered", 2);
    }
}
