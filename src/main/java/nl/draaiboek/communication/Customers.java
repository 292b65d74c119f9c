package nl.draaiboek.communication;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;

/** The customers who are told about outages. */
public interface Customers {

    List<Customer> all();

    Optional<Customer> byId(String id);

    /** Those who use one of these services, or were mailed about this incident before; without who unsubscribed. */
    List<Customer> touchedBy(IncidentCode incident, Collection<String> services);

    /** Those who were mailed about this incident before; without who unsubscribed. */
    List<Customer> told(IncidentCode incident);

    /** Who was mailed about one incident was so about the other, under whose code it goes on. */
    void carryOver(IncidentCode merged, IncidentCode into);

    /** Remembers that they were mailed about the incident. */
    void informed(IncidentCode incident, Collection<String> services);

    /**
     * They want no more mail. Doing it twice changes nothing.
     *
     * @return whether this customer is known
     */
    boolean unsubscribe(String id);

    /**
     * They want mail again after all. Doing it twice changes nothing.
     *
     * @return whether this customer is known
     */
    boolean subscribeAgain(String id);
}
