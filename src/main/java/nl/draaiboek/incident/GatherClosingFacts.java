package nl.draaiboek.incident;

import java.time.Clock;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what the last messages say, before they are written. */
@Component
public class GatherClosingFacts {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final Clock clock;

    GatherClosingFacts(JdbcClient jdbc, LockIncident locked, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.clock = clock;
    }

    /** What was gathered last; nothing when nobody did. */
    public Optional<ClosingFacts> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.closing_facts where incident = ?")
                .param(code.value())
                .query((row, n) -> new ClosingFacts(
                        row.getObject("support_cases", Integer.class),
                        ClosingFacts.DataLost.valueOf(row.getString("data_lost")),
                        row.getString("lost_nl"),
                        row.getString("lost_en"),
                        row.getString("summary_nl"),
                        row.getString("summary_en")))
                .optional();
    }

    /** Gathered again, the later facts count. */
    @Transactional
    public void gather(IncidentCode code, ClosingFacts facts, String by) {
        locked.lock(code);
        jdbc.sql(
                        """
                insert into draaiboek.closing_facts
                  (incident, support_cases, data_lost, lost_nl, lost_en, summary_nl, summary_en, gathered_by, gathered_at)
                values (:code, :cases, :lost, :lostNl, :lostEn, :nl, :en, :by, :at)
                on conflict (incident) do update set support_cases = excluded.support_cases, data_lost = excluded.data_lost,
                  lost_nl = excluded.lost_nl, lost_en = excluded.lost_en, summary_nl = excluded.summary_nl,
                  summary_en = excluded.summary_en, gathered_by = excluded.gathered_by, gathered_at = excluded.gathered_at""")
                .param("code", code.value())
                .param("cases", facts.supportCases())
                .param("lost", facts.dataLost().name())
                .param("lostNl", facts.lostNl())
                .param("lostEn", facts.lostEn())
                .param("nl", facts.summaryNl())
                .param("en", facts.summaryEn())
                .param("by", by)
                .param("at", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
        var details = new HashMap<String, Object>();
        details.put("supportCases", facts.supportCases());
        details.put("dataLost", facts.dataLost().name());
        details.put("lostNl", facts.lostNl());
        details.put("lostEn", facts.lostEn());
        details.put("summaryNl", facts.summaryNl());
        details.put("summaryEn", facts.summaryEn());
        record.append(code, "closing-facts.gathered", by, details);
    }
}
