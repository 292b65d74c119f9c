package nl.draaiboek.people.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.people.Colleague;
import nl.draaiboek.people.Colleagues;
import nl.draaiboek.people.ldap.LdapSettings;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The engine's users and groups. Its own directory can be changed, one behind it (LDAP) can only be read. */
@Component
class EngineColleagues implements Colleagues {

    private static final String LANGUAGE = "language";

    private final IdentityService identity;
    private final LdapSettings ldap;

    EngineColleagues(@Lazy IdentityService identity, LdapSettings ldap) {
        this.identity = identity;
        this.ldap = ldap;
    }

    @Override
    public Optional<Colleague> find(String id) {
        return Optional.ofNullable(identity.createUserQuery().userId(id).singleResult())
                .map(user -> colleague(user, groupsOf(id)));
    }

    @Override
    public List<Colleague> all() {
        Map<String, Set<String>> groups = new HashMap<>();
        for (var group : groups()) {
            for (var user : identity.createUserQuery().memberOfGroup(group).list()) {
                groups.computeIfAbsent(user.getId(), id -> new HashSet<>()).add(group);
            }
        }
        return identity.createUserQuery().orderByUserId().asc().list().stream()
                .map(user -> colleague(user, groups.getOrDefault(user.getId(), Set.of())))
                .toList();
    }

    @Override
    public Set<String> groups() {
        return identity.createGroupQuery().list().stream().map(Group::getId).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean keptHere() {
        return !ldap.on();
    }

    @Override
    public void save(Colleague colleague) {
        if (keptHere()) {
            write(colleague);
        } else {
            var known = find(colleague.id());
            if (!known.map(one -> sameLogin(one, colleague)).orElse(false)) {
                throw new IllegalStateException(
                        "Logins are kept in LDAP: " + colleague.id() + " is to be changed there.");
            }
            identity.setUserInfo(colleague.id(), LANGUAGE, colleague.language());
        }
    }

    private static boolean sameLogin(Colleague one, Colleague other) {
        return one.name().equals(other.name())
                && one.mail().equals(other.mail())
                && one.groups().equals(other.groups());
    }

    /** As {@link #save}, also where another directory keeps logins: for who copies them from there. */
    void write(Colleague colleague) {
        var known = identity.createUserQuery().userId(colleague.id()).singleResult();
        var user = known == null ? identity.newUser(colleague.id()) : known;
        user.setFirstName(colleague.firstName());
        user.setLastName(colleague.lastName());
        user.setEmail(colleague.mail());
        identity.saveUser(user);
        identity.setUserInfo(colleague.id(), LANGUAGE, colleague.language());
        var before = groupsOf(colleague.id());
        colleague.groups().stream()
                .filter(group -> !before.contains(group))
                .forEach(group -> identity.createMembership(colleague.id(), group));
        before.stream()
                .filter(group -> !colleague.groups().contains(group))
                .forEach(group -> identity.deleteMembership(colleague.id(), group));
    }

    private Set<String> groupsOf(String id) {
        return identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Colleague colleague(User user, Set<String> groups) {
        return new Colleague(
                user.getId(),
                Objects.requireNonNullElse(user.getFirstName(), ""),
                Objects.requireNonNullElse(user.getLastName(), ""),
                Objects.requireNonNullElse(user.getEmail(), ""),
                "en".equals(identity.getUserInfo(user.getId(), LANGUAGE)) ? "en" : "nl",
                groups);
    }
}
