package nl.draaiboek.engine;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings groups, rights, filters and the folder's plan into the engine when the program starts. Of the folder only what
 * changed <em>there</em> since it was taken over last; what an owner deployed from Modeler since then stays the latest, and
 * {@link PlanState} tells the difference. One node at a time.
 */
@Component
class StartPlan {

    private static final Logger LOG = LoggerFactory.getLogger(StartPlan.class);

    /** Where a plan comes from that was delivered with the program. */
    static final String DELIVERED = "delivered";

    /** Any number that nothing else locks. */
    private static final long LOCK = 7_100_320_071L;

    private final ProcessEngine engine;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PlanState state;

    StartPlan(ProcessEngine engine, JdbcClient jdbc, TransactionTemplate transaction, PlanState state) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.state = state;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void start() {
        var folder = state.folder();
        transaction.executeWithoutResult(status -> {
            lock();
            groups();
            new Grants(engine.getAuthorizationService()).giveFromTheStart();
            new TaskFilters(engine, jdbc).makeMissing();
        });
        try {
            deploy(folder);
        } catch (PlanDeployer.Refused refused) {
            state.refused(refused.refusals());
            if (engine.getRepositoryService().createProcessDefinitionQuery().count() == 0) {
                throw refused;
            }
            LOG.error("The plan in the folder is refused; what was deployed before goes on. {}", refused.getMessage());
        }
        state.started();
        state.differences().forEach(difference -> LOG.warn("{}", difference));
    }

    /**
     * Takes over what changed in the folder.
     *
     * @return names of the files that were taken over
     */
    List<String> deploy(Collection<PlanFile> folder) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            lock();
            var before = takenOver();
            var unreadable = DiagramRules.unreadable(folder);
            if (!unreadable.isEmpty()) {
                throw new PlanDeployer.Refused(unreadable);
            }
            var changed = folder.stream()
                    .filter(file -> !file.sha256().equals(before.get(file.name())))
                    .toList();
            if (changed.isEmpty()) {
                return List.<String>of();
            }
            var latest = new LatestPlan((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
            var taken = new ArrayList<String>();
            // What is delivered was checked when the program was built; an owner's folder is checked here.
            var deployment = engine.getRepositoryService()
                    .createDeployment()
                    .name("plan")
                    .source(state.place().isEmpty() ? DELIVERED : PlanDeployer.FOLDER);
            for (var file : folder) {
                var deployed = latest.of(file).map(LatestPlan.Entry::file);
                var ownersOwn = deployed.filter(
                        d -> before.containsKey(file.name()) && !d.sha256().equals(before.get(file.name())));
                var isChanged = changed.contains(file);
                var content = isChanged && ownersOwn.isEmpty() ? file : deployed.orElse(file);
                if (content.equals(file)
                        && deployed.filter(d -> d.sha256().equals(file.sha256()))
                                .isEmpty()) {
                    taken.add(file.name());
                }
                deployment.addInputStream(file.name(), new ByteArrayInputStream(content.content()));
            }
            if (!taken.isEmpty()) {
                deployment.deploy();
                LOG.info(
                        "Deployed from {}: {}",
                        state.place().isEmpty() ? "the plan in the program" : state.place(),
                        taken.size() == folder.size() ? "all " + taken.size() + " files" : taken);
            }
            changed.forEach(file -> jdbc.sql(
                            """
                    insert into draaiboek.plan_deployment (file, sha256) values (?, ?)
                    on conflict (file) do update set sha256 = excluded.sha256, at = now()""")
                    .params(file.name(), file.sha256())
                    .update());
            return taken;
        }));
    }

    private Map<String, String> takenOver() {
        var hashes = new HashMap<String, String>();
        jdbc.sql("select file, sha256 from draaiboek.plan_deployment").query(row -> {
            hashes.put(row.getString("file"), row.getString("sha256"));
        });
        return hashes;
    }

    /** Held until the transaction ends: a second node waits, and then finds everything done. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((row, n) -> true)
                .single();
    }

    private void groups() {
        var identity = engine.getIdentityService();
        Groups.ALL.forEach((id, name) -> {
            if (identity.createGroupQuery().groupId(id).count() == 0) {
                var group = identity.newGroup(id);
                group.setName(name);
                group.setType("WORKFLOW");
                identity.saveGroup(group);
            }
        });
    }

    static Collection<PlanFile> read(String folder) {
        return folder.isBlank() ? PlanFolder.delivered() : PlanFolder.read(Path.of(folder));
    }
}
