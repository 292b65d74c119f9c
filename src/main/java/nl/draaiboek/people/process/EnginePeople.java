package nl.draaiboek.people.process;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The engine's users. Their language is the user info {@code language}; who has none reads Dutch. */
@Component
class EnginePeople implements People {

    private final IdentityService identity;

    EnginePeople(@Lazy IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public Optional<Person> find(String userId) {
        return Optional.ofNullable(identity.createUserQuery().userId(userId).singleResult())
                .map(this::person);
    }

    @Override
    public List<Person> inGroups(String... groups) {
        var found = new TreeMap<String, Person>();
        for (var group : groups) {
            for (var user : identity.createUserQuery().memberOfGroup(group).list()) {
                found.computeIfAbsent(user.getId(), id -> person(user));
            }
        }
        return List.copyOf(found.values());
    }

    private Person person(User user) {
        var name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        var language = identity.getUserInfo(user.getId(), "language");
        return new Person(
                user.getId(),
                name.isBlank() ? user.getId() : name,
                Objects.requireNonNullElse(user.getEmail(), ""),
                "en".equals(language) ? "en" : "nl");
    }
}
