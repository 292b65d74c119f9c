package nl.draaiboek.response;

import java.util.List;
import nl.draaiboek.incident.IncidentCode;

/** The engine's side of roles, in the transaction that runs. */
public interface RoleProcesses {

    /** Somebody is asked, and waited for: {@code give-role}. */
    void ask(IncidentCode incident, long offer);

    /** Nobody need answer any more; told at the end of the transaction. */
    void withdrawn(IncidentCode incident, long offer);

    /** There is no use in waiting for this answer any longer: as if its time were over, after this transaction. */
    void answerOverdue(IncidentCode incident, long offer);

    /** The incident manager is asked what those who came are to do; once, however many come: {@code place-responders}. */
    void place(IncidentCode incident);

    /** Somebody has a role or the lead from now on: who has too much is looked for, {@code watch-workload}. */
    void rolesChanged(IncidentCode incident);

    /**
     * Whoever leads is asked to relieve somebody: {@code relieve-somebody}.
     *
     * @param role that they have too long; empty where they have too many
     */
    void relieve(IncidentCode incident, String person, String role);

    /**
     * Somebody begins to hand a role over, and still says to whom: {@code hand-over-role}. Begun twice, it is the same task.
     *
     * @return id of the task
     */
    String handOver(IncidentCode incident, String role, String person);

    /** Names of the open tasks that somebody has in an incident, the oldest first. */
    List<String> tasksOf(IncidentCode incident, String person);

    /** Whether the task to give the roles of the crisis plan is open; it shows who came, so nothing else asks for it. */
    boolean givingRoles(IncidentCode incident);
}
