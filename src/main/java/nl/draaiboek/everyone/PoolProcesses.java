package nl.draaiboek.everyone;

import nl.draaiboek.incident.IncidentCode;

/** The diagrams behind the communication pool: {@code offer-communication-work} and {@code do-communication-work}. */
public interface PoolProcesses {

    /** Somebody accepted: the work is a task of theirs. */
    void work(IncidentCode incident, long offer);

    /**
     * Somebody is to describe what colleagues can do for this incident; what is known stands ready.
     *
     * @param how what is agreed already, as typed; may be empty
     */
    void describe(IncidentCode incident, String person, String how);

    /** An answer, a handing back, or somebody who offers to help: those who offer work look again. */
    void changed(IncidentCode incident);
}
