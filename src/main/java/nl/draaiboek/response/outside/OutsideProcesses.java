package nl.draaiboek.response.outside;

import nl.draaiboek.incident.IncidentCode;

/** The diagram behind a call for outside help: {@code call-outside-help}. */
public interface OutsideProcesses {

    void begin(IncidentCode incident, long call);

    /** Somebody said whether they come. */
    void answered(long call);

    /** Nothing of the last way arrived: the next comes at once. */
    void notReached(long call);

    /** They need not come any more. */
    void over(long call);

    /** Its incident went on as another. */
    void moved(long call, IncidentCode into);
}
