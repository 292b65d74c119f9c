package nl.draaiboek.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.EventSource;
import org.camunda.community.process_test_coverage.core.model.EventType;
import org.camunda.community.process_test_coverage.core.model.Model;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which flow nodes of the plan the tests walked. The coverage library's own extension wants an engine of its own per class,
 * and ours share one; so each test's history is remembered before it is emptied, and given to the library at the end. It
 * prints a line a diagram, names what nobody walked, and writes {@code target/process-coverage.txt} and the library's
 * pictures in {@code target/process-test-coverage}.
 */
public final class ProcessCoverage implements LauncherSessionListener {

    private static final Path PLAN = Path.of("processes");
    private static final Path REPORT = Path.of("target", "process-coverage.txt");
    private static final String SUITE = "plan";
    private static final Map<String, Set<String>> WALKED = new ConcurrentHashMap<>();

    /** Keeps what one test walked. */
    static void remember(JdbcClient jdbc) {
        jdbc.sql("select distinct proc_def_key_, act_id_ from act_hi_actinst").query(row -> {
            WALKED.computeIfAbsent(row.getString(1), key -> ConcurrentHashMap.newKeySet())
                    .add(row.getString(2));
        });
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (WALKED.isEmpty() || "off".equals(System.getProperty("coverage"))) {
            return;
        }
        try {
            var report = report(nodesOfThePlan());
            Files.createDirectories(Objects.requireNonNull(REPORT.getParent()));
            Files.writeString(REPORT, report);
            System.out.println(report);
            pictures();
            System.out.println("Pictures: target/process-test-coverage/plan/report.html");
        } catch (IOException | RuntimeException | LinkageError e) {
            // An exception of a session listener is shown nowhere.
            System.out.println("The coverage of the plan cannot be reported: " + e);
        }
    }

    private static String report(Map<String, Set<String>> plan) {
        var lines = new StringBuilder();
        var all = 0;
        var walked = 0;
        for (var process : plan.entrySet()) {
            var missing = new TreeSet<>(process.getValue());
            missing.removeAll(WALKED.getOrDefault(process.getKey(), Set.of()));
            all += process.getValue().size();
            walked += process.getValue().size() - missing.size();
            lines.append("%-24s %3d of %3d%s%n"
                    .formatted(
                            process.getKey(),
                            process.getValue().size() - missing.size(),
                            process.getValue().size(),
                            missing.isEmpty() ? "" : "  never walked: " + String.join(", ", missing)));
        }
        return "%.1f %% of the plan's %d flow nodes were walked by these tests.%n%s"
                .formatted(all == 0 ? 0.0 : 100.0 * walked / all, all, lines);
    }

    private static Map<String, Set<String>> nodesOfThePlan() throws IOException {
        var plan = new TreeMap<String, Set<String>>();
        for (var file : diagrams()) {
            var model = Bpmn.readModelFromFile(file);
            var process = model.getModelElementsByType(Process.class)
                    .iterator()
                    .next()
                    .getId();
            plan.put(
                    process,
                    model.getModelElementsByType(FlowNode.class).stream()
                            .map(FlowNode::getId)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return plan;
    }

    private static List<File> diagrams() {
        var files = PLAN.toFile().listFiles((folder, name) -> name.endsWith(".bpmn"));
        return files == null
                ? List.of()
                : Arrays.stream(files).sorted(Comparator.naturalOrder()).toList();
    }

    /** The library's report: each diagram with what was walked in colour. */
    private static void pictures() throws IOException {
        var models = new TreeMap<String, Model>();
        for (var entry : nodesOfThePlan().entrySet()) {
            var xml = Files.readString(PLAN.resolve(entry.getKey() + ".bpmn"));
            models.put(
                    entry.getKey(), new Model(entry.getKey(), entry.getValue().size(), "1", xml));
        }
        var collector = new DefaultCollector(models::get);
        collector.createSuite(new Suite(SUITE, SUITE));
        collector.createRun(new Run(SUITE, SUITE), SUITE);
        collector.activateSuite(SUITE);
        collector.activateRun(SUITE);
        WALKED.forEach((process, nodes) -> {
            if (models.containsKey(process)) {
                nodes.forEach(node -> collector.addEvent(
                        new Event(EventSource.FLOW_NODE, EventType.END, node, "flowNode", process, 0)));
            }
        });
        CoverageReportUtil.createReport(collector, "target/process-test-coverage");
    }
}
