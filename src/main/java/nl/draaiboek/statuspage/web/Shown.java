package nl.draaiboek.statuspage.web;

import java.util.List;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.services.ServiceState;
import nl.draaiboek.statuspage.PublishedIncident;
import nl.draaiboek.statuspage.StatusBoard;

/** How templates show states and names, in one language. */
public final class Shown {

    private final StatusBoard board;
    private final String language;

    Shown(StatusBoard board, String language) {
        this.board = board;
        this.language = language;
    }

    public String language() {
        return language;
    }

    public List<String> services(PublishedIncident incident) {
        return board.names(incident.services(), language);
    }

    public List<String> names(List<String> services) {
        return board.names(services, language);
    }

    /** The class that gives a state its colour and shape. */
    public String look(ServiceState state) {
        return switch (state) {
            case OPERATIONAL -> "ok";
            case MAINTENANCE -> "maintenance";
            case DEGRADED -> "degraded";
            case PARTIAL_OUTAGE -> "partial";
            case MAJOR_OUTAGE -> "major";
        };
    }

    public String look(PublicState state) {
        return switch (state) {
            case RESOLVED -> "ok";
            case MONITORING -> "maintenance";
            case IDENTIFIED -> "degraded";
            case INVESTIGATING -> "partial";
        };
    }
}
