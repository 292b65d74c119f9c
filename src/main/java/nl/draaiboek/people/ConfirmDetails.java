package nl.draaiboek.people;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.sheet.Sheet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody confirms, or corrects, how they themselves can be reached. */
@Component
public class ConfirmDetails {

    /** What people keep themselves, as {@link ContactSheet} names it. The rest is for who keeps the directory. */
    public static final List<String> OWN = List.of(
            "language",
            "primary_phone",
            "secondary_phone",
            "landline",
            "chat",
            "emergency_name",
            "emergency_phone",
            "location",
            "ways_by_day",
            "ways_by_night",
            "away");

    private final Directory directory;
    private final Colleagues colleagues;
    private final ContactChanges changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConfirmDetails(
            Directory directory,
            Colleagues colleagues,
            ContactChanges changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.directory = directory;
        this.colleagues = colleagues;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** What somebody keeps of themselves, by column. Their own telephone numbers are in it. */
    public Map<String, String> own(String person) {
        var fields = ContactSheet.fields(known(person));
        fields.keySet().retainAll(OWN);
        return fields;
    }

    /**
     * Keeps what they say, and that they said so now.
     *
     * @param said by column, of {@link #OWN}; what is not in it stays as it is
     * @throws FaultySheet when a field cannot be so; then nothing has changed
     */
    @Transactional
    public void confirm(String person, Map<String, String> said) {
        directory.lock();
        var before = known(person);
        var fields = ContactSheet.fields(before);
        OWN.forEach(column -> fields.computeIfPresent(column, (name, value) -> said.getOrDefault(name, value)));
        var sheet = ContactSheet.read(
                Sheet.write(ContactSheet.COLUMNS, List.of(fields)), directory.all(), colleagues.groups());
        // The mail address is not theirs to change, whoever else has it.
        var problems = sheet.problems().stream()
                .filter(problem -> !problem.column().equals("mail"))
                .toList();
        if (!problems.isEmpty()) {
            throw new FaultySheet(problems);
        }
        var after = sheet.contacts().get(0);
        var now = clock.instant();
        if (!after.colleague().equals(before.colleague())) {
            colleagues.save(after.colleague());
        }
        directory.save(after, now);
        directory.confirm(person, now);
        changes.note(
                person,
                person,
                ImportPeople.change(before, after)
                        .map(change -> "confirmed; " + change.inWords())
                        .orElse("confirmed"));
        events.publishEvent(new ContactConfirmed(person));
    }

    /** Whether a number or name that they gave is somebody else's. */
    public static boolean taken(Problem problem) {
        return ContactSheet.taken(problem);
    }

    private Contact known(String person) {
        return directory
                .find(person)
                .orElseThrow(() -> new IllegalArgumentException("Nobody has the login '" + person + "'."));
    }
}
