package nl.draaiboek.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When users may expect to work again: told once the tech lead has confirmed it, never a guess. */
@Component
public class ConfirmExpectedRecovery {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConfirmExpectedRecovery(
            JdbcClient jdbc,
            LockIncident locked,
            IncidentRecord record,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.events = events;
        this.clock = clock;
    }

    /** Why a time is not accepted, in one sentence for who typed it. */
    public record Refusal(String reason) {}

    /** @return why it was refused, or nothing when it is told from now on */
    @Transactional
    public Optional<Refusal> confirm(IncidentCode code, Instant expected, String by) {
        var incident = locked.lock(code);
        var refusal = notForYou(incident, by)
                .or(() -> nothingToExpect(incident))
                .or(() -> notInTheFuture(expected, clock.instant()));
        if (refusal.isEmpty() && !expected.equals(incident.expectedRecovery())) {
            write(code, expected);
            record.append(code, "expected-recovery.confirmed", by, Map.of("expected", expected.toString()));
            events.publishEvent(new ExpectedRecoveryChanged(code, expected, null));
        }
        return refusal;
    }

    /**
     * It is no longer told, because it turned out not to hold.
     *
     * @return why it was refused, or nothing
     */
    @Transactional
    public Optional<Refusal> withdraw(IncidentCode code, String by) {
        var incident = locked.lock(code);
        var refusal = notForYou(incident, by);
        if (refusal.isEmpty()) {
            withdraw(incident, by, "withdrawn");
        }
        return refusal;
    }

    /**
     * It is no longer told once it has passed.
     *
     * @return whether one had passed
     */
    @Transactional
    public boolean withdrawWhenPassed(IncidentCode code) {
        var incident = locked.lock(code);
        var expected = incident.expectedRecovery();
        if (expected == null || expected.isAfter(clock.instant())) {
            return false;
        }
        withdraw(incident, IncidentRecord.DRAAIBOEK, "passed");
        return true;
    }

    private void withdraw(Incident incident, String by, String because) {
        var expected = incident.expectedRecovery();
        if (expected == null) {
            return;
        }
        write(incident.code(), null);
        record.append(
                incident.code(),
                "expected-recovery.withdrawn",
                by,
                Map.of("expected", expected.toString(), "because", because));
        events.publishEvent(
                new ExpectedRecoveryChanged(incident.code(), null, because.equals("passed") ? expected : null));
    }

    private void write(IncidentCode code, @Nullable Instant expected) {
        jdbc.sql("update draaiboek.incident set expected_recovery = :expected where code = :code")
                .param("expected", Timestamps.of(expected))
                .param("code", code.value())
                .update();
    }

    /** A role that nobody has is the incident manager's. */
    private static Optional<Refusal> notForYou(Incident incident, String by) {
        var who = incident.techLead() != null ? incident.techLead() : incident.lead();
        return Objects.equals(who, by)
                ? Optional.empty()
                : Optional.of(new Refusal("Only the tech lead confirms an expected time of recovery: "
                        + (who == null ? "nobody yet" : who) + "."));
    }

    private static Optional<Refusal> nothingToExpect(Incident incident) {
        return incident.state() == IncidentState.DECLARED && incident.publicState() != PublicState.MONITORING
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "It is expected to be solved, or over: there is no time of recovery to tell. Leave it empty."));
    }

    private static Optional<Refusal> notInTheFuture(Instant expected, Instant now) {
        return expected.isAfter(now)
                ? Optional.empty()
                : Optional.of(
                        new Refusal("The expected time of recovery has passed already. Give a time in the future."));
    }
}
