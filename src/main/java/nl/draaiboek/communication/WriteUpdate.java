package nl.draaiboek.communication;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
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
    private final Incidents incidents;
    private final IncidentRecord record;
    private final JdbcClient jdbc;
    private final Clock clock;

    WriteUpdate(JdbcUpdates updates, Incidents incidents, IncidentRecord record, JdbcClient jdbc, Clock clock) {
        this.updates = updates;
        this.incidents = incidents;
        this.record = record;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param words by language
     * @param supportCases null when nobody counted
     */
    public record Written(
            Map<String, Words> words, Reach reach, DataLost dataLost, @Nullable Integer supportCases, String by) {
        public Written {
            words = Map.copyOf(words);
        }
    }

    /** @throws InvalidAnswer when a language lacks what everyone must be told */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(UpdateId id, Written written) {
        var draft = updates.draft(id);
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
                .param("services", incident.services().toArray(String[]::new))
                .param("since", Timestamps.of(incident.since()))
                .param("expected", Timestamps.of(incident.expectedRecovery(clock.instant())))
                .param("now", Timestamps.of(clock.instant()))
                .param("by", written.by())
                .param("id", id.value())
                .update();
        updates.replaceWords(id, written.words());
        record.append(draft.incident(), "update.drafted", written.by(), told(updates.get(id)));
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
