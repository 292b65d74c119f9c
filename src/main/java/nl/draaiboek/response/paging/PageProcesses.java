package nl.draaiboek.response.paging;

import nl.draaiboek.incident.IncidentCode;

/** Tells the ladder of a page what happened, in the transaction in which it did. Nobody has to be waiting. */
public interface PageProcesses {

    /** It goes no further, and somebody watches whether the work begins. */
    void acknowledged(IncidentCode incident, long page);

    /** Somebody comes beside who acknowledged: they get something to do too. */
    void cameToo(IncidentCode incident);

    /** Whoever acknowledged cannot come after all: the ladder begins again. */
    void givenBack(long page);

    /** This person does not come: the next is called at once. */
    void passedOn(long page, String person);

    /** No way of this step reached this person: the next comes at once. */
    void notReached(long page, String person);

    /** It is worse or not so bad: the ladder begins anew, or waits. */
    void changed(long page);

    /** Nobody need come any more; told at the end of the transaction. */
    void ended(long page);

    /** A team was called in: its ladder begins. */
    void call(IncidentCode incident, long page);

    /** Whether somebody else has the task of the lead already, though they did not complete it yet. */
    boolean othersTakeLead(IncidentCode incident, String person);

    /** Takes the task of the lead for this person, where nobody has it. */
    boolean claimLead(IncidentCode incident, String person);
}
