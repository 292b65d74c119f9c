package nl.draaiboek.everyone.process;

import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import org.springframework.stereotype.Component;

/** The code that somebody writes in the form by which they begin something, or leaves out. */
@Component
class TypedIncident {

    private final Incidents incidents;

    TypedIncident(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * What was merged goes on under the other code, and so does what is asked about it.
     *
     * @throws InvalidAnswer when there is none of this code; its field is {@code code}
     */
    Optional<Incident> find(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            var found = incidents.find(new IncidentCode(typed.strip().toUpperCase(Locale.ROOT)));
            if (found.isPresent()) {
                return Optional.of(goesOnAs(found.get()));
            }
        } catch (IllegalArgumentException notOne) {
            // Told below.
        }
        throw new InvalidAnswer("code", "There is no incident '" + typed + "'. Write its code, or leave this empty.");
    }

    private Incident goesOnAs(Incident incident) {
        var into = incident.mergedInto();
        return into == null ? incident : goesOnAs(incidents.get(into));
    }
}
