package nl.draaiboek.response;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.people.Person;

/** Colleagues as the addresses of a mail, each in their own language; who has no address is left out. */
final class Recipients {

    private Recipients() {}

    static List<Recipient> of(Collection<Person> people) {
        return people.stream()
                .filter(person -> !person.mail().isBlank())
                .map(person -> new Recipient("person:" + person.id(), person.mail(), person.language(), Map.of()))
                .toList();
    }
}
