package nl.draaiboek.incident;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whole addresses of our own pages, for what leaves the house: mails, posts, feeds. */
@Component
public class Links {

    private final String house;

    /** @param address where people reach us, with or without a slash at its end */
    public Links(@Value("${draaiboek.address}") String address) {
        this.house = address.strip().replaceAll("/+$", "");
    }

    /** @param path from the slash on: {@code /status} */
    public String to(String path) {
        return house + path;
    }

    /** The page of an incident. */
    public String toIncident(IncidentCode code) {
        return to("/incidents/" + code);
    }

    /** The tasks of an incident, in Tasklist. */
    public String toTasks(IncidentCode code) {
        return toIncident(code) + "/tasks";
    }
}
