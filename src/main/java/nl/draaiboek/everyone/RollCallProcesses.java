package nl.draaiboek.everyone;

import java.util.Collection;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;

/** Tells the diagrams of a roll call what happened, in the transaction in which it did. Nobody has to be waiting. */
public interface RollCallProcesses {

    /** It was called, and people are to be asked. */
    void begin(RollCall rollCall);

    /** Nothing has to be done about anybody any more. */
    void accounted(long rollCall);

    /** Somebody needs help. */
    void help(RollCall rollCall, Asked asked);

    /**
     * This person goes to who needs help: the task is theirs, unless somebody has it.
     *
     * @return login of who has it now; nothing where there is no task
     */
    Optional<String> goes(long asked, String person);

    /** They do not go after all: the task is nobody's, unless it is somebody else's. */
    void goesNot(long asked, String person);

    /** These too were called to help: they may do the task. */
    void mayHelp(long asked, Collection<String> people);

    /** Somebody gave no answer, and this person is to find out. */
    void find(RollCall rollCall, Asked asked, String finder);

    /** What was asked about this one is answered: its task goes away. */
    void settled(long asked);

    /** Work may begin. */
    void mayRestore(IncidentCode incident);

    /** Who leads is to see that everyone is safe, unless they are asked to already. */
    void confirmSafety(IncidentCode incident);
}
