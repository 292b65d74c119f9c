package nl.draaiboek.everyone;

import nl.draaiboek.incident.IncidentCode;

/** The diagram behind what employees are told: {@code tell-employees}. */
public interface TellingProcesses {

    void begin(IncidentCode incident, long telling);
}
