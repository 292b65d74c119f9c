package nl.draaiboek.incident.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.task.IdentityLink;

/**
 * What becomes of a task that nobody does in time, where the diagram draws no way of its own (R-4.10, R-11.2). For a task
 * listener of the kind "timeout": {@code ${late.askAlso(task, "managers")}}.
 */
@ForDiagrams("late")
public class LateTasks {

    private final IncidentRecord record;

    LateTasks(IncidentRecord record) {
        this.record = record;
    }

    /**
     * Offers it to these groups as well; who has it keeps it, and then the record does not say that others are asked.
     *
     * @param groups separated by commas
     */
    public void askAlso(DelegateTask task, String groups) {
        notYetIn(task.getCandidates(), groups).forEach(task::addCandidateGroup);
        if (task.getAssignee() == null) {
            tell(task, String.valueOf(task.getName()), groups);
        }
    }

    /** Takes it from who has it, and offers it to these groups as well: nobody waits for one person. */
    public void putBack(DelegateTask task, String groups) {
        task.setAssignee(null);
        askAlso(task, groups);
    }

    void tell(VariableScope scope, String task, String groups) {
        record.append(
                new IncidentCode(ProcessVariable.INCIDENT.from(scope)),
                "task.asked-wider",
                IncidentRecord.DRAAIBOEK,
                Map.of("task", task, "groups", groups(groups)));
    }

    /** Those that are not asked yet. */
    static List<String> notYetIn(Collection<IdentityLink> asked, String groups) {
        return groups(groups).stream()
                .filter(group -> asked.stream().noneMatch(link -> group.equals(link.getGroupId())))
                .toList();
    }

    private static List<String> groups(String groups) {
        return Stream.of(groups.split(",")).map(String::strip).toList();
    }
}
