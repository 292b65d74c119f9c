package nl.draaiboek.everyone;

import java.util.Map;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.incident.IncidentOver;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The phone trees of an incident end with it: word that goes on after the end is not true any more. Those of a merged one
 * go on about the other; those without an incident go on.
 */
@Component
class TreesFollowIncident {

    private final PhoneTrees trees;
    private final WalkTree walk;
    private final ReportCall report;
    private final PhoneTreeProcesses processes;

    TreesFollowIncident(PhoneTrees trees, WalkTree walk, ReportCall report, PhoneTreeProcesses processes) {
        this.trees = trees;
        this.walk = walk;
        this.report = report;
        this.processes = processes;
    }

    @EventListener
    void over(IncidentOver event) {
        if (event instanceof IncidentMerged merged) {
            trees.moveTo(merged.code(), merged.into());
            return;
        }
        trees.of(event.code()).forEach(tree -> end(tree.id()));
    }

    private void end(long id) {
        var tree = trees.lock(id);
        if (tree.endedAt() == null) {
            if (tree.stoppedBy() == null) {
                trees.stop(id, IncidentRecord.DRAAIBOEK, "");
                trees.record(tree, "phone-tree.over", IncidentRecord.DRAAIBOEK, Map.of());
                walk.takeBack(trees.get(id));
            }
            report.end(id);
        }
        processes.over(id);
    }
}
