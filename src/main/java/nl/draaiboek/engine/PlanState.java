package nl.draaiboek.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells where what runs differs from what stands in the folder: in the log at start, in health, and on a page. */
@Component("plan")
public class PlanState extends RoomHealth {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/Amsterdam"));

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final String place;
    private final Clock clock;
    private volatile List<Refusal> refused = List.of();
    private volatile @Nullable Known last;

    private record Known(Instant at, List<String> differences) {}

    PlanState(
            @Lazy ProcessEngine engine,
            @Lazy AsDraaiboek asDraaiboek,
            @Value("${draaiboek.plan.folder:}") String place,
            Clock clock) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.place = place;
        this.clock = clock;
    }

    /** The owner's folder, or empty for what was delivered with the program. */
    public String place() {
        return place;
    }

    /** One line each, for people; empty when what runs is what stands in the folder. */
    public List<String> differences() {
        return differences(folder());
    }

    /** A start that takes over another file of the folder takes along what came from elsewhere. */
    private static String deployed(Deployment deployment) {
        var at = " at " + MOMENT.format(deployment.getDeploymentTime().toInstant());
        var source = deployment.getSource();
        if (source == null) {
            return "deployed" + at;
        }
        return PlanDeployer.FOLDER.equals(source) || StartPlan.DELIVERED.equals(source)
                ? "deployed from elsewhere, and taken along" + at
                : "deployed from " + source + at;
    }

    /** The version of each diagram and table that counts from the next incident on, and what still runs on another. */
    public List<Part> running() {
        return asDraaiboek.call(() -> {
            var repository = engine.getRepositoryService();
            var deployments = repository.createDeploymentQuery().list().stream()
                    .collect(Collectors.toMap(Deployment::getId, deployment -> deployment));
            var instances = new HashMap<String, Integer>();
            var older = new HashMap<String, Map<Integer, Integer>>();
            engine.getManagementService()
                    .createProcessDefinitionStatisticsQuery()
                    .list()
                    .forEach(one -> {
                        instances.put(one.getId(), one.getInstances());
                        if (one.getInstances() > 0) {
                            older.computeIfAbsent(one.getKey(), key -> new TreeMap<>())
                                    .merge(one.getVersion(), one.getInstances(), Integer::sum);
                        }
                    });
            var parts = new ArrayList<Part>();
            repository.createProcessDefinitionQuery().latestVersion().list().forEach(one -> {
                var others = new TreeMap<>(older.getOrDefault(one.getKey(), Map.of()));
                others.remove(one.getVersion());
                parts.add(Part.of(
                        one, deployments.get(one.getDeploymentId()), instances.getOrDefault(one.getId(), 0), others));
            });
            repository
                    .createDecisionDefinitionQuery()
                    .latestVersion()
                    .list()
                    .forEach(one -> parts.add(Part.of(one, deployments.get(one.getDeploymentId()), 0, Map.of())));
            parts.sort(Comparator.comparing(Part::file));
            return List.copyOf(parts);
        });
    }

    /**
     * A diagram or table.
     *
     * @param source as who deployed it says: {@code Camunda Modeler}, or empty
     * @param instances that run on this version
     * @param older how many still run on which other version
     */
    public record Part(
            String file,
            String name,
            int version,
            @Nullable Instant deployedAt,
            String source,
            int instances,
            Map<Integer, Integer> older) {

        private static Part of(
                ResourceDefinition one, @Nullable Deployment deployment, int instances, Map<Integer, Integer> older) {
            var file = one.getResourceName();
            return new Part(
                    file.substring(file.lastIndexOf('/') + 1),
                    one.getName() == null ? one.getKey() : one.getName(),
                    one.getVersion(),
                    deployment == null ? null : deployment.getDeploymentTime().toInstant(),
                    deployment == null || deployment.getSource() == null ? "" : deployment.getSource(),
                    instances,
                    older);
        }
    }

    List<String> differences(Collection<PlanFile> folder) {
        return asDraaiboek.call(() -> {
            var lines = new ArrayList<String>();
            var latest = new LatestPlan((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
            var names = new HashSet<String>();
            for (var file : folder) {
                names.add(file.name());
                if (!DiagramRules.unreadable(List.of(file)).isEmpty()) {
                    lines.add(file.name() + " stands in the folder and cannot be read; it is not deployed.");
                    continue;
                }
                var deployed = latest.of(file);
                if (deployed.isEmpty()) {
                    lines.add(file.name() + " stands in the folder and is not deployed.");
                } else if (!deployed.get().file().sha256().equals(file.sha256())) {
                    var deployment = deployed.get().deployment();
                    lines.add(file.name() + ": what runs differs from the folder; it was " + deployed(deployment)
                            + ". It stays the latest; put it into the folder to keep it.");
                }
            }
            latest.all().stream()
                    .map(entry -> entry.file().name())
                    .filter(name -> !names.contains(name))
                    .distinct()
                    .sorted()
                    .forEach(name -> lines.add(name + " runs and does not stand in the folder."));
            refused.forEach(refusal -> lines.add("Refused: " + refusal));
            return List.copyOf(lines);
        });
    }

    /** What was known before is no longer true. */
    void started() {
        last = null;
    }

    /** Health is asked every few seconds; a difference may be told a minute late there. */
    @Override
    protected void look(Health.Builder health) {
        var known = last;
        if (known == null || known.at().plusSeconds(60).isBefore(clock.instant())) {
            known = new Known(clock.instant(), differences());
            last = known;
        }
        var differences = known.differences();
        health.up();
        if (!differences.isEmpty()) {
            health.withDetail("differences", differences);
        }
    }

    Collection<PlanFile> folder() {
        return StartPlan.read(place);
    }

    void refused(List<Refusal> refusals) {
        refused = List.copyOf(refusals);
    }
}
