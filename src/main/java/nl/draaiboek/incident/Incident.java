package nl.draaiboek.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an incident as they stand.
 *
 * @param title what people see of it, one line, as typed: escape it wherever it is shown
 * @param severity as assessed, or empty before the first assessment
 * @param provisionalSeverity as called by the alert's label or by a person
 * @param crisisPlan whether the crisis plan is on; false until decided
 * @param danger whether anyone may be in danger; empty when nobody was asked yet
 * @param lead user id of the incident manager; exactly one from the moment somebody takes it
 * @param services ids of the services that it touches
 * @param expectedRecovery when users may expect to work again, present only when the tech lead confirmed it
 * @param milestones the moments that have passed
 */
public record Incident(
        IncidentCode code,
        String title,
        IncidentState state,
        PublicState publicState,
        @Nullable Severity severity,
        Severity provisionalSeverity,
        boolean crisisPlan,
        Noticed noticed,
        @Nullable Boolean danger,
        @Nullable String dangerWhere,
        @Nullable String lead,
        @Nullable String techLead,
        List<String> services,
        @Nullable Instant expectedRecovery,
        @Nullable IncidentCode mergedInto,
        @Nullable String rejectedBecause,
        Map<Milestone, Instant> milestones) {

    /** The assessed severity, or the provisional one before there is any. */
    public Severity effectiveSeverity() {
        return severity != null ? severity : provisionalSeverity;
    }

    public Optional<Instant> at(Milestone milestone) {
        return Optional.ofNullable(milestones.get(milestone));
    }

    /**
     * When the outage ended for who uses the services: expected to be solved, else resolved. What every text and page counts a
     * duration to; empty while it lasts.
     */
    public Optional<Instant> until() {
        return at(Milestone.MITIGATED).or(() -> at(Milestone.RESOLVED));
    }

    /** When users may expect to work again, unless that has passed: then nobody is told to expect it any more. */
    public @Nullable Instant expectedRecovery(Instant now) {
        return expectedRecovery == null || expectedRecovery.isAfter(now) ? expectedRecovery : null;
    }

    /** When the outage began as far as is known: impact, else detection. */
    public Instant since() {
        return at(Milestone.IMPACT)
                .or(() -> at(Milestone.DETECTED))
                .orElseThrow(() -> new IllegalStateException(code + " has no time of detection."));
    }
}
