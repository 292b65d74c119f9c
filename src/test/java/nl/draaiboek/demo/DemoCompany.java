package nl.draaiboek.demo;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** The people of Waddenhost, a hosting company with a datacenter in Haarlem. All of it is invented. */
class DemoCompany {

    static final String PASSWORD = "demo";

    /** The same people as in the tests and the manual. */
    static final List<Person> PEOPLE = List.of(
            new Person("anouk", "Anouk", "de Vries", "nl", Set.of("incidentManagers", "responders")),
            new Person("bram", "Bram", "Jansen", "nl", Set.of("techLeads", "responders")),
            new Person("chaima", "Chaima", "El Amrani", "nl", Set.of("communicators")),
            new Person("daan", "Daan", "Bakker", "en", Set.of("responders")),
            new Person("emma", "Emma", "Visser", "nl", Set.of("serviceDesk")),
            new Person("farid", "Farid", "Yilmaz", "nl", Set.of("processOwners")),
            new Person("marijke", "Marijke", "van den Berg", "nl", Set.of("managers", "incidentManagers")),
            new Person("joost", "Joost", "Smit", "nl", Set.of()),
            new Person("oyelaran", "Kehinde", "Oyelaran", "en", Set.of("techLeads", "responders")));

    private final IdentityService identity;

    DemoCompany(IdentityService identity) {
        this.identity = identity;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(100)
    void hire() {
        for (var person : PEOPLE) {
            if (identity.createUserQuery().userId(person.id()).count() > 0) {
                continue;
            }
            var user = identity.newUser(person.id());
            user.setFirstName(person.firstName());
            user.setLastName(person.lastName());
            user.setEmail(person.id() + "@waddenhost.example");
            user.setPassword(PASSWORD);
            identity.saveUser(user);
            identity.setUserInfo(person.id(), "language", person.language());
            join(person.id(), "employees");
            person.groups().forEach(group -> join(person.id(), group));
        }
    }

    private void join(String person, String group) {
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            var created = identity.newGroup(group);
            created.setName(group);
            created.setType("WORKFLOW");
            identity.saveGroup(created);
        }
        identity.createMembership(person, group);
    }

    /** @param groups beside {@code employees}, in which everyone stands */
    record Person(String id, String firstName, String lastName, String language, Set<String> groups) {}
}
