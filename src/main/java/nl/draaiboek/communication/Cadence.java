package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.ResponsePolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When words are due, as the response policy has it. */
@Component
class Cadence {

    private static final String CLOSING_WORDS = "closingWordsWithin";
    private static final Duration BEFORE_THERE_WAS_A_COLUMN = Duration.ofMinutes(30);

    private final ResponsePolicies policies;
    private final Clock clock;

    Cadence(ResponsePolicies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * The promise that an update told now makes, to the minute, because that is how it is read; null where the policy says
     * never.
     */
    @Nullable
    Instant nextOutside(IncidentCode incident, PublicState state) {
        var column =
                switch (state) {
                    case INVESTIGATING -> "updateEveryInvestigating";
                    case IDENTIFIED -> "updateEveryIdentified";
                    case MONITORING, RESOLVED -> "updateEveryMonitoring";
                };
        return minute(incident, column);
    }

    /** When colleagues hear something again. */
    @Nullable
    Instant nextInside(IncidentCode incident, Instant from) {
        return unlessNever(policies.of(incident).due("insideEvery", from), from);
    }

    /** Our own deadline for the first words. */
    @Nullable
    Instant firstWords(IncidentCode incident, Instant from) {
        return unlessNever(policies.of(incident).due("firstPublicWithin", from), from);
    }

    /** When the closing words go out at the latest. */
    Instant closingWords(IncidentCode incident, Instant from) {
        var policy = policies.of(incident);
        return policy.containsKey(CLOSING_WORDS)
                ? policy.due(CLOSING_WORDS, from)
                : from.plus(BEFORE_THERE_WAS_A_COLUMN);
    }

    Duration draftBefore(IncidentCode incident) {
        return policies.of(incident).duration("draftUpdateBefore");
    }

    Duration remindBefore(IncidentCode incident) {
        return policies.of(incident).duration("remindUpdateBefore");
    }

    Duration warnLeadBefore(IncidentCode incident) {
        return policies.of(incident).duration("warnLeadBefore");
    }

    private @Nullable Instant minute(IncidentCode incident, String column) {
        var now = clock.instant();
        var due = unlessNever(policies.of(incident).due(column, now), now);
        return due == null ? null : due.truncatedTo(ChronoUnit.MINUTES);
    }

    private static @Nullable Instant unlessNever(Instant due, Instant from) {
        return Duration.between(from, due).compareTo(ResponsePolicy.NEVER) >= 0 ? null : due;
    }
}
