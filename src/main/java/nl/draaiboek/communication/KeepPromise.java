package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The promise clock: what is due when, and the holding text when nobody was in time. */
@Component
public class KeepPromise {

    private final Promises promises;
    private final Cadence cadence;
    private final DraftUpdate draftUpdate;
    private final ApproveUpdate approveUpdate;
    private final WhatToTell whatToTell;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final Clock clock;

    KeepPromise(
            Promises promises,
            Cadence cadence,
            DraftUpdate draftUpdate,
            ApproveUpdate approveUpdate,
            WhatToTell whatToTell,
            Incidents incidents,
            IncidentRecord record,
            Clock clock) {
        this.promises = promises;
        this.cadence = cadence;
        this.draftUpdate = draftUpdate;
        this.approveUpdate = approveUpdate;
        this.whatToTell = whatToTell;
        this.incidents = incidents;
        this.record = record;
        this.clock = clock;
    }

    /** Sets our own deadline for the first words, when none were approved yet; anew when one of before came to nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(IncidentCode incident) {
        var standing = promises.standing(incident);
        var taken = standing.filter(Promise::outside).map(Promise::at);
        if (standing.isEmpty() || !whatToTell.told(incident) && taken.isEmpty()) {
            promises.make(incident, cadence.firstWords(incident, clock.instant()), false, IncidentRecord.DRAAIBOEK);
        }
    }

    /** When words are due; empty when nothing is promised. */
    public Optional<Instant> due(IncidentCode incident) {
        return promises.standing(incident).flatMap(promise -> Optional.ofNullable(promise.at()));
    }

    /** When its holder is reminded. */
    public Optional<Instant> remindAt(IncidentCode incident) {
        return due(incident).map(due -> due.minus(cadence.remindBefore(incident)));
    }

    /** When the incident manager is told. */
    public Optional<Instant> tellLeadAt(IncidentCode incident) {
        return due(incident).map(due -> due.minus(cadence.warnLeadBefore(incident)));
    }

    /** Whether the last words were approved, or nobody has to be told anything, so that nothing more is promised. */
    public boolean over(IncidentCode incident) {
        return whatToTell.about(incident) == WhatToTell.Answer.ALL_TOLD;
    }

    /** Whether what is due are the closing words. */
    public boolean closing(IncidentCode incident) {
        return ended(incidents.get(incident));
    }

    /** What stands at the promised time. */
    public Due whatIsDue(IncidentCode incident) {
        var promise = promises.standing(incident);
        if (promise.isEmpty()
                || promise.get().at() == null
                || promise.get().at().isAfter(clock.instant())) {
            return Due.ON_ITS_WAY;
        }
        return goesByItself(incident) ? Due.HOLDING_TEXT : Due.FIRST_WORDS;
    }

    /** Whether a holding text goes out when nothing is approved in time: never as the first words, which a person decides. */
    public boolean goesByItself(IncidentCode incident) {
        return promises.standing(incident).filter(Promise::outside).isPresent() || ended(incidents.get(incident));
    }

    private static boolean ended(Incident incident) {
        return incident.state() == IncidentState.RESOLVED || incident.state() == IncidentState.CLOSED;
    }

    /**
     * The emergency ended: the closing words go out by themselves when nobody sends any in time. What customers were promised
     * before that is kept.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closingWords(IncidentCode code) {
        if (whatToTell.about(code) != WhatToTell.Answer.CLOSING_WORDS) {
            return;
        }
        var due = cadence.closingWords(code, clock.instant());
        var standing = promises.standing(code).map(Promise::at);
        if (standing.isEmpty() || standing.get().isAfter(due)) {
            promises.make(code, due, false, IncidentRecord.DRAAIBOEK);
        }
    }

    /** What is to be done at the promised time. */
    public enum Due {
        /** An update was approved meanwhile; its own promise counts now. */
        ON_ITS_WAY,
        /** Customers were promised something for now, or the closing words are late, and nothing is there. */
        HOLDING_TEXT,
        /** Nothing was told yet at all. A person decides on the first words; none go out by themselves. */
        FIRST_WORDS
    }

    /**
     * The holding text, approved and with a new promise, once for each promise. It says what is so: still possible while nothing
     * is proven, the retraction when it turned out to be none, and the closing words when it is over.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UpdateId hold(IncidentCode code) {
        promises.lock(code);
        var number = promises.standing(code).orElseThrow().number();
        if (!promises.take(code, number, PromiseStep.HELD)) {
            throw new IllegalStateException(
                    "The holding text for promise " + number + " of " + code + " went out already.");
        }
        var incident = incidents.get(code);
        var kind = holding(incident);
        var reach = kind == UpdateKind.CLOSING ? whatToTell.reach(incident, kind) : Reach.EVERYONE;
        var id = draftUpdate.draft(incident, kind, reach);
        approveUpdate.approve(id, IncidentRecord.DRAAIBOEK);
        return id;
    }

    private static UpdateKind holding(Incident incident) {
        return switch (incident.state()) {
            case CANDIDATE -> UpdateKind.POSSIBLE;
            case REJECTED -> UpdateKind.RETRACTED;
            case RESOLVED, CLOSED -> UpdateKind.CLOSING;
            case DECLARED, MERGED -> UpdateKind.HOLDING;
        };
    }

    /** The first words are late: noted, and a new deadline set, so that it is asked for again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void firstWordsLate(IncidentCode code) {
        var number = promises.standing(code).orElseThrow().number();
        if (promises.take(code, number, PromiseStep.FIRST_WORDS_LATE)) {
            record.append(code, "update.overdue", IncidentRecord.DRAAIBOEK, Map.of("what", "first words"));
            promises.make(
                    code,
                    cadence.nextOutside(code, incidents.get(code).publicState()),
                    false,
                    IncidentRecord.DRAAIBOEK);
        }
    }

    /**
     * After another severity: an upgrade may bring the promise forward; on a downgrade one already made is kept.
     *
     * @return whether it was brought forward
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reconsider(IncidentCode code) {
        promises.lock(code);
        var standing = promises.standing(code);
        if (standing.isEmpty() || standing.get().at() == null) {
            return false;
        }
        var now = clock.instant();
        var next = standing.get().outside()
                ? cadence.nextOutside(code, incidents.get(code).publicState())
                : cadence.firstWords(code, now);
        if (next == null || !next.isBefore(standing.get().at())) {
            return false;
        }
        promises.make(code, next, standing.get().outside(), IncidentRecord.DRAAIBOEK);
        return true;
    }

    /**
     * Notes that a reminder is sent for the standing promise.
     *
     * @return false when it was sent before
     */
    boolean take(IncidentCode code, PromiseStep step) {
        return promises.standing(code)
                .map(promise -> promises.take(code, promise.number(), step))
                .orElse(false);
    }
}
