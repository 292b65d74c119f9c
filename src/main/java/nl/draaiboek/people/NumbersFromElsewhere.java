package nl.draaiboek.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what another directory says of how somebody is reached, and that they have left. */
@Component
public class NumbersFromElsewhere {

    private final Directory directory;
    private final ContactChanges changes;
    private final Clock clock;
    private final ZoneId zone;

    NumbersFromElsewhere(
            Directory directory,
            ContactChanges changes,
            Clock clock,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.directory = directory;
        this.changes = changes;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Numbers as the other directory writes them; null where it keeps none, and ours stays. What is no number is left alone.
     *
     * @param back whether they had left and are there again
     */
    @Transactional
    public void keep(
            String person,
            @Nullable String primary,
            @Nullable String secondary,
            @Nullable String landline,
            boolean back) {
        directory
                .find(person)
                .ifPresent(before -> save(
                        before,
                        number(primary).orElse(before.primaryPhone()),
                        number(secondary).orElse(before.secondaryPhone()),
                        number(landline).orElse(before.landline()),
                        back ? null : before.leftOn()));
    }

    /** They are not there any more: skipped from today on. */
    @Transactional
    public void left(String person) {
        directory
                .find(person)
                .filter(contact -> contact.leftOn() == null)
                .ifPresent(before -> save(
                        before,
                        before.primaryPhone(),
                        before.secondaryPhone(),
                        before.landline(),
                        LocalDate.ofInstant(clock.instant(), zone)));
    }

    private static Optional<PhoneNumber> number(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : PhoneNumber.read(text);
    }

    private void save(
            Contact before,
            @Nullable PhoneNumber primary,
            @Nullable PhoneNumber secondary,
            @Nullable PhoneNumber landline,
            @Nullable LocalDate leftOn) {
        var after = new Contact(
                before.colleague(),
                primary,
                secondary,
                landline,
                before.chat(),
                before.emergencyName(),
                before.emergencyPhone(),
                before.location(),
                before.technical(),
                before.teams(),
                before.leads(),
                before.byDay(),
                before.byNight(),
                before.away(),
                leftOn,
                before.confirmedAt());
        ImportPeople.change(before, after).ifPresent(change -> {
            directory.save(after, clock.instant());
            changes.note(before.colleague().id(), "ldap", change.inWords());
        });
    }
}
