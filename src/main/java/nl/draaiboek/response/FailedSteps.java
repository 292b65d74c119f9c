package nl.draaiboek.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.draaiboek.engine.FailedStepsChanged;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Steps of the plan that failed and are tried no more by themselves: kept, told to a person once each, and followed until they
 * went on. The engine knows which they are; this asks it whenever one changes and now and then besides, so that a
 * crash in between hides none.
 */
@Component
public class FailedSteps {

    private static final Logger LOG = LoggerFactory.getLogger(FailedSteps.class);
    private static final String OPEN = " state in ('STANDS', 'TRIED_AGAIN') ";

    /** Any number, the same on all nodes: one of them looks at a time. */
    private static final long LOCK = 7_311_440_144L;

    private final StandingSteps engine;
    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final TellFailedSteps tell;
    private final Clock clock;
    private final TransactionTemplate transaction;

    FailedSteps(
            StandingSteps engine,
            JdbcClient jdbc,
            LockIncident locked,
            Incidents incidents,
            IncidentRecord record,
            TellFailedSteps tell,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.locked = locked;
        this.incidents = incidents;
        this.record = record;
        this.tell = tell;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** All that stand still, the oldest first. */
    public List<FailedStep> standing() {
        return jdbc.sql("select * from draaiboek.failed_step where" + OPEN + "order by since, id")
                .query((row, n) -> read(row))
                .list();
    }

    /** Those of one incident, the oldest first. */
    public List<FailedStep> standing(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.failed_step where incident = ? and" + OPEN + "order by since, id")
                .param(code.value())
                .query((row, n) -> read(row))
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from draaiboek.failed_step where" + OPEN)
                .query(Integer.class)
                .single();
    }

    /**
     * Lets one be tried again, soon.
     *
     * @param person who says so
     * @return the incident it is of, if it is of one
     */
    @Transactional
    public Optional<IncidentCode> tryAgain(String id, String person) {
        var step = find(id);
        var code = step.map(FailedStep::incident);
        code.ifPresent(locked::lock);
        if (step.isPresent() && engine.again(id)) {
            code.ifPresent(c -> record.append(
                    c,
                    "step.tried-again",
                    person,
                    Map.of("process", step.get().process(), "step", step.get().step())));
        }
        return code;
    }

    /** Afterwards, because whoever gave the step up holds what other appenders wait for. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(FailedStepsChanged changed) {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Steps that stand still are looked at again later: {}", e.toString());
        }
    }

    /** Takes over what the engine says now, and tells who must know. */
    void look() {
        var now = new HashSet<>(engine.now());
        var known = states();
        var fresh = now.stream().filter(id -> !"STANDS".equals(known.get(id))).toList();
        if (!fresh.isEmpty()) {
            byIncident(engine.describe(fresh))
                    .forEach((code, steps) ->
                            transaction.executeWithoutResult(status -> failed(code.isEmpty() ? null : code, steps)));
        }
        known.forEach((id, state) -> {
            if (!now.contains(id)) {
                transaction.executeWithoutResult(status -> noLonger(id));
            }
        });
        tell.circlesToTell()
                .forEach(circle -> transaction.executeWithoutResult(status -> {
                    oneAtATime();
                    tell.tell(circle);
                }));
    }

    private void failed(@Nullable String incident, List<StandingSteps.Step> steps) {
        var code = incident == null ? null : new IncidentCode(incident);
        if (code != null) {
            locked.lock(code);
        }
        oneAtATime();
        for (var step : steps) {
            if (!insert(step, code) && !move(step.id(), "STANDS", step.why())) {
                continue;
            }
            LOG.error(
                    "'{}' of '{}' failed and is tried no more by itself: {}", step.step(), step.process(), step.why());
            if (code != null) {
                record.append(
                        code,
                        "step.failed",
                        IncidentRecord.DRAAIBOEK,
                        Map.of("process", step.process(), "step", step.step(), "why", step.why()));
            }
        }
        tell.tell(tell.circle(code));
    }

    private boolean insert(StandingSteps.Step step, @Nullable IncidentCode code) {
        return jdbc.sql(
                                """
                insert into draaiboek.failed_step (id, incident, process_instance, process, step, why, state, since)
                values (:id, :incident, :instance, :process, :step, :why, 'STANDS', :now) on conflict do nothing""")
                        .param("id", step.id())
                        .param("incident", code == null ? null : code.value())
                        .param("instance", step.processInstance())
                        .param("process", step.process())
                        .param("step", step.step())
                        .param("why", step.why())
                        .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                        .update()
                == 1;
    }

    private boolean move(String id, String state, String why) {
        return jdbc.sql(
                                """
                update draaiboek.failed_step set state = :state, why = :why,
                  ended_at = case when :state in ('WENT_ON', 'TAKEN_AWAY') then :now end
                 where id = :id and state <> :state""")
                        .param("state", state)
                        .param("why", why)
                        .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                        .param("id", id)
                        .update()
                == 1;
    }

    private void noLonger(String id) {
        var step = find(id);
        if (step.isEmpty()) {
            return;
        }
        var code = step.get().incident();
        if (code != null) {
            locked.lock(code);
        }
        oneAtATime();
        if (engine.now().contains(id)) {
            return;
        }
        var became = engine.became(id);
        if (move(id, became.name(), step.get().why()) && code != null && became != StandingSteps.Became.TRIED_AGAIN) {
            record.append(
                    code,
                    became == StandingSteps.Became.WENT_ON ? "step.went-on" : "step.taken-away",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("process", step.get().process(), "step", step.get().step()));
        }
    }

    private Map<String, String> states() {
        var states = new LinkedHashMap<String, String>();
        jdbc.sql("select id, state from draaiboek.failed_step where" + OPEN).query(row -> {
            states.put(row.getString("id"), row.getString("state"));
        });
        return states;
    }

    /** In the order of their codes; those of no incident under an empty one. */
    private Map<String, List<StandingSteps.Step>> byIncident(Collection<StandingSteps.Step> steps) {
        var grouped = new TreeMap<String, List<StandingSteps.Step>>();
        var codes = new HashSet<String>();
        steps.forEach(step -> grouped.computeIfAbsent(code(step, codes), code -> new java.util.ArrayList<>())
                .add(step));
        return grouped;
    }

    private String code(StandingSteps.Step step, Set<String> codes) {
        var key = step.businessKey();
        if (key == null || !IncidentCode.PATTERN.matcher(key).matches()) {
            return "";
        }
        if (!codes.contains(key) && incidents.find(new IncidentCode(key)).isPresent()) {
            codes.add(key);
        }
        return codes.contains(key) ? key : "";
    }

    private Optional<FailedStep> find(String id) {
        return jdbc.sql("select * from draaiboek.failed_step where id = ? and" + OPEN)
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    private void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    }

    static FailedStep read(ResultSet row) throws SQLException {
        var code = row.getString("incident");
        return new FailedStep(
                row.getString("id"),
                code == null ? null : new IncidentCode(code),
                row.getString("process_instance"),
                row.getString("process"),
                row.getString("step"),
                row.getString("why"),
                row.getString("state").equals("TRIED_AGAIN"),
                Objects.requireNonNull(Timestamps.read(row, "since")));
    }
}
