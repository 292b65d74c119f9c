package nl.draaiboek.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of Waddenhost, a hosting company with a datacenter in Haarlem: the same in tests, demo and manual. All invented. */
public final class Company {

    /** Everyone's. */
    public static final String PASSWORD = "demo";

    public static final List<Person> PEOPLE = List.of(
            new Person("anouk", "Anouk", "de Vries", "nl", Set.of("incidentManagers", "responders")),
            new Person("bram", "Bram", "Jansen", "nl", Set.of("techLeads", "responders")),
            new Person("chaima", "Chaima", "El Amrani", "nl", Set.of("communicators")),
            new Person("daan", "Daan", "Bakker", "en", Set.of("responders")),
            new Person("emma", "Emma", "Visser", "nl", Set.of("serviceDesk")),
            new Person("farid", "Farid", "Yilmaz", "nl", Set.of("processOwners")),
            new Person("kehinde", "Kehinde", "Oyelaran", "en", Set.of("techLeads", "responders")),
            new Person("marijke", "Marijke", "van den Berg", "nl", Set.of("managers", "incidentManagers")),
            new Person("joost", "Joost", "Smit", "nl", Set.of()));

    private Company() {}

    /** Gives everybody who has none yet a login, a language and their groups, and all their own mail address again. */
    public static void hire(IdentityService identity) {
        var there = identity.createUserQuery().list().stream().collect(Collectors.toMap(User::getId, user -> user));
        for (var person : PEOPLE) {
            var user = there.get(person.id());
            if (user == null) {
                hire(identity, person);
            } else if (!person.mail().equals(user.getEmail())) {
                user.setEmail(person.mail());
                identity.saveUser(user);
            }
        }
    }

    /** From now on this person acts in the engine on this thread, with the rights of their groups. */
    public static void act(IdentityService identity, String user) {
        identity.setAuthentication(
                user,
                identity.createGroupQuery().groupMember(user).list().stream()
                        .map(Group::getId)
                        .toList());
    }

    /** Puts these services in the register, called by their ids, as the texts of tests do. */
    public static void serve(JdbcClient jdbc, String... services) {
        for (var service : services) {
            jdbc.sql(
                            """
                    insert into draaiboek.service (id, name_nl, name_en, owner, customer_facing, created_at, changed_at)
                    values (:id, :id, :id, 'techLeads', true, now(), now()) on conflict do nothing""")
                    .param("id", service)
                    .update();
        }
    }

    /** A sheet of the company's registers, as the import pages take it: {@code services.csv}, {@code customers.csv}. */
    public static String sheet(String name) {
        try (var sheet = Objects.requireNonNull(Company.class.getResourceAsStream("/company/" + name), name)) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hire(IdentityService identity, Person person) {
        var user = identity.newUser(person.id());
        user.setFirstName(person.firstName());
        user.setLastName(person.lastName());
        user.setEmail(person.mail());
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        identity.setUserInfo(person.id(), "language", person.language());
        var groups = new ArrayList<>(person.groups());
        groups.add("employees");
        for (var group : groups) {
            if (identity.createGroupQuery().groupId(group).count() == 0) {
                var created = identity.newGroup(group);
                created.setName(group);
                created.setType("WORKFLOW");
                identity.saveGroup(created);
            }
            identity.createMembership(person.id(), group);
        }
    }

    /** @param groups beside {@code employees}, in which everyone stands */
    public record Person(String id, String firstName, String lastName, String language, Set<String> groups) {

        public String mail() {
            return id + "@waddenhost.example";
        }
    }
}
