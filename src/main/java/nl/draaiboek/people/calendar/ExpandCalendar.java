package nl.draaiboek.people.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.Recur;
import nl.draaiboek.people.calendar.Duty.Attendee;
import nl.draaiboek.people.calendar.Times.Moment;
import nl.draaiboek.people.calendar.Times.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Writes a calendar out: each time of each event between two moments, with what recurs (RRULE, RDATE), falls out (EXDATE,
 * cancelled) or was moved (RECURRENCE-ID).
 *
 * <p>A shift lasts on the wall clock: from nine on Monday to nine on the next, also when the clock changes between them.
 */
public final class ExpandCalendar {

    static final int MOST_DUTIES = 50_000;

    private static final int MOST_OF_ONE = 10_000;
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final int OLDEST_YEAR = 1990;
    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Pattern UNTIL = Pattern.compile("(?i)UNTIL=([0-9TZ]+)");
    private static final Pattern TOO_OFTEN = Pattern.compile("(?i)FREQ=(SECONDLY|MINUTELY)|BY(MINUTE|SECOND)=[^;]*,");
    private static final Pattern LEVEL = Pattern.compile("^\\s*\\[L([0-9])]", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEHIND =
            Pattern.compile("(?iU)\\b(backup|back-up|secondary|reserve|tweede lijn|achtervang)\\b");

    private final Instant from;
    private final Instant to;
    private final ZoneRules company;

    /** @param zone of what names none itself, and of days */
    public ExpandCalendar(Instant from, Instant to, ZoneId zone) {
        this.from = from;
        this.to = to;
        this.company = zone.getRules();
    }

    /**
     * What this file says of the time between the two moments.
     *
     * @throws BadCalendar when it is no calendar, or costs too much to write out
     */
    public Expansion expand(String text) {
        var file = CalendarFile.read(text);
        var zones = new Zones(file.zones());
        var own = zones.find(file.zone()).orElse(company);
        return new Run(new Times(zones, own), own).expand(file);
    }

    /** One file. */
    private final class Run {

        private final Times times;
        private final ZoneRules zone;
        private final List<Duty> duties = new ArrayList<>();
        private final List<CalendarProblem> problems = new ArrayList<>();

        Run(Times times, ZoneRules zone) {
            this.times = times;
            this.zone = zone;
        }

        Expansion expand(CalendarFile file) {
            var moved = new HashMap<String, Map<Instant, Vevent>>();
            for (var event : file.events()) {
                if (event.overrides()) {
                    tryTo(event, () -> {
                        var original = original(event);
                        moved.computeIfAbsent(event.text("UID"), uid -> new TreeMap<>())
                                .merge(original.instant(), event, Run::later);
                    });
                }
            }
            for (var event : latest(file.events())) {
                if (!event.cancelled()) {
                    tryTo(event, () -> series(event, moved.getOrDefault(event.text("UID"), Map.of())));
                }
            }
            moved.values().stream()
                    .flatMap(ofOne -> ofOne.values().stream())
                    .filter(event -> !event.cancelled())
                    .forEach(event -> tryTo(event, () -> {
                        var start = start(event);
                        add(event, start, start.local(), length(event, start));
                    }));
            duties.sort(Comparator.comparing(Duty::starts));
            return new Expansion(overClockChanges(), problems, file.events().size());
        }

        /** Where an event stands twice, the newer one counts. */
        private List<Vevent> latest(List<Vevent> events) {
            var latest = new LinkedHashMap<String, Vevent>();
            for (var event : events) {
                if (!event.overrides()) {
                    var uid = event.text("UID");
                    var key = uid.isEmpty() ? "line " + event.line() : uid + '\n' + event.text("DTSTART");
                    latest.merge(key, event, Run::later);
                }
            }
            return List.copyOf(latest.values());
        }

        private static Vevent later(Vevent one, Vevent other) {
            return one.number("SEQUENCE", 0) > other.number("SEQUENCE", 0) ? one : other;
        }

        private void series(Vevent event, Map<Instant, Vevent> moved) {
            var start = start(event);
            var length = length(event, start);
            var without = excluded(event);
            if (event.find("EXRULE").isPresent()) {
                problem(event, "Its rule of exceptions (EXRULE) is not understood; write the days in EXDATE.");
            }
            for (var local : starts(event, start, length)) {
                var instant = Zones.instant(local, start.zone());
                if (!moved.containsKey(instant)
                        && !without.moments().contains(instant)
                        && !without.days().contains(local.toLocalDate().atStartOfDay())) {
                    add(event, start, local, length);
                }
            }
        }

        private Set<LocalDateTime> starts(Vevent event, Moment start, Duration length) {
            var starts = new HashSet<LocalDateTime>();
            if (event.find("RRULE").isEmpty()) {
                starts.add(start.local());
            }
            for (var rule : event.all("RRULE")) {
                starts.addAll(recurring(event, rule, start, length));
            }
            for (var extra : event.all("RDATE")) {
                for (var value : extra.value().split(",", -1)) {
                    // Of a period only the beginning: it lasts as long as the others.
                    var moment = times.moment(extra, value.split("/", 2)[0]);
                    starts.add(moment.in(start.zone()));
                }
            }
            return starts;
        }

        private List<LocalDateTime> recurring(Vevent event, ContentLine line, Moment start, Duration length) {
            var rule = line.value().strip();
            if (TOO_OFTEN.matcher(rule).find() || rule.length() > 500) {
                throw new Unreadable(
                        "Line " + line.number() + ": nobody's shift recurs so often: " + shortened(rule) + ".");
            }
            if (start.local().getYear() < OLDEST_YEAR) {
                throw new Unreadable("Line " + line.number() + ": what recurs began before " + OLDEST_YEAR
                        + "; give the series a later start.");
            }
            try {
                var recur = new Recur<LocalDateTime>(onTheWallClock(line, rule, start));
                var found = recur.getDates(
                        start.local(),
                        Zones.local(from, start.zone()).minus(length),
                        Zones.local(to, start.zone()),
                        MOST_OF_ONE);
                if (found.size() >= MOST_OF_ONE) {
                    problem(event, "It recurs too often; only the first " + MOST_OF_ONE + " times were read.");
                }
                return found;
            } catch (RuntimeException e) {
                throw e instanceof Unreadable unreadable
                        ? unreadable
                        : new Unreadable(
                                "Line " + line.number() + ": the rule '" + shortened(rule) + "' cannot be read.");
            }
        }

        /** A rule counts in the days of its own zone, so its end is said in them as well. */
        private String onTheWallClock(ContentLine line, String rule, Moment start) {
            return UNTIL.matcher(rule).replaceAll(match -> {
                var until = times.moment(line, match.group(1));
                var local = until.allDay()
                        ? until.local().plusDays(1).minusSeconds(1)
                        : match.group(1).endsWith("Z") ? until.in(start.zone()) : until.local();
                return "UNTIL=" + DATE_TIME.format(local);
            });
        }

        private record Excluded(Set<Instant> moments, Set<LocalDateTime> days) {}

        private Excluded excluded(Vevent event) {
            var moments = new HashSet<Instant>();
            var days = new HashSet<LocalDateTime>();
            for (var line : event.all("EXDATE")) {
                for (var value : line.value().split(",", -1)) {
                    var moment = times.moment(line, value);
                    if (moment.allDay()) {
                        days.add(moment.local());
                    } else {
                        moments.add(moment.instant());
                    }
                }
            }
            return new Excluded(moments, days);
        }

        private Moment original(Vevent event) {
            var line = event.find("RECURRENCE-ID").orElseThrow();
            if (line.parameter("RANGE").equalsIgnoreCase("THISANDFUTURE")) {
                problem(
                        event,
                        "Only this one time was moved; 'this and all after it' is not understood. End the series and begin another.");
            }
            return times.moment(line, line.value());
        }

        private Moment start(Vevent event) {
            var line = event.find("DTSTART").orElseThrow(() -> new Unreadable("It has no start (DTSTART)."));
            return times.moment(line, line.value());
        }

        private Duration length(Vevent event, Moment start) {
            var end = event.find("DTEND");
            var length = end.isPresent()
                    ? Duration.between(
                            start.local(),
                            times.moment(end.get(), end.get().value()).in(start.zone()))
                    : event.find("DURATION")
                            .map(Times::length)
                            .orElse(start.allDay() ? Duration.ofDays(1) : Duration.ZERO);
            if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
                throw new Unreadable(
                        length.isZero()
                                ? "It has no end, or ends when it begins."
                                : length.isNegative() ? "It ends before it begins." : "It lasts longer than a year.");
            }
            return length;
        }

        private void add(Vevent event, Moment start, LocalDateTime local, Duration length) {
            var starts = Zones.instant(local, start.zone());
            var ends = Zones.instant(local.plus(length), start.zone());
            if (ends.isAfter(from) && starts.isBefore(to) && starts.isBefore(ends)) {
                if (duties.size() == MOST_DUTIES) {
                    throw new BadCalendar(
                            event.line(), "Written out it has more than " + MOST_DUTIES + " shifts in a year.");
                }
                duties.add(new Duty(starts, ends, named(event), rank(event)));
            }
        }

        /**
         * An export in UTC counts hours: its week ends an hour early when the clock went back in it. Who was on call stays so until
         * the next begins.
         */
        private List<Duty> overClockChanges() {
            var mended = new ArrayList<Duty>(duties);
            var covered = Instant.MIN;
            for (var i = 0; i < mended.size(); i++) {
                var next = mended.get(i);
                if (i > 0 && next.starts().isAfter(covered) && !next.starts().isAfter(covered.plus(CLOCK_CHANGE))) {
                    for (var j = i - 1; j >= 0; j--) {
                        var before = mended.get(j);
                        if (before.ends().equals(covered) && wentBack(before, next.starts())) {
                            mended.set(j, new Duty(before.starts(), next.starts(), before.event(), before.rank()));
                        }
                    }
                }
                covered = next.ends().isAfter(covered) ? next.ends() : covered;
            }
            return mended;
        }

        private boolean wentBack(Duty duty, Instant next) {
            return Duration.between(duty.starts(), duty.ends()).toSeconds()
                                    % Duration.ofDays(1).toSeconds()
                            == 0
                    && zone.getOffset(duty.starts()).getTotalSeconds()
                                    - zone.getOffset(duty.ends()).getTotalSeconds()
                            == Duration.between(duty.ends(), next).toSeconds();
        }

        private void tryTo(Vevent event, Runnable read) {
            try {
                read.run();
            } catch (Unreadable e) {
                problem(event, e.what());
            } catch (java.time.DateTimeException | ArithmeticException e) {
                problem(event, "Its times cannot be counted with.");
            }
        }

        private void problem(Vevent event, String what) {
            problems.add(new CalendarProblem(event.line(), event.summary(), starts(event), what));
        }

        private @Nullable Instant starts(Vevent event) {
            try {
                return event.find("DTSTART")
                        .map(line -> times.moment(line, line.value()).instant())
                        .orElse(null);
            } catch (RuntimeException e) {
                return null;
            }
        }
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** As a product or a person says who comes first: PRIORITY, Grafana's [L1] to [L9], or "backup" in the title. */
    private static int rank(Vevent event) {
        var level = LEVEL.matcher(event.summary());
        if (level.find()) {
            return 10 - Integer.parseInt(level.group(1));
        }
        var priority = event.number("PRIORITY", 0);
        return BEHIND.matcher(event.summary()).find() ? 20 : priority >= 1 && priority <= 9 ? priority : 10;
    }

    private static Duty.Event named(Vevent event) {
        var attendees = new ArrayList<Attendee>();
        for (var line : event.all("ATTENDEE")) {
            var kind = line.parameter("CUTYPE");
            if (kind.equalsIgnoreCase("ROOM")
                    || kind.equalsIgnoreCase("RESOURCE")
                    || line.parameter("ROLE").equalsIgnoreCase("NON-PARTICIPANT")) {
                continue;
            }
            var address = line.value().strip();
            var mail = address.toLowerCase(Locale.ROOT).startsWith("mailto:") ? address.substring(7) : address;
            attendees.add(new Attendee(
                    mail.contains("@") ? mail.strip().toLowerCase(Locale.ROOT) : "",
                    line.parameter("CN").strip(),
                    line.parameter("PARTSTAT").equalsIgnoreCase("DECLINED")));
        }
        return new Duty.Event(event.line(), event.summary(), attendees);
    }
}
