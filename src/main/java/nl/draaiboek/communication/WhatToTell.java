package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides on the facts what is to be told now, so that no message to a process has to be caught in time. */
@Component
public class WhatToTell {

    /** What to do now. */
    public enum Answer {
        /** A new update is to be written. */
        UPDATE,
        /** The promise runs and nothing changed. */
        NOTHING_YET,
        /** It is over, or it was none; the last words are to be written. */
        CLOSING_WORDS,
        /** The last words were approved, or nobody has to be told anything. */
        ALL_TOLD
    }

    private static final Duration FAR = Duration.ofDays(3650);
    private static final String ANNOUNCE = "announcePossibleAfter";
    private static final String ANNOUNCE_UNLED = "announceUnledAfter";
    private static final Duration A_WHILE = Duration.ofMinutes(5);
    private static final Duration BREATH = Duration.ofMinutes(1);

    private final Incidents incidents;
    private final Promises promises;
    private final Cadence cadence;
    private final ResponsePolicies policies;
    private final JdbcClient jdbc;
    private final Clock clock;

    WhatToTell(
            Incidents incidents,
            Promises promises,
            Cadence cadence,
            ResponsePolicies policies,
            JdbcClient jdbc,
            Clock clock) {
        this.incidents = incidents;
        this.promises = promises;
        this.cadence = cadence;
        this.policies = policies;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Answer about(IncidentCode code) {
        var incident = incidents.get(code);
        var last = last(code, null);
        if (last.isEmpty()) {
            return first(incident);
        }
        return switch (incident.state()) {
            case RESOLVED, CLOSED -> is(last.get(), UpdateKind.CLOSING) ? Answer.ALL_TOLD : Answer.CLOSING_WORDS;
            case REJECTED -> is(last.get(), UpdateKind.RETRACTED) ? Answer.ALL_TOLD : Answer.CLOSING_WORDS;
            case MERGED -> Answer.ALL_TOLD;
            case CANDIDATE, DECLARED -> next(incident, last.get());
        };
    }

    /** Nothing was told yet under this code; a promise to customers then came along with one that was merged into it. */
    private Answer first(Incident incident) {
        var owed = outsideDue(incident.code()).isPresent();
        return switch (incident.state()) {
            case CANDIDATE ->
                !owed && clock.instant().isBefore(announceAt(incident.code())) ? Answer.ALL_TOLD : Answer.UPDATE;
            case DECLARED -> incident.crisisPlan() || owed ? Answer.UPDATE : Answer.ALL_TOLD;
            case RESOLVED, CLOSED -> incident.crisisPlan() || owed ? Answer.CLOSING_WORDS : Answer.ALL_TOLD;
            case REJECTED -> owed ? Answer.CLOSING_WORDS : Answer.ALL_TOLD;
            case MERGED -> Answer.ALL_TOLD;
        };
    }

    private Answer next(Incident incident, Last last) {
        if (is(last, UpdateKind.LAST_FOR_NOW)) {
            return incident.crisisPlan() ? Answer.UPDATE : Answer.NOTHING_YET;
        }
        var proven = incident.state() == IncidentState.DECLARED && is(last, UpdateKind.POSSIBLE);
        var changed = proven
                || !last.state().equals(incident.publicState().name())
                || !Objects.equals(last.expectedRecovery(), incident.expectedRecovery(clock.instant()));
        return changed || !clock.instant().isBefore(draftAt(incident.code())) ? Answer.UPDATE : Answer.NOTHING_YET;
    }

    private static boolean is(Last last, UpdateKind kind) {
        return last.kind().equals(kind.name());
    }

    /**
     * When the incident is announced as possible, so long after it was noticed as the policy says; ten years from now
     * when it is proven, or when a policy of before says nothing about it. Of several that nobody leads, which may well be
     * one, only the one noticed first is announced; the others are looked at again in a while.
     */
    public Instant announceAt(IncidentCode code) {
        var incident = incidents.get(code);
        var due = possibleAt(incident);
        if (incident.lead() != null || incident.state() != IncidentState.CANDIDATE) {
            return due;
        }
        var first = incidents.firstUnled().stream()
                .min(Comparator.comparing(this::possibleAt)
                        .thenComparing(other -> other.code().value()));
        var soon = clock.instant().plus(A_WHILE);
        return first.isEmpty() || first.get().code().equals(code) || due.isAfter(soon) ? due : soon;
    }

    private Instant possibleAt(Incident incident) {
        var policy = policies.of(incident.effectiveSeverity());
        var column = incident.lead() == null && policy.containsKey(ANNOUNCE_UNLED) ? ANNOUNCE_UNLED : ANNOUNCE;
        return incident.state() == IncidentState.CANDIDATE && policy.containsKey(column)
                ? policy.due(column, incident.at(Milestone.DETECTED).orElseGet(clock::instant))
                : clock.instant().plus(FAR);
    }

    /** Whether anyone was told anything about it. */
    public boolean told(IncidentCode code) {
        return last(code, null).isPresent();
    }

    /** When the next draft is to be made while nothing changes; ten years from now when nothing is promised. */
    public Instant draftAt(IncidentCode code) {
        var incident = incidents.get(code);
        var before = cadence.draftBefore(code);
        var last = last(code, null).map(Last::at).orElse(Instant.EPOCH);
        return Stream.of(outsideDue(code), insideDue(incident))
                .flatMap(Optional::stream)
                .map(due -> due.minus(before))
                .min(Instant::compareTo)
                .map(at -> at.isAfter(last.plus(BREATH)) ? at : last.plus(BREATH))
                .orElseGet(() -> clock.instant().plus(FAR));
    }

    /** The kind of the update to be written now. */
    UpdateKind kind(Incident incident) {
        return switch (incident.state()) {
            case RESOLVED, CLOSED -> UpdateKind.CLOSING;
            case CANDIDATE -> UpdateKind.POSSIBLE;
            case REJECTED -> UpdateKind.RETRACTED;
            case MERGED -> UpdateKind.MERGED;
            case DECLARED ->
                incident.severity() != null
                                && !incident.crisisPlan()
                                && last(incident.code(), Reach.EVERYONE).isPresent()
                        ? UpdateKind.LAST_FOR_NOW
                        : UpdateKind.REGULAR;
        };
    }

    /** How far the update to be written now has to go: outside whenever something is due or new there. */
    Reach reach(Incident incident, UpdateKind kind) {
        var outside = last(incident.code(), Reach.EVERYONE);
        if (kind.ends()) {
            return outside.isPresent() ? Reach.EVERYONE : Reach.INSIDE;
        }
        var due = outsideDue(incident.code())
                .map(at -> at.minus(cadence.draftBefore(incident.code())))
                .filter(at -> !clock.instant().isBefore(at));
        return outside.isEmpty()
                        || due.isPresent()
                        || kind.last()
                        || !outside.get().state().equals(incident.publicState().name())
                        || !Objects.equals(outside.get().expectedRecovery(), incident.expectedRecovery(clock.instant()))
                ? Reach.EVERYONE
                : Reach.INSIDE;
    }

    private Optional<Instant> outsideDue(IncidentCode code) {
        return promises.standing(code).filter(Promise::outside).flatMap(promise -> Optional.ofNullable(promise.at()));
    }

    private Optional<Instant> insideDue(Incident incident) {
        return incident.crisisPlan()
                ? last(incident.code(), null)
                        .filter(last -> !UpdateKind.LAST_FOR_NOW.name().equals(last.kind()))
                        .flatMap(last -> Optional.ofNullable(cadence.nextInside(incident.code(), last.at())))
                : Optional.empty();
    }

    private Optional<Last> last(IncidentCode code, @Nullable Reach reach) {
        return jdbc.sql(
                        """
                select kind, public_state, approved_at, expected_recovery from draaiboek.incident_update
                 where incident = :incident and approved_at is not null and (cast(:reach as text) is null or reach = :reach)
                 order by number desc limit 1""")
                .param("incident", code.value())
                .param("reach", reach == null ? null : reach.name())
                .query((row, n) -> new Last(
                        row.getString("kind"),
                        row.getString("public_state"),
                        Objects.requireNonNull(Timestamps.read(row, "approved_at")),
                        Timestamps.read(row, "expected_recovery")))
                .optional();
    }

    private record Last(String kind, String state, Instant at, @Nullable Instant expectedRecovery) {}
}
