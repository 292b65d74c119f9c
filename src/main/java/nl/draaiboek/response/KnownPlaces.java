package nl.draaiboek.response;

import nl.draaiboek.incident.IncidentCode;

/** Where the team of an incident meets, as far as is known without asking anybody. */
public interface KnownPlaces {

    /** What is open, and what the settings fill in; a part that is not known is empty. */
    OpenTeamChannels.Places known(IncidentCode code);
}
