package nl.draaiboek.statuspage;

import java.util.Optional;
import nl.draaiboek.engine.Login;
import nl.draaiboek.incident.IncidentCode;

/** Where the plan of an incident runs, so that a page can lead there. */
public interface InEngine {

    /** Id of the process instance in which the whole incident runs; nothing once it ended. */
    Optional<String> instanceOf(IncidentCode code);

    /** Address in Tasklist, from its root, of one task. */
    String taskAt(String task);

    /** Address in Tasklist, from its root, of what this person may do about the incident; the most urgent task is open. */
    String tasksOf(IncidentCode code, Login person);
}
