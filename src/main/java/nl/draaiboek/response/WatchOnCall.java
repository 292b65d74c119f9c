package nl.draaiboek.response;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.Calendars;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.KeepCalendars;
import nl.draaiboek.people.LookAhead;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.people.Readiness;
import nl.draaiboek.people.Schedule;
import nl.draaiboek.people.Warnings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says in quiet times what would go wrong at night: nobody on call, a calendar that is old or names people whom nobody knows, and
 * who comes on call and cannot be reached. Each once, to who looks after the schedule; where nobody does, the managers.
 */
@Component
public class WatchOnCall {

    private static final Duration A_MONTH = Duration.ofDays(29);
    private static final int MOST_NAMED = 20;

    private final Calendars calendars;
    private final KeepCalendars keepCalendars;
    private final LookAhead lookAhead;
    private final Readiness readiness;
    private final Warnings warnings;
    private final Directory directory;
    private final People people;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Links links;
    private final Clock clock;
    private final ZoneId zone;

    WatchOnCall(
            Calendars calendars,
            KeepCalendars keepCalendars,
            LookAhead lookAhead,
            Readiness readiness,
            Warnings warnings,
            Directory directory,
            People people,
            Dispatches dispatches,
            ResponseTexts texts,
            Links links,
            Clock clock,
            OfficeHours officeHours) {
        this.calendars = calendars;
        this.keepCalendars = keepCalendars;
        this.lookAhead = lookAhead;
        this.readiness = readiness;
        this.warnings = warnings;
        this.directory = directory;
        this.people = people;
        this.dispatches = dispatches;
        this.texts = texts;
        this.links = links;
        this.clock = clock;
        this.zone = officeHours.zone();
    }

    /** Says of each gap that begins within {@code ahead} that it is coming, again within {@code near}, and when it is there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellGaps(Duration ahead, Duration near) {
        var now = clock.instant();
        for (var gap : lookAhead.gaps(now, now.plus(ahead))) {
            var begun = !gap.starts().isAfter(now);
            var stage = begun ? 3 : gap.starts().isBefore(now.plus(near)) ? 2 : 1;
            var always = gap.starts().isBefore(now.minus(A_MONTH));
            var which = always
                    ? "always" + (gap.open() ? "" : " until " + gap.ends())
                    : gap.starts().toString();
            if (warnings.first("gap", gap.schedule() + ' ' + which, stage, now)) {
                schedule(gap.schedule())
                        .ifPresent(schedule -> mail("on-call-gap", schedule, which, language -> {
                            var spoken = new SpokenTime(language, zone);
                            return Map.of(
                                    "begun", begun,
                                    "since", begun && !always,
                                    "from", spoken.full(gap.starts()),
                                    "open", gap.open(),
                                    "until", spoken.full(gap.ends()));
                        }));
            }
        }
    }

    /** Says which calendars have a copy that is too old, and which name somebody whom nobody knows. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellCalendars() {
        var now = clock.instant();
        for (var calendar : keepCalendars.outOfReach()) {
            if (warnings.first(
                    "calendar", calendar.schedule() + '/' + calendar.place() + ' ' + calendar.failedSince(), 1, now)) {
                var at = calendar.contentAt();
                schedule(calendar.schedule())
                        .ifPresent(schedule -> mail(
                                "on-call-calendar",
                                schedule,
                                Integer.toString(calendar.place()),
                                language -> Map.of(
                                        "place",
                                        String.valueOf(calendar.place()),
                                        "why",
                                        calendar.failure(),
                                        "copy",
                                        at != null,
                                        "since",
                                        at == null ? "" : new SpokenTime(language, zone).full(at))));
            }
        }
        for (var schedule : calendars.schedules()) {
            var findings = calendars.findings(schedule.id()).stream()
                    .map(found -> found.event() + ": " + found.what())
                    .distinct()
                    .sorted()
                    .toList();
            if (!findings.isEmpty() && warnings.first("findings", schedule.id() + ' ' + findings.hashCode(), 1, now)) {
                var list = findings.stream()
                        .limit(MOST_NAMED)
                        .map(found -> "- " + found)
                        .collect(Collectors.joining("\n"));
                mail("on-call-findings", schedule, "", language -> Map.of("list", list));
            }
        }
    }

    /** Says who comes on call within {@code ahead} and cannot be reached, or perhaps not: to themselves and to who looks after it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellUnready(Duration ahead) {
        var now = clock.instant();
        for (var unready : readiness.between(now, now.plus(ahead))) {
            var kinds = unready.reasons().stream()
                    .map(reason -> reason.kind().name())
                    .collect(Collectors.joining(" "));
            var always = unready.starts().isBefore(now.minus(A_MONTH));
            var subject = unready.schedule()
                    + ' '
                    + unready.person()
                    + ' '
                    + (always ? "always" : unready.starts())
                    + ' '
                    + kinds;
            if (warnings.first("unready", subject, 1, now)) {
                schedule(unready.schedule()).ifPresent(schedule -> tell(unready, schedule));
            }
        }
    }

    private void tell(Readiness.Unready unready, Schedule schedule) {
        var own = people.find(unready.person()).stream().toList();
        var keepers = keepers(schedule).stream()
                .filter(keeper -> !keeper.id().equals(unready.person()))
                .toList();
        for (var yourself : List.of(true, false)) {
            mail(
                    "on-call-unready",
                    schedule,
                    unready.person(),
                    yourself ? own : keepers,
                    language -> Map.of(
                            "yourself", yourself,
                            "begun", !unready.starts().isAfter(clock.instant()),
                            "name", people.nameOf(unready.person()),
                            "from", new SpokenTime(language, zone).full(unready.starts()),
                            "details", links.to("/me"),
                            "list",
                                    unready.reasons().stream()
                                            .map(reason -> "- "
                                                    + (yourself
                                                            ? reason.toThemselves(language)
                                                            : people.nameOf(unready.person())
                                                                    + ' '
                                                                    + reason.inWords(language)))
                                            .collect(Collectors.joining("\n"))));
        }
    }

    private Optional<Schedule> schedule(String id) {
        return calendars.find(id);
    }

    private void mail(String message, Schedule schedule, String which, Function<String, Map<String, ?>> values) {
        mail(message, schedule, which, keepers(schedule), values);
    }

    /** @param which of several in one schedule; what is said of one never takes the place of what is said of another */
    private void mail(
            String message,
            Schedule schedule,
            String which,
            List<Person> whom,
            Function<String, ? extends Map<String, ?>> values) {
        var recipients = Recipients.of(whom);
        if (recipients.isEmpty()) {
            return;
        }
        var link = links.to("/register/on-call/" + schedule.id());
        var contents = texts.contents(message, language -> {
            var all = new HashMap<String, Object>(values.apply(language));
            all.put("schedule", schedule.name(language));
            all.put("link", link);
            return all;
        });
        var about = "on-call/" + schedule.id();
        dispatches.open(new Notice(
                null,
                "mail",
                message,
                "employees",
                new Composition(contents, recipients, about, about + '/' + message + '/' + which)));
    }

    /** Who looks after it and works here; else the managers. */
    List<Person> keepers(Schedule schedule) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var keeper = directory
                .find(schedule.keeper())
                .filter(contact -> !contact.hasLeft(today))
                .flatMap(contact -> people.find(contact.colleague().id()))
                .filter(person -> !person.mail().isBlank());
        return keeper.map(List::of).orElseGet(() -> people.inGroups("managers"));
    }
}
