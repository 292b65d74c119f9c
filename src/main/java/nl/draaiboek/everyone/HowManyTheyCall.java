package nl.draaiboek.everyone;

import java.util.List;
import java.util.Map;
import nl.draaiboek.people.Contact;

/** How many each calls in a phone tree, and whether the plan starts one: tables of the owner. */
public interface HowManyTheyCall {

    /** By login. One where nothing else is set; the largest number where several are. */
    Map<String, Integer> of(List<Contact> people, String first);

    /** Whether the plan asks for a phone tree as things stand. */
    boolean startsAt(int severity, boolean mailOut);
}
