package nl.draaiboek.communication;

import nl.draaiboek.incident.IncidentCode;

/** An incident has to keep a promise that was made under the code of one merged into it. */
public record PromiseTakenOver(IncidentCode code) {}
