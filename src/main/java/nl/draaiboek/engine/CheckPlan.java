package nl.draaiboek.engine;

import java.nio.file.Path;
import java.util.Collection;

/**
 * Checks a folder of diagrams, tables and forms without starting anything: {@code java -jar draaiboek.jar --check-plan
 * FOLDER}. Says what would be refused, and ends with 1 when something would.
 */
public final class CheckPlan {

    private CheckPlan() {}

    /** @return 0 when the plan may be deployed, 1 when not, 2 when there is no plan */
    public static int check(String folder) {
        Collection<PlanFile> plan;
        try {
            plan = PlanFolder.read(Path.of(folder));
        } catch (IllegalStateException e) {
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
