package nl.draaiboek.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.draaiboek.people.Calendars.Calendar;
import nl.draaiboek.people.Calendars.NamedShift;
import nl.draaiboek.people.FetchCalendar.NotFetched;
import nl.draaiboek.people.calendar.BadCalendar;
import nl.draaiboek.people.calendar.CalendarProblem;
import nl.draaiboek.people.calendar.ExpandCalendar;
import nl.draaiboek.people.calendar.WhoIsMeant;
import nl.draaiboek.people.calendar.WhoIsMeant.Named;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps schedules and their calendars. A calendar that cannot be fetched or read leaves the last good copy as it was. Shifts
 * are written out a year ahead, and anew each hour: days pass, and colleagues come and go.
 */
@Component
public class KeepCalendars {

    private static final Logger LOG = LoggerFactory.getLogger(KeepCalendars.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Duration BACK = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final Duration ANEW = Duration.ofHours(1);
    private static final int MOST_PROBLEMS = 200;

    private final Calendars calendars;
    private final FetchCalendar fetchCalendar;
    private final Colleagues colleagues;
    private final TransactionTemplate transaction;
    private final OnCallSettings settings;
    private final Clock clock;
    private final ZoneId zone;

    KeepCalendars(
            Calendars calendars,
            FetchCalendar fetchCalendar,
            Colleagues colleagues,
            TransactionTemplate transaction,
            OnCallSettings settings,
            Clock clock,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.calendars = calendars;
        this.fetchCalendar = fetchCalendar;
        this.colleagues = colleagues;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What a calendar says.
     *
     * @param shifts by their beginning; a month back and a year ahead
     * @param events how many stand in the file
     */
    public record Preview(List<Shift> shifts, List<CalendarProblem> problems, int events) {

        /** When nobody stands in it between these moments; each with nobody in it. */
        public List<LookAhead.Turn> gaps(Instant from, Instant to) {
            return new Roster(shifts, List.of(), List.of(), ZoneOffset.UTC)
                    .gaps(from, to).stream()
                            .map(gap -> new LookAhead.Turn(gap.starts(), gap.ends(), gap.people()))
                            .toList();
        }
    }

    /** What was asked cannot be done. Its words say why, and what to do. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Adds a schedule or changes what is said of it.
     *
     * @throws Refused when something about it is not right
     */
    public void save(Schedule schedule) {
        if (!ID.matcher(schedule.id()).matches() || schedule.id().length() > 60) {
            throw new Refused("The id is lower-case words with hyphens, such as manager-on-duty.");
        }
        if (schedule.nameNl().isBlank()
                || schedule.nameEn().isBlank()
                || schedule.serves().isBlank()) {
            throw new Refused("A schedule has a name in Dutch and in English, and a team or role that it serves.");
        }
        if (!schedule.keeper().isEmpty() && colleagues.find(schedule.keeper()).isEmpty()) {
            throw new Refused("Nobody has the login '" + schedule.keeper() + "'.");
        }
        calendars.save(schedule, clock.instant());
    }

    /** Takes a schedule away, with its calendars and swaps. */
    public void remove(String schedule) {
        calendars.remove(schedule);
    }

    public void remove(String schedule, int place) {
        calendars.remove(schedule, place);
    }

    /**
     * What this file says; changes nothing.
     *
     * @throws Refused when it is no calendar
     */
    public Preview preview(String text) {
        var written = writeOut(text);
        return new Preview(written.shifts.stream().map(NamedShift::shift).toList(), written.problems, written.events);
    }

    /**
     * Takes a file that somebody hands in; from now on it counts, and nothing is fetched for this place.
     *
     * @throws Refused when it is no calendar; then nothing has changed
     */
    public void take(String schedule, int place, String text, String fileName) {
        checkPlace(schedule, place);
        var written = writeOut(text);
        transaction.executeWithoutResult(status -> {
            calendars.from(schedule, place, null, fileName, clock.instant());
            keep(schedule, place, text, null, written);
            calendars.right(schedule, place, clock.instant());
        });
    }

    /**
     * Fetches it from this address from now on, for the first time at once.
     *
     * @return why that did not work; empty when it did
     * @throws Refused when nothing can ever be fetched there; then nothing has changed
     */
    public Optional<String> fetchFrom(String schedule, int place, String address) {
        checkPlace(schedule, place);
        try {
            FetchCalendar.address(address);
        } catch (NotFetched e) {
            throw new Refused(e.why());
        }
        calendars.from(schedule, place, address.strip(), "", clock.instant());
        return calendars.of(schedule).stream()
                .filter(calendar -> calendar.place() == place)
                .findFirst()
                .flatMap(this::fetch);
    }

    /** Fetches what is to be fetched by now, and writes out anew what was long ago. */
    public void keepUp() {
        var now = clock.instant();
        for (var calendar : calendars.take(now.minus(settings.fetchEvery()), now)) {
            fetch(calendar);
        }
        for (var calendar : calendars.expandedBefore(now.minus(ANEW))) {
            calendars.content(calendar.schedule(), calendar.place()).ifPresent(text -> {
                try {
                    var written = writeOut(text);
                    var etag = calendars
                            .etag(calendar.schedule(), calendar.place())
                            .orElse(null);
                    transaction.executeWithoutResult(
                            status -> keep(calendar.schedule(), calendar.place(), text, etag, written));
                } catch (Refused e) {
                    LOG.warn(
                            "The copy of {}/{} cannot be written out: {}",
                            calendar.schedule(),
                            calendar.place(),
                            e.why());
                }
            });
        }
    }

    /** Calendars whose copy is older than may be, or which never had one, with the reason. */
    public List<Calendar> outOfReach() {
        var before = clock.instant().minus(settings.tooOld());
        return calendars.all().stream()
                .filter(Calendar::fetched)
                .filter(calendar -> !calendar.failure().isEmpty())
                .filter(calendar ->
                        calendar.contentAt() == null || calendar.contentAt().isBefore(before))
                .toList();
    }

    private Optional<String> fetch(Calendar calendar) {
        var schedule = calendar.schedule();
        var place = calendar.place();
        try {
            var fetched = fetchCalendar.fetch(
                    calendar.address(), calendars.etag(schedule, place).orElse(null));
            var text = fetched.text();
            if (text != null) {
                var written = writeOut(text);
                if (written.events == 0 && calendars.content(schedule, place).isPresent()) {
                    throw new Refused("It has no events any more. Take the calendar away here if that is meant.");
                }
                transaction.executeWithoutResult(status -> {
                    keep(schedule, place, text, fetched.etag(), written);
                    calendars.right(schedule, place, clock.instant());
                });
            } else {
                calendars.right(schedule, place, clock.instant());
            }
            return Optional.empty();
        } catch (NotFetched e) {
            return failed(calendar, e.why());
        } catch (Refused e) {
            return failed(calendar, e.why());
        }
    }

    private Optional<String> failed(Calendar calendar, String why) {
        if (!why.equals(calendar.failure())) {
            LOG.warn(
                    "The calendar of {}/{} cannot be used; the copy of before stays. {}",
                    calendar.schedule(),
                    calendar.place(),
                    why);
        }
        calendars.failed(calendar.schedule(), calendar.place(), why, clock.instant());
        return Optional.of(why);
    }

    private void checkPlace(String schedule, int place) {
        if (place < 1 || place > 9) {
            throw new Refused("A place is 1 (called first) to 9.");
        }
        if (calendars.find(schedule).isEmpty()) {
            throw new Refused("There is no schedule '" + schedule + "'.");
        }
    }

    private void keep(String schedule, int place, String text, @Nullable String etag, WrittenOut written) {
        calendars.write(
                schedule,
                place,
                text,
                etag,
                clock.instant(),
                written.shifts.stream()
                        .map(named -> new NamedShift(
                                new Shift(
                                        place,
                                        named.shift().rank(),
                                        named.shift().person(),
                                        named.shift().starts(),
                                        named.shift().ends()),
                                named.event()))
                        .toList(),
                written.problems,
                clock.instant().plus(AHEAD));
    }

    private record WrittenOut(List<NamedShift> shifts, List<CalendarProblem> problems, int events) {}

    private WrittenOut writeOut(String text) {
        var now = clock.instant();
        try {
            var expansion = new ExpandCalendar(now.minus(BACK), now.plus(AHEAD), zone).expand(text);
            var who = new WhoIsMeant(colleagues.all().stream()
                    .map(one -> new Named(one.id(), one.firstName(), one.lastName(), one.mail()))
                    .toList());
            var shifts = new ArrayList<NamedShift>();
            var problems = new LinkedHashMap<String, CalendarProblem>();
            for (var problem : expansion.problems()) {
                problems.putIfAbsent(problem.line() + problem.what(), problem);
            }
            for (var duty : expansion.duties()) {
                var meant = who.by(duty.event());
                meant.people()
                        .forEach(person -> shifts.add(new NamedShift(
                                new Shift(1, duty.rank(), person, duty.starts(), duty.ends()),
                                duty.event().summary())));
                if (duty.ends().isAfter(now)) {
                    meant.problems()
                            .forEach(what -> problems.putIfAbsent(
                                    duty.event().line() + what,
                                    new CalendarProblem(
                                            duty.event().line(), duty.event().summary(), duty.starts(), what)));
                }
            }
            return new WrittenOut(
                    shifts, problems.values().stream().limit(MOST_PROBLEMS).toList(), expansion.events());
        } catch (BadCalendar e) {
            throw new Refused(e.inWords());
        }
    }
}
