package nl.draaiboek.communication;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what somebody wrote for an update; the facts in it are taken again from the incident. */
@Component
public class WriteUpdate {

    private final JdbcUpdates updates;
    private final DraftUpdate draftUpdate;
    private final Moved moved;
    private final Incidents incidents;
    private final NamedOutside namedOutside;
    private final IncidentRecord record;
    private final JdbcClient jdbc;
    private final Clock clock;

    WriteUpdate(
            JdbcUpdates updates,
            DraftUpdate draftUpdate,
            Moved moved,
            Incidents incidents,
            NamedOutside namedOutside,
            IncidentRecord record,
            JdbcClient jdbc,
            Clock clock) {
        this.updates = updates;
        this.draftUpdate = draftUpdate;
        this.moved = moved;
        this.incidents = incidents;
        this.namedOutside = namedOutside;
        this.record = record;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param words by language
     * @param says which public state the writer had in mind
     * @param supportCases null when nobody counted
     */
    public record Written(
            Map<String, Words> words,
            Says says,
            Reach reach,
            DataLost dataLost,
            @Nullable Integer supportCases,
            String by) {
        public Written {
            words = Map.copyOf(words);
        }
    }

    /**
     * What the words of an update are about.
     *
     * @param state in which they hold; null for the fresh draft of what is so now, in place of what was typed
     */
    public record Says(@Nullable PublicState state) {

        /** Takes the fresh draft. */
        public static final Says WHAT_IS_SO_NOW = new Says(null);
    }

    /**
     * @throws InvalidAnswer when a language lacks what everyone must be told, or the words were meant for another public state
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(UpdateId id, Written typed) {
        var draft = updates.draft(id);
        var written = typed.says().state() == null ? fresh(id, draft, typed) : meantForNow(draft, typed);
        for (var language : DraftUpdate.LANGUAGES) {
            complete(draft.facts().kind(), language, written.words().getOrDefault(language, Words.NONE));
        }
        var incident = incidents.get(draft.incident());
        if (written.reach() == Reach.INSIDE
                && !updates.published(incident.code(), Audience.EXTERNAL).isEmpty()
                && draft.facts().reach() == Reach.EVERYONE) {
            throw new InvalidAnswer(
                    "reach", "Customers were told before and wait for this update; it cannot stay inside the company.");
        }
        jdbc.sql(
                        """
                update draaiboek.incident_update
                   set reach = :reach, data_lost = :dataLost, support_cases = :cases, public_state = :state, services = :services,
                       since = :since, expected_recovery = :expected, written_at = :now, written_by = :by, remark = ''
                 where id = :id""")
                .param("reach", written.reach().name())
                .param("dataLost", written.dataLost().name())
                .param("cases", written.supportCases())
                .param("state", incident.publicState().name())
                .param("services", namedOutside.of(incident).toArray(String[]::new))
                .param("since", Timestamps.of(incident.since()))
                .param("expected", Timestamps.of(incident.expectedRecovery(clock.instant())))
                .param("now", Timestamps.of(clock.instant()))
                .param("by", written.by())
                .param("id", id.value())
                .update();
        updates.replaceWords(id, written.words());
        record.append(draft.incident(), "update.drafted", written.by(), told(updates.get(id)));
    }

    private Written meantForNow(Update.Draft draft, Written written) {
        var incident = incidents.get(draft.incident());
        if (!draft.facts().kind().ends() && written.says().state() != incident.publicState()) {
            throw new InvalidAnswer(
                    "says",
                    "Since this was drafted the incident moved on: "
                            + moved.state(draft, incident).orElse("it is " + Moved.words(incident.publicState()))
                            + ". What you typed is still here. When it holds, choose "
                            + Moved.words(incident.publicState())
                            + "; else take the fresh draft.");
        }
        return written;
    }

    /** What was typed about what we know and do gives way, and stays in the record; the rest is kept. */
    private Written fresh(UpdateId id, Update.Draft draft, Written typed) {
        var words = new LinkedHashMap<String, Words>();
        var replaced = new LinkedHashMap<String, Object>(Map.of("update", id.value()));
        draftUpdate.fresh(draft).forEach((language, fresh) -> {
            var own = typed.words().getOrDefault(language, Words.NONE);
            words.put(
                    language,
                    new Words(
                            or(fresh.known(), own.known()),
                            or(own.noticed(), fresh.noticed()),
                            or(fresh.doing(), own.doing()),
                            or(own.wayRound(), fresh.wayRound()),
                            or(own.meanwhile(), fresh.meanwhile())));
            replaced.put(language, Map.of("known", own.known(), "doing", own.doing()));
        });
        record.append(draft.incident(), "update.words-replaced", typed.by(), replaced);
        return new Written(words, typed.says(), typed.reach(), typed.dataLost(), typed.supportCases(), typed.by());
    }

    private static String or(String first, String second) {
        return first.isBlank() ? second : first;
    }

    /** Puts in what is so now, for an update whose words still hold; nothing else changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void putInWhatIsSo(UpdateId id, String by) {
        var draft = updates.draft(id);
        var incident = incidents.get(draft.incident());
        var lines = moved.since(draft, incident);
        jdbc.sql(
                        """
                update draaiboek.incident_update
                   set public_state = :state, services = :services, since = :since, expected_recovery = :expected
                 where id = :id""")
                .param(
                        "state",
                        draft.facts().kind().withdraws()
                                ? draft.facts().state().name()
                                : incident.publicState().name())
                .param("services", namedOutside.of(incident).toArray(String[]::new))
                .param("since", Timestamps.of(incident.since()))
                .param("expected", Timestamps.of(incident.expectedRecovery()))
                .param("id", id.value())
                .update();
        record.append(draft.incident(), "update.facts-renewed", by, Map.of("update", id.value(), "moved", lines));
    }

    private static void complete(UpdateKind kind, String language, Words words) {
        var name = language.equals("nl") ? "Dutch" : "English";
        if (words.known().isBlank()) {
            throw new InvalidAnswer(language + "Known", "Say in " + name + " what we know.");
        }
        if (!kind.withdraws() && words.noticed().isBlank()) {
            throw new InvalidAnswer(language + "Noticed", "Say in " + name + " what customers notice.");
        }
        if (!kind.ends() && words.doing().isBlank()) {
            throw new InvalidAnswer(language + "Doing", "Say in " + name + " what we do about it.");
        }
    }

    /** An update as the record keeps it: with all its words. */
    static Map<String, Object> told(Update update) {
        var facts = update.facts();
        var told = new LinkedHashMap<String, Object>();
        told.put("update", update.id().value());
        told.put("kind", facts.kind().name());
        told.put("reach", facts.reach().name());
        told.put("state", facts.state().name());
        told.put("services", facts.services());
        if (facts.nextPromised() != null) {
            told.put("next", facts.nextPromised().toString());
        }
        if (facts.expectedRecovery() != null) {
            told.put("expectedRecovery", facts.expectedRecovery().toString());
        }
        facts.words().forEach((language, words) -> {
            var parts = new LinkedHashMap<String, String>();
            parts.put("known", words.known());
            parts.put("noticed", words.noticed());
            parts.put("doing", words.doing());
            parts.put("wayRound", words.wayRound());
            parts.put("meanwhile", words.meanwhile());
            told.put(language, parts);
        });
        return told;
    }
}
