package nl.draaiboek.engine;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * Checks a folder of diagrams, tables and forms without starting anything: {@code java -jar draaiboek.jar --check-plan
 * FOLDER}. Says what would be refused, and ends with 1 when something would.
 */
public final class CheckPlan {

    private CheckPlan() {}

    /** Why this folder cannot be read at all, in words for an administrator; empty when it can. */
    public static Optional<String> unreadable(String folder) {
        try {
            var diagrams =
                    PlanFolder.read(Path.of(folder)).stream().anyMatch(file -> file.kind() == PlanFile.Kind.BPMN);
            return diagrams
                    ? Optional.empty()
                    : Optional.of(Path.of(folder).toAbsolutePath()
                            + " holds no diagram. It should hold the diagrams, tables and forms.");
        } catch (IllegalStateException | UncheckedIOException | InvalidPathException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** @return 2 */
    public static int usage() {
        System.err.println("Name one folder: java -jar draaiboek.jar --check-plan FOLDER");
        return 2;
    }

    /** @return 0 when the plan may be deployed, 1 when not, 2 when there is no plan */
    public static int check(String folder) {
        Collection<PlanFile> plan;
        try {
            plan = PlanFolder.read(Path.of(folder));
        } catch (IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        if (plan.isEmpty()) {
            System.err.println("No .bpmn, .dmn or .form in " + folder + ".");
            return 2;
        }
        var refusals = new DiagramRules().refusals(plan, PlanSurroundings.NONE);
        refusals.forEach(System.out::println);
        System.out.println(plan.size() + " files, " + refusals.size() + " refused things.");
        return refusals.isEmpty() ? 0 : 1;
    }
}
