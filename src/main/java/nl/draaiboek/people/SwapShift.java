package nl.draaiboek.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.draaiboek.people.Swaps.State;
import nl.draaiboek.people.Swaps.Swap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody asks another to take over a shift; it counts once that other has said yes. */
@Component
public class SwapShift {

    private static final Duration LONGEST = Duration.ofDays(60);

    private final Swaps swaps;
    private final OnCall onCall;
    private final Calendars calendars;
    private final Directory directory;
    private final Clock clock;
    private final ZoneId zone;

    SwapShift(
            Swaps swaps,
            OnCall onCall,
            Calendars calendars,
            Directory directory,
            Clock clock,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.swaps = swaps;
        this.onCall = onCall;
        this.calendars = calendars;
        this.directory = directory;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What somebody asks, as typed.
     *
     * @param schedule id or name; may be empty where there is only one choice
     * @param whose shift it is; empty: of who asks
     * @param substitute who is to take over: login, mail address or name
     * @param askedBy login
     */
    public record Wish(
            String schedule, String whose, String substitute, Instant starts, Instant ends, String askedBy) {}

    /** It cannot be asked so. {@code field} is which of the wish is not right. */
    public static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String field;

        NotPossible(String field, String message) {
            super(message);
            this.field = field;
        }

        public String field() {
            return field;
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Keeps that it is asked; nothing counts yet.
     *
     * @throws NotPossible with words for who asks
     */
    @Transactional
    public Swap ask(Wish wish) {
        var now = clock.instant();
        if (!wish.ends().isAfter(wish.starts())) {
            throw new NotPossible("until", "It ends before it begins.");
        }
        if (!wish.ends().isAfter(now)) {
            throw new NotPossible("until", "This is over already.");
        }
        if (Duration.between(wish.starts(), wish.ends()).compareTo(LONGEST) > 0) {
            throw new NotPossible(
                    "until", "A swap lasts at most " + LONGEST.toDays() + " days; change the calendar itself.");
        }
        var person = wish.whose().isBlank()
                ? wish.askedBy()
                : find("whose", wish.whose()).colleague().id();
        var substitute = find("substitute", wish.substitute());
        if (substitute.colleague().id().equals(person)) {
            throw new NotPossible("substitute", "That is whose shift it is.");
        }
        for (var day = LocalDate.ofInstant(wish.starts(), zone);
                !day.isAfter(LocalDate.ofInstant(wish.ends().minusMillis(1), zone));
                day = day.plusDays(1)) {
            if (!substitute.available(day)) {
                throw new NotPossible(
                        "substitute", substitute.colleague().name() + " is away on " + day + ", or has left.");
            }
        }
        var schedule = schedule(wish, person);
        if (!person.equals(wish.askedBy()) && !mayAskForOthers(wish.askedBy(), schedule)) {
            throw new NotPossible("whose", "For somebody else only who looks after the schedule asks, or a manager.");
        }
        swaps.takenOver(schedule, person, wish.starts(), wish.ends()).ifPresent(taken -> {
            throw new NotPossible("from", taken(taken) + " Take that swap back first.");
        });
        var id = swaps.ask(
                schedule, person, substitute.colleague().id(), wish.starts(), wish.ends(), wish.askedBy(), now);
        return swaps.find(id).orElseThrow();
    }

    /**
     * @return false when it was settled before
     * @throws NotPossible when somebody else took the shift over meanwhile
     */
    @Transactional
    public boolean accept(long swap, String by) {
        var asked = swaps.find(swap).orElseThrow();
        swaps.takenOver(asked.schedule(), asked.person(), asked.starts(), asked.ends())
                .filter(taken -> taken.id() != swap)
                .ifPresent(taken -> {
                    throw new NotPossible("answer", taken(taken) + " Nothing is asked of you any more: say no.");
                });
        return swaps.settle(swap, State.ASKED, State.ACCEPTED, by, "", clock.instant());
    }

    /** @return false when it was settled before */
    @Transactional
    public boolean decline(long swap, String by, String reason) {
        return swaps.settle(swap, State.ASKED, State.DECLINED, by, reason, clock.instant());
    }

    /** Nobody answered in time. @return false when it was settled before */
    @Transactional
    public boolean unanswered(long swap) {
        return swaps.settle(swap, State.ASKED, State.UNANSWERED, "", "", clock.instant());
    }

    /** From now on it counts no more, or is asked no more. @return false when there is nothing to take back */
    @Transactional
    public boolean takeBack(long swap, String by) {
        return swaps.settle(swap, State.ACCEPTED, State.TAKEN_BACK, by, "", clock.instant())
                || swaps.settle(swap, State.ASKED, State.TAKEN_BACK, by, "", clock.instant());
    }

    private String taken(Swap swap) {
        return directory
                        .find(swap.substitute())
                        .map(contact -> contact.colleague().name())
                        .orElse(swap.substitute())
                + " took this shift over already, or a part of it.";
    }

    private String schedule(Wish wish, String person) {
        var theirs = onCall.schedules().stream()
                .filter(schedule ->
                        onCall
                                .roster(schedule, wish.starts(), wish.ends())
                                .turnsOfEach(wish.starts(), wish.ends())
                                .stream()
                                .anyMatch(turn -> turn.person().equals(person)))
                .toList();
        var named = wish.schedule().strip().toLowerCase(Locale.ROOT);
        var chosen = theirs.stream()
                .filter(id -> named.isEmpty() || names(id).anyMatch(named::equals))
                .toList();
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        if (theirs.isEmpty()) {
            throw new NotPossible(
                    "from",
                    directory.find(person).map(c -> c.colleague().name()).orElse(person)
                            + " is not on call in that time, in any schedule.");
        }
        throw new NotPossible("schedule", "Say in which schedule: " + String.join(" or ", theirs) + ".");
    }

    private Stream<String> names(String schedule) {
        return calendars.find(schedule).stream()
                .flatMap(one -> Stream.of(one.id(), one.nameNl(), one.nameEn()))
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private boolean mayAskForOthers(String who, String schedule) {
        return calendars.find(schedule).map(one -> one.keeper().equals(who)).orElse(false)
                || directory
                        .find(who)
                        .map(contact -> contact.colleague().groups().contains("managers"))
                        .orElse(false);
    }

    private Contact find(String field, String typed) {
        var wanted = typed.strip();
        List<Contact> found = directory.all().stream()
                .filter(contact -> Stream.of(
                                contact.colleague().id(),
                                contact.colleague().mail(),
                                contact.colleague().name())
                        .anyMatch(wanted::equalsIgnoreCase))
                .toList();
        if (wanted.isEmpty() || found.size() != 1) {
            throw new NotPossible(field, "Write the login, the mail address or the full name of one colleague.");
        }
        return found.get(0);
    }
}
