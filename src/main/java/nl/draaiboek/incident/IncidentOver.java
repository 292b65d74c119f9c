package nl.draaiboek.incident;

/** Nobody need do anything more to end it. Published inside the transaction that made it so; more than once as it goes on to its close. */
public sealed interface IncidentOver permits IncidentResolved, IncidentClosed, IncidentRejected, IncidentMerged {

    IncidentCode code();
}
