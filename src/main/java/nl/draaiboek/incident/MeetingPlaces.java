package nl.draaiboek.incident;

import java.util.List;

/** Where the team of an incident meets, for every task of it. */
public interface MeetingPlaces {

    /** In the order in which people need them; empty while nothing is open. */
    List<Place> of(IncidentCode code);

    /**
     * @param kind in the words of forms: {@code Chat room}
     * @param where as typed
     * @param address whether it is a web address that may be followed
     */
    record Place(String kind, String where, boolean address) {}
}
