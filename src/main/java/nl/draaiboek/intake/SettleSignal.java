package nl.draaiboek.intake;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.JoinIncident;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.NotRunning;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what was decided about a report or a declaration. What is settled already stays as it was settled. */
@Component
public class SettleSignal {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DueSignals signals;
    private final Turns turns;
    private final OpenIncident openIncident;
    private final JoinIncident joinIncident;
    private final ApplicationEventPublisher events;

    SettleSignal(
            JdbcClient jdbc,
            Clock clock,
            DueSignals signals,
            Turns turns,
            OpenIncident openIncident,
            JoinIncident joinIncident,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.signals = signals;
        this.turns = turns;
        this.openIncident = openIncident;
        this.joinIncident = joinIncident;
        this.events = events;
    }

    /**
     * Opens an incident of its own.
     *
     * @return its code
     */
    @Transactional
    public IncidentCode open(long id) {
        var signal = locked(id);
        if (signal.incident() != null) {
            return signal.incident();
        }
        turns.takeForServices(signal.services());
        var code = openIncident.open(new NewIncident(
                signal.title(),
                signal.noticed(),
                Objects.requireNonNullElse(signal.severity(), Severity.UNKNOWN_COUNTS_AS),
                signal.services(),
                signal.startsAt(),
                signal.receivedAt(),
                signal.danger(),
                signal.dangerWhere(),
                signal.actor()));
        signals.acted(List.of(signal), "OPENED", code);
        events.publishEvent(new ReportOpened(code, signal.title(), signal.reporter()));
        return code;
    }

    /**
     * Lets it join a running one.
     *
     * @param actor who said so
     * @throws NotRunning when that one has ended meanwhile
     */
    @Transactional(noRollbackFor = NotRunning.class)
    public void join(long id, IncidentCode code, String actor) {
        var signal = locked(id);
        if (signal.incident() != null) {
            return;
        }
        joinIncident.join(
                code,
                signal.services(),
                signal.kind() == SignalKind.DECLARATION ? "declaration.joined" : "report.joined",
                actor,
                Map.of(
                        "signal", id,
                        "title", signal.title(),
                        "services", signal.services(),
                        "noticed", signal.noticed().name(),
                        "source", signal.source()));
        signals.acted(List.of(signal), "JOINED", code);
        events.publishEvent(new ReportJoined(code, signal.title(), signal.reporter()));
    }

    /** Nobody asks any more where it belongs: it goes on as if it had just come in, and is never lost. */
    @Transactional
    public void release(long id) {
        jdbc.sql(
                        """
                update draaiboek.signal set state = 'RECEIVED', next_attempt_at = :now where id = :id and state = 'ASKING'""")
                .param("now", Timestamps.of(clock.instant()))
                .param("id", id)
                .update();
    }

    private Signal locked(long id) {
        return jdbc.sql("select * from draaiboek.signal where id = :id for update")
                .param("id", id)
                .query(Signal::map)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("Nothing came in under number " + id + "."));
    }
}
