package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.draaiboek.incident.ClosingFacts;
import nl.draaiboek.incident.GatherClosingFacts;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a draft from the template of its phase, filled with the incident's facts and what was told before. */
@Component
public class DraftUpdate {

    static final java.util.List<String> LANGUAGES = java.util.List.of("nl", "en");

    private final Incidents incidents;
    private final JdbcUpdates updates;
    private final WhatToTell whatToTell;
    private final NamedOutside namedOutside;
    private final TemplateTexts texts;
    private final GatherClosingFacts closingFacts;
    private final JdbcClient jdbc;
    private final Clock clock;

    DraftUpdate(
            Incidents incidents,
            JdbcUpdates updates,
            WhatToTell whatToTell,
            NamedOutside namedOutside,
            TemplateTexts texts,
            GatherClosingFacts closingFacts,
            JdbcClient jdbc,
            Clock clock) {
        this.incidents = incidents;
        this.updates = updates;
        this.whatToTell = whatToTell;
        this.namedOutside = namedOutside;
        this.texts = texts;
        this.closingFacts = closingFacts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Drops a draft that still lies there, because the facts it was made from are older.
     *
     * @return the new draft
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UpdateId draft(IncidentCode code) {
        var incident = incidents.get(code);
        jdbc.sql(
                        """
                update draaiboek.incident_update set dropped_at = :now
                 where incident = :incident and approved_at is null and dropped_at is null""")
                .param("now", Timestamps.of(clock.instant()))
                .param("incident", code.value())
                .update();
        var kind = whatToTell.kind(incident);
        return draft(incident, kind, whatToTell.reach(incident, kind));
    }

    UpdateId draft(Incident incident, UpdateKind kind, Reach reach) {
        var until = kind == UpdateKind.CLOSING ? until(incident) : null;
        var closing = kind == UpdateKind.CLOSING
                ? closingFacts.of(incident.code()).orElse(ClosingFacts.UNKNOWN)
                : ClosingFacts.UNKNOWN;
        var facts = new UpdateFacts(
                kind,
                reach,
                kind == UpdateKind.RETRACTED ? PublicState.RESOLVED : incident.publicState(),
                namedOutside.of(incident, kind, told(incident.code())),
                incident.since(),
                until,
                null,
                incident.expectedRecovery(clock.instant()),
                DataLost.valueOf(closing.dataLost().name()),
                closing.supportCases(),
                Map.of());
        var words = words(incident.code(), facts, closing);
        var id = insert(incident.code(), facts, clock.instant());
        updates.replaceWords(id, words);
        return id;
    }

    /** What the template of the phase says now, for a draft that is being written; by language. */
    public Map<String, Words> fresh(Update.Draft draft) {
        var incident = incidents.get(draft.incident());
        var old = draft.facts();
        var facts = new UpdateFacts(
                old.kind(),
                old.reach(),
                old.kind().withdraws() ? old.state() : incident.publicState(),
                namedOutside.of(incident),
                incident.since(),
                old.until(),
                null,
                incident.expectedRecovery(),
                old.dataLost(),
                old.supportCases(),
                Map.of());
        return words(incident.code(), facts, ClosingFacts.UNKNOWN);
    }

    private Map<String, Words> words(IncidentCode code, UpdateFacts facts, ClosingFacts closing) {
        var before = before(code);
        var unsaved = new Update.Draft(new UpdateId(0), code, facts, clock.instant(), IncidentRecord.DRAAIBOEK);
        var words = new HashMap<String, Words>();
        for (var language : LANGUAGES) {
            words.put(
                    language,
                    withSummary(
                            closing,
                            language,
                            texts.draft(
                                    facts,
                                    unsaved,
                                    language,
                                    before.map(u -> u.facts().in(language)).orElse(Words.NONE))));
        }
        return words;
    }

    /** What was gathered when the emergency ended is what the last words begin with. */
    private static Words withSummary(ClosingFacts closing, String language, Words draft) {
        var summary = closing.summaryIn(language).strip();
        return summary.isEmpty()
                ? draft
                : new Words(summary, draft.noticed(), draft.doing(), draft.wayRound(), draft.meanwhile());
    }

    private Instant until(Incident incident) {
        return incident.until().orElseGet(clock::instant);
    }

    /** Services that were named in the last approved words about it, and about each that was merged into it; none before the first. */
    private Set<String> told(IncidentCode code) {
        return Set.copyOf(jdbc.sql(
                        """
                with recursive same as (
                  select cast(:code as text) as code
                  union select i.code from draaiboek.incident i join same on i.merged_into = same.code),
                last as (
                  select distinct on (u.incident) u.services from draaiboek.incident_update u join same on u.incident = same.code
                   where u.approved_at is not null order by u.incident, u.number desc)
                select distinct unnest(services) from last""")
                .param("code", code.value())
                .query(String.class)
                .list());
    }

    private Optional<Update> before(IncidentCode code) {
        return jdbc.sql(
                        """
                select id from draaiboek.incident_update
                 where incident = ? and approved_at is not null order by number desc limit 1""")
                .param(code.value())
                .query(Long.class)
                .optional()
                .flatMap(id -> updates.find(new UpdateId(id)));
    }

    private UpdateId insert(IncidentCode code, UpdateFacts facts, @Nullable Instant now) {
        return new UpdateId(jdbc.sql(
                        """
                insert into draaiboek.incident_update
                       (incident, kind, reach, public_state, services, since, until, expected_recovery, data_lost, support_cases,
                        drafted_at, drafted_by)
                values (:incident, :kind, :reach, :state, :services, :since, :until, :expected, :lost, :cases, :now, :by)
                returning id""")
                .param("incident", code.value())
                .param("kind", facts.kind().name())
                .param("reach", facts.reach().name())
                .param("state", facts.state().name())
                .param("services", facts.services().toArray(String[]::new))
                .param("since", Timestamps.of(facts.since()))
                .param("until", Timestamps.of(facts.until()))
                .param("expected", Timestamps.of(facts.expectedRecovery()))
                .param("lost", facts.dataLost().name())
                .param("cases", facts.supportCases())
                .param("now", Timestamps.of(now))
                .param("by", IncidentRecord.DRAAIBOEK)
                .query(Long.class)
                .single());
    }
}
