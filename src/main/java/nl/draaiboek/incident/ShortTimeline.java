package nl.draaiboek.incident;

import java.util.Set;

/** What of the record is told where only the main things are: in forms, and in the room of the team. */
public final class ShortTimeline {

    /** Steps that came and went: they stand on the page of the incident, for who wants every one. */
    private static final Set<String> OF_THE_PLAN = Set.of(
            "step.started",
            "step.ended",
            "event.happened",
            "decision.made",
            "task.created",
            "task.assigned",
            "task.completed",
            "task.withdrawn");

    private ShortTimeline() {}

    /** Without what only the plan itself did, and what was said in the room or done with it. */
    public static boolean tells(RecordEntry entry) {
        return tells(entry.kind());
    }

    /** The same of a kind of entry. */
    public static boolean tells(String kind) {
        return !OF_THE_PLAN.contains(kind) && !kind.startsWith("dispatch.") && !kind.startsWith("chat.");
    }
}
