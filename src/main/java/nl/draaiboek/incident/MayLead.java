package nl.draaiboek.incident;

import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;

/**
 * Who may do what belongs to whoever leads: that person, whatever their group, whoever manages incidents, and managers. At night
 * it may be a responder who took the lead because nobody else did.
 */
@Component
public class MayLead {

    private final Incidents incidents;
    private final People people;

    MayLead(Incidents incidents, People people) {
        this.incidents = incidents;
        this.people = people;
    }

    /** @param person login */
    public boolean now(String person) {
        return incidents.running().stream().anyMatch(incident -> person.equals(incident.lead()))
                || people.inGroups("incidentManagers", "managers").stream()
                        .map(Person::id)
                        .anyMatch(person::equals);
    }
}
