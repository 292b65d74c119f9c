package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What who reads only the log gets to know. */
@ExtendWith(OutputCaptureExtension.class)
class LogIncidentsTests {

    private final IncidentCode code = new IncidentCode("INC-2026-0042");

    @Test
    void tellsEachTurnOfAnIncidentInOneLine(CapturedOutput log) {
        var lines = new LogIncidents();
        lines.opened(new IncidentOpened(code));
        lines.led(new LeadChanged(code, null, "anouk"));
        lines.declared(new IncidentDeclared(code));
        lines.changed(new SeverityChanged(code, Severity.TWO, Severity.ONE, false, true));
        lines.resolved(new IncidentResolved(code));
        lines.closed(new IncidentClosed(code));
        lines.merged(new IncidentMerged(new IncidentCode("INC-2026-0043"), code));

        assertThat(log.getOut().lines().filter(line -> line.contains("INC-2026-0042")))
                .hasSize(7)
                .anyMatch(line -> line.endsWith("INC-2026-0042 is opened, as a candidate."))
                .anyMatch(line -> line.endsWith("INC-2026-0042 has severity 1, was 2; the crisis plan is on."))
                .anyMatch(line -> line.endsWith("INC-2026-0043 is merged into INC-2026-0042."));
    }
}
