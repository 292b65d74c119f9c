package nl.draaiboek.incident;

import java.util.List;
import java.util.Optional;

/** Reads incidents. */
public interface Incidents {

    /** @throws NoSuchIncident when there is none of this code */
    default Incident get(IncidentCode code) {
        return find(code).orElseThrow(() -> new NoSuchIncident(code.value()));
    }

    Optional<Incident> find(IncidentCode code);

    /** Candidates and declared or resolved incidents that are not closed yet, newest first. */
    List<Incident> running();

    /** Of the candidates that nobody leads, the one of each severity that was noticed first; there may be thousands. */
    List<Incident> firstUnled();

    /** All there are, newest first. */
    List<Incident> latest(int limit);
}
