package nl.draaiboek.communication;

import nl.draaiboek.incident.IncidentCode;

/** An update is on its way to an audience for the first time. Published inside the transaction that made it so. */
public record UpdatePublished(IncidentCode incident, UpdateId update, Audience audience) {}
