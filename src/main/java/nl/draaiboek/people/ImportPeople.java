package nl.draaiboek.people;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the directory over from a sheet (CSV): logins, groups and how everyone can be reached. One fault anywhere and
 * nothing is taken over. Who the sheet does not name stays as they are; who left is given a day in {@code left_on}.
 */
@Component
public class ImportPeople {

    private static final Set<String> OF_THE_LOGIN = Set.of("first_name", "last_name", "mail", "groups");

    private final Directory directory;
    private final Colleagues colleagues;
    private final ContactChanges changes;
    private final Clock clock;

    ImportPeople(Directory directory, Colleagues colleagues, ContactChanges changes, Clock clock) {
        this.directory = directory;
        this.colleagues = colleagues;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What an import does.
     *
     * @param problems when there are any, nothing is taken over and the rest is empty
     * @param same how many colleagues of the sheet the directory already knows exactly so
     * @param notInSheet ids that the directory knows and the sheet does not name; they stay
     */
    public record Preview(List<Problem> problems, List<Change> changes, int same, List<String> notInSheet) {}

    /** One colleague who is new or differs. Holds telephone numbers. */
    public record Change(Contact contact, boolean isNew, List<Difference> differences) {

        /** Read by the page of a preview, as is {@link #name}. */
        public String id() {
            return contact.colleague().id();
        }

        public String name(String language) {
            return contact.colleague().name();
        }

        /** Which fields, and what stood in those that anyone may read. */
        String inWords() {
            return (isNew ? "added " : "changed ")
                    + differences.stream()
                            .map(d -> ContactSheet.CONFIDENTIAL.contains(d.column())
                                    ? d.column()
                                    : d.column() + ": '" + d.before() + "' → '" + d.after() + "'")
                            .collect(Collectors.joining("; "));
        }
    }

    public record Difference(String column, String before, String after) {}

    /** What an import of this sheet would do, or what is wrong with it. Changes nothing. */
    @Transactional(readOnly = true)
    public Preview preview(String csv) {
        var everyone = directory.all();
        var sheet = ContactSheet.read(csv, everyone, colleagues.groups());
        if (!sheet.problems().isEmpty()) {
            return new Preview(sheet.problems(), List.of(), 0, List.of());
        }
        var before = new LinkedHashMap<String, Contact>();
        everyone.forEach(contact -> before.put(contact.colleague().id(), contact));
        var found = new ArrayList<Change>();
        for (var contact : sheet.contacts()) {
            change(before.remove(contact.colleague().id()), contact).ifPresent(found::add);
        }
        var elsewhere = keptElsewhere(found);
        if (!elsewhere.isEmpty()) {
            return new Preview(elsewhere, List.of(), 0, List.of());
        }
        return new Preview(
                List.of(), List.copyOf(found), sheet.contacts().size() - found.size(), List.copyOf(before.keySet()));
    }

    /**
     * Imports the sheet as a whole.
     *
     * @param actor user id, kept with every change
     * @return what was done
     * @throws FaultySheet when anything is wrong with it; then nothing has changed
     */
    @Transactional
    public Preview run(String csv, String actor) {
        directory.lock();
        var preview = preview(csv);
        if (!preview.problems().isEmpty()) {
            throw new FaultySheet(preview.problems());
        }
        var now = clock.instant();
        for (var change : preview.changes()) {
            if (change.isNew()
                    || change.differences().stream()
                            .anyMatch(d -> OF_THE_LOGIN.contains(d.column())
                                    || d.column().equals("language"))) {
                colleagues.save(change.contact().colleague());
            }
            directory.save(change.contact(), now);
            changes.note(change.contact().colleague().id(), actor, change.inWords());
        }
        return preview;
    }

    /** What a sheet cannot change, because LDAP says so. */
    private List<Problem> keptElsewhere(List<Change> changes) {
        return colleagues.keptHere()
                ? List.of()
                : changes.stream()
                        .filter(change -> change.isNew()
                                || change.differences().stream().anyMatch(d -> OF_THE_LOGIN.contains(d.column())))
                        .map(change -> new Problem(
                                0,
                                change.isNew() ? "id" : "",
                                "Logins, names, mail addresses and groups are kept in LDAP; change '" + change.id()
                                        + "' there, and leave those columns out here."))
                        .toList();
    }

    /** @param before null for who is new */
    static Optional<Change> change(@Nullable Contact before, Contact after) {
        var differences = differences(before == null ? Map.of() : ContactSheet.fields(before), after);
        return before != null && differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(after, before == null, differences));
    }

    private static List<Difference> differences(Map<String, String> before, Contact after) {
        var found = new ArrayList<Difference>();
        ContactSheet.fields(after).forEach((column, value) -> {
            var old = before.getOrDefault(column, "");
            if (!old.equals(value)) {
                found.add(new Difference(column, old, value));
            }
        });
        return List.copyOf(found);
    }
}
