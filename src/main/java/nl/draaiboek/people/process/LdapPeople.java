package nl.draaiboek.people.process;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.engine.Login;
import nl.draaiboek.engine.OutsidePasswords;
import nl.draaiboek.engine.PasswordNotChecked;
import nl.draaiboek.people.Colleague;
import nl.draaiboek.people.NumbersFromElsewhere;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.ldap.Ldap;
import nl.draaiboek.people.ldap.Ldap.Entry;
import nl.draaiboek.people.ldap.Ldap.NotReachable;
import nl.draaiboek.people.ldap.LdapSettings;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People and groups of an LDAP server, copied here now and then, so that everyone is known while that server is away. Passwords are
 * never copied: who logs in is asked of the server.
 */
@Component
class LdapPeople implements OutsidePasswords {

    private static final Logger LOG = LoggerFactory.getLogger(LdapPeople.class);
    /** Kept with a login of LDAP: where it stands there; a dash when it stands there no more. */
    private static final String DN = "ldap";

    private static final String GONE = "-";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final LdapSettings settings;
    private final Ldap ldap;
    private final EngineColleagues colleagues;
    private final NumbersFromElsewhere numbers;
    private final IdentityService identity;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile String failure = "";
    private volatile @Nullable Instant readAt;
    private volatile List<String> unusable = List.of();

    LdapPeople(
            LdapSettings settings,
            EngineColleagues colleagues,
            NumbersFromElsewhere numbers,
            @Lazy IdentityService identity,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.ldap = new Ldap(settings);
        this.colleagues = colleagues;
        this.numbers = numbers;
        this.identity = identity;
        this.transaction = transaction;
        this.clock = clock;
    }

    boolean on() {
        return settings.on();
    }

    /** Why it could not be read the last time; empty when it could. */
    String failure() {
        return failure;
    }

    Optional<Instant> readAt() {
        return Optional.ofNullable(readAt);
    }

    /** What stands there and cannot be used here, each in one sentence: whose it is, what, and why. */
    List<String> unusable() {
        return unusable;
    }

    @Override
    public Optional<Boolean> check(String user, String password) {
        if (!on()) {
            return Optional.empty();
        }
        var dn = identity.getUserInfo(user, DN);
        if (dn == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(!dn.equals(GONE) && ldap.check(dn, password));
        } catch (NotReachable e) {
            LOG.warn("Nobody whose password LDAP keeps can log in now. {}", e.why());
            throw new PasswordNotChecked(e);
        }
    }

    /**
     * Takes over what the server says now. When it cannot be read, or says something that cannot be, everything stays.
     *
     * @return whether it could be read
     */
    boolean read() {
        try {
            var answer = ldap.read();
            transaction.executeWithoutResult(status -> take(answer));
            if (!failure.isEmpty() || readAt == null) {
                LOG.info(
                        "People and groups come from LDAP: {} people.",
                        answer.people().size());
            }
            failure = "";
            readAt = clock.instant();
            return true;
        } catch (NotReachable e) {
            if (!e.why().equals(failure)) {
                LOG.warn(
                        "{} The people of the last time stay; it is tried again in {} minutes.",
                        e.why(),
                        settings.refresh().toMinutes());
            }
            failure = e.why();
            return false;
        }
    }

    private void take(Ldap.Answer answer) {
        var ours = ours();
        Map<String, Colleague> known = new HashMap<>();
        colleagues.all().forEach(one -> known.put(one.id(), one));
        Set<String> theirs = new HashSet<>();
        known.keySet().stream()
                .filter(id -> identity.getUserInfo(id, DN) != null && !GONE.equals(identity.getUserInfo(id, DN)))
                .forEach(theirs::add);
        var odd = new ArrayList<String>();
        Map<String, Entry> named = new HashMap<>();
        for (var entry : answer.people()) {
            var id = entry.value(settings.id());
            var here = known.get(id);
            if (!ID.matcher(id).matches()) {
                odd.add("The login " + (id.isEmpty() ? "of " + entry.dn() : "'" + id + "'")
                        + " cannot be used: a login here has 1 to 64 letters and digits, and nothing else.");
            } else if (here != null && !theirs.contains(id) && here.groups().contains(Login.ADMINISTRATORS)) {
                odd.add("The login '" + id + "' cannot be used: it is that of an administrator here.");
            } else {
                named.put(id, entry);
                Stream.of(settings.primaryPhone(), settings.secondaryPhone(), settings.landline())
                        .filter(attribute -> noNumber(entry, attribute))
                        .forEach(attribute -> odd.add("'" + attribute + "' of '" + id
                                + "' is no telephone number and is not taken over: write it as +31 6 12345678."));
            }
        }
        var gone = theirs.stream().filter(id -> !named.containsKey(id)).toList();
        if (named.isEmpty() || (gone.size() > 5 && gone.size() > theirs.size() / 2)) {
            throw new NotReachable(
                    "LDAP suddenly names " + named.size() + " of the " + theirs.size()
                            + " people who were known; nobody is taken away. Look at draaiboek.ldap.people-base and people-filter.");
        }
        named.forEach((id, entry) -> keep(id, entry, known.get(id), groups(answer, entry, ours), ours.values()));
        gone.forEach(id -> leave(known.get(id)));
        if (!odd.equals(unusable) && !odd.isEmpty()) {
            LOG.warn("Not all that stands in LDAP can be used here. {}", String.join(" ", odd));
        }
        unusable = List.copyOf(odd);
    }

    private void keep(
            String id, Entry entry, @Nullable Colleague before, Set<String> fromLdap, Collection<String> mapped) {
        var groups = new HashSet<>(before == null ? Set.<String>of() : before.groups());
        groups.removeAll(mapped);
        groups.addAll(fromLdap);
        var language = entry.value(settings.language()).toLowerCase(Locale.ROOT);
        var now = new Colleague(
                id,
                entry.value(settings.firstName()),
                entry.value(settings.lastName()),
                entry.value(settings.mail()),
                language.isEmpty()
                        ? (before == null ? "nl" : before.language())
                        : language.startsWith("en") ? "en" : "nl",
                groups);
        if (!now.equals(before)) {
            colleagues.write(now);
        }
        var stood = identity.getUserInfo(id, DN);
        if (!entry.dn().equals(stood)) {
            identity.setUserInfo(id, DN, entry.dn());
        }
        numbers.keep(
                id,
                number(entry, settings.primaryPhone()),
                number(entry, settings.secondaryPhone()),
                number(entry, settings.landline()),
                GONE.equals(stood));
    }

    /** Ids of our groups by what the settings call them: a name from the environment has lost its capitals and hyphens. */
    private Map<String, String> ours() {
        var groups = colleagues.groups();
        Map<String, String> byName = new HashMap<>();
        groups.forEach(id -> byName.put(bare(id), id));
        Map<String, String> ours = new HashMap<>();
        for (var name : settings.groups().keySet()) {
            var id = byName.get(bare(name));
            if (id == null) {
                throw new NotReachable("draaiboek.ldap.groups names '" + name + "'; there are " + new TreeSet<>(groups)
                        + ", and more can be made in Admin.");
            }
            ours.put(name, id);
        }
        return ours;
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Set<String> groups(Ldap.Answer answer, Entry entry, Map<String, String> ours) {
        return answer.groups().getOrDefault(entry.dn().toLowerCase(Locale.ROOT), Set.of()).stream()
                .flatMap(name -> Optional.ofNullable(ours.get(name)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String number(Entry entry, String attribute) {
        return attribute.isEmpty() ? null : entry.value(attribute);
    }

    private static boolean noNumber(Entry entry, String attribute) {
        var text = attribute.isEmpty() ? "" : entry.value(attribute);
        return !text.isBlank() && PhoneNumber.read(text).isEmpty();
    }

    private void leave(@Nullable Colleague colleague) {
        if (colleague != null) {
            colleagues.write(new Colleague(
                    colleague.id(),
                    colleague.firstName(),
                    colleague.lastName(),
                    colleague.mail(),
                    colleague.language(),
                    Set.of()));
            identity.setUserInfo(colleague.id(), DN, GONE);
            numbers.left(colleague.id());
            LOG.info("{} stands in LDAP no more: no rights, no login, not on call.", colleague.id());
        }
    }
}
