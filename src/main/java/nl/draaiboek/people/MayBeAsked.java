package nl.draaiboek.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may be asked to do something at this moment: whoever has not left, is not away, and neither needs help
 * themselves nor is being looked for in a roll call. The one place that knows; whoever pages, offers or reminds asks here.
 */
@Component
public class MayBeAsked {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ZoneId zone;

    MayBeAsked(JdbcClient jdbc, Clock clock, @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /** What keeps somebody from being asked, other than a calendar. */
    public enum Need {
        NEEDS_HELP,
        /** No answer, and somebody finds out; or not found. */
        LOOKED_FOR
    }

    /** As things stand now; read once, for as many as are looked at. */
    public Predicate<Contact> now() {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var inNeed = inNeed();
        return contact -> contact.available(today)
                && !inNeed.containsKey(contact.colleague().id());
    }

    /**
     * Who may be called because somebody needs help: also who is merely silent and looked for. That they do not answer whether they are
     * safe says nothing of whether they can go.
     */
    public Predicate<Contact> nowToHelp() {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var inNeed = inNeed();
        return contact ->
                contact.available(today) && inNeed.get(contact.colleague().id()) != Need.NEEDS_HELP;
    }

    /** Everyone who is in need, by login. */
    public Map<String, Need> inNeed() {
        var all = new HashMap<String, Need>();
        jdbc.sql("select person, need from draaiboek.in_need").query(row -> {
            all.put(row.getString("person"), Need.valueOf(row.getString("need")));
        });
        return all;
    }

    /** Nothing when this person is not in need. */
    public Optional<Need> need(String person) {
        return jdbc.sql("select need from draaiboek.in_need where person = ?")
                .param(person)
                .query(String.class)
                .optional()
                .map(Need::valueOf);
    }

    /** These without who is in need; all of them when nobody else is left, for somebody has to hear it. */
    public <T> List<T> notInNeed(List<T> all, Function<T, String> login) {
        var inNeed = inNeed();
        var others = all.stream()
                .filter(one -> !inNeed.containsKey(login.apply(one)))
                .toList();
        return others.isEmpty() ? all : others;
    }
}
