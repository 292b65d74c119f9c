package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import nl.draaiboek.support.MovableClock;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** */
@ScenarioTest
class IncidentRecordTests {

    @Autowired
    OpenIncident openIncident;

    @Autowired
    IncidentRecord record;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void givesEachIncidentACodeOfItsOwnAlsoAfterARollback() {
        var first = open();
        transaction.executeWithoutResult(status -> {
            openIncident.open(candidate());
            status.setRollbackOnly();
        });
        var third = open();

        assertThat(first.value()).startsWith("INC-2026-");
        assertThat(number(third)).isEqualTo(number(first) + 2);
    }

    @Test
    void chainsEveryEntryToTheOneBeforeIt() {
        var code = open();
        transaction.executeWithoutResult(
                s -> record.append(code, "note.written", "anouk", Map.of("text", "Stroom weg in zaal 2 ⚡")));

        assertThat(record.of(code))
                .extracting(RecordEntry::kind)
                .startsWith("incident.opened")
                .endsWith("note.written");
        assertThat(record.firstBroken(code)).isZero();
    }

    @Test
    void refusesToChangeOrForgetWhatHappened() {
        var code = open();

        assertThatThrownBy(() -> jdbc.sql("update draaiboek.record_entry set actor = 'nobody' where incident = ?")
                        .param(code.value())
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from draaiboek.record_entry").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void showsWhereTheChainWasBrokenBehindOurBack() {
        var code = open();
        transaction.executeWithoutResult(s -> record.append(code, "note.written", "anouk", Map.of("text", "one")));
        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update draaiboek.record_entry set actor = 'nobody' where incident = ? and sequence = 2")
                    .param(code.value())
                    .update();
        });

        assertThat(record.firstBroken(code)).isEqualTo(2);
    }

    private IncidentCode open() {
        return java.util.Objects.requireNonNull(transaction.execute(s -> openIncident.open(candidate())));
    }

    private static int number(IncidentCode code) {
        return Integer.parseInt(code.value().substring("INC-2026-".length()));
    }

    private static NewIncident candidate() {
        return new NewIncident(
                "Datacenter Haarlem onbereikbaar",
                Noticed.MONITORING,
                Severity.ONE,
                List.of("hosting-haarlem"),
                null,
                MovableClock.START,
                null,
                null,
                "alertmanager");
    }
}
