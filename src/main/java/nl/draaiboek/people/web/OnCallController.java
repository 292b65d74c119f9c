package nl.draaiboek.people.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.draaiboek.people.Calendars;
import nl.draaiboek.people.Calls;
import nl.draaiboek.people.KeepCalendars;
import nl.draaiboek.people.KeepCalendars.Refused;
import nl.draaiboek.people.LookAhead;
import nl.draaiboek.people.OnCall;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Readiness;
import nl.draaiboek.people.Schedule;
import nl.draaiboek.people.Swaps;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Who is on call, by which calendars, and where nobody is. Everyone who works at an incident sees it; managers and process
 * owners hand in files; an address from which the program fetches is for administrators.
 */
@Controller
@RequestMapping("/register/on-call")
class OnCallController {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATED = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final Duration SOON = Duration.ofDays(7);
    private static final Duration SHOWN = Duration.ofDays(28);
    private static final int MOST_SHOWN = 200;
    private static final Set<String> TAKEN = Set.of("edit", "address");

    private final OnCall onCall;
    private final Calendars calendars;
    private final KeepCalendars keepCalendars;
    private final LookAhead lookAhead;
    private final Readiness readiness;
    private final Swaps swaps;
    private final Calls calls;
    private final People people;
    private final Clock clock;
    private final ZoneId zone;

    OnCallController(
            OnCall onCall,
            Calendars calendars,
            KeepCalendars keepCalendars,
            LookAhead lookAhead,
            Readiness readiness,
            Swaps swaps,
            Calls calls,
            People people,
            Clock clock,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.onCall = onCall;
        this.calendars = calendars;
        this.keepCalendars = keepCalendars;
        this.lookAhead = lookAhead;
        this.readiness = readiness;
        this.swaps = swaps;
        this.calls = calls;
        this.people = people;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping
    String schedules(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "schedules",
                calendars.schedules().stream().map(one -> row(one, now)).toList());
        model.addAttribute(
                "unready",
                readiness.between(now, now.plus(SOON)).stream()
                        .map(this::unready)
                        .toList());
        model.addAttribute("swaps", swaps.notOver(now).stream().map(this::swap).toList());
        model.addAttribute("called", called(now));
        return "people/on-call";
    }

    @GetMapping("/{id:[a-z0-9-]+}")
    String schedule(@PathVariable String id, Model model) {
        var now = clock.instant();
        var schedule = calendars.find(id).orElseThrow(NoSchedule::new);
        model.addAttribute("schedule", row(schedule, now));
        model.addAttribute(
                "turns",
                lookAhead.turns(id, now, now.plus(SHOWN)).stream()
                        .limit(MOST_SHOWN)
                        .map(turn -> new Turn(
                                turn.starts().isAfter(now)
                                        ? WHEN.format(turn.starts().atZone(zone))
                                        : "now",
                                WHEN.format(turn.ends().atZone(zone)),
                                names(turn.people())))
                        .toList());
        model.addAttribute(
                "problems",
                calendars.findings(id).stream()
                        .map(found -> new Problem(
                                found.place(), found.line(), found.event(), when(found.starts()), found.what()))
                        .toList());
        return "people/on-call-schedule";
    }

    @PostMapping("/edit")
    String save(
            @RequestParam String id,
            @RequestParam String nameNl,
            @RequestParam String nameEn,
            @RequestParam String serves,
            @RequestParam(defaultValue = "") String keeper,
            RedirectAttributes after) {
        try {
            if (TAKEN.contains(id.strip())) {
                throw new IllegalArgumentException("'" + id.strip() + "' is no id; choose another.");
            }
            keepCalendars.save(
                    new Schedule(id.strip(), nameNl.strip(), nameEn.strip(), serves.strip(), keeper.strip()));
            return "redirect:/register/on-call/" + id.strip();
        } catch (Refused e) {
            after.addFlashAttribute("refused", e.why());
        } catch (IllegalArgumentException e) {
            after.addFlashAttribute("refused", e.getMessage());
        }
        return "redirect:/register/on-call";
    }

    @PostMapping("/edit/{id}/remove")
    String remove(@PathVariable String id) {
        keepCalendars.remove(id);
        return "redirect:/register/on-call";
    }

    @PostMapping("/edit/{id}/remove/{place}")
    String remove(@PathVariable String id, @PathVariable int place) {
        keepCalendars.remove(id, place);
        return "redirect:/register/on-call/" + id;
    }

    /** Shows what a file says, or what is wrong with it; changes nothing. */
    @PostMapping("/edit/{id}/preview")
    String preview(
            @PathVariable String id,
            @RequestParam int place,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes after)
            throws IOException {
        var schedule = calendars.find(id).orElseThrow(NoSchedule::new);
        var now = clock.instant();
        try {
            var text = text(file);
            var preview = keepCalendars.preview(text);
            model.addAttribute("schedule", row(schedule, now));
            model.addAttribute("place", place);
            model.addAttribute("text", text);
            model.addAttribute("fileName", file == null ? "" : String.valueOf(file.getOriginalFilename()));
            model.addAttribute("events", preview.events());
            model.addAttribute(
                    "turns",
                    preview.shifts().stream()
                            .filter(shift -> shift.ends().isAfter(now))
                            .limit(MOST_SHOWN)
                            .map(shift ->
                                    new Turn(when(shift.starts()), when(shift.ends()), people.nameOf(shift.person())))
                            .toList());
            model.addAttribute(
                    "problems",
                    preview.problems().stream()
                            .map(found ->
                                    new Problem(place, found.line(), found.event(), when(found.starts()), found.what()))
                            .toList());
            model.addAttribute(
                    "gaps",
                    preview.gaps(now, now.plus(SHOWN)).stream()
                            .map(gap -> new Turn(
                                    gap.starts().isAfter(now) ? when(gap.starts()) : "now", when(gap.ends()), ""))
                            .toList());
            return "people/on-call-preview";
        } catch (Refused e) {
            after.addFlashAttribute("refused", e.why());
            return "redirect:/register/on-call/" + id;
        }
    }

    @PostMapping("/edit/{id}/take")
    String take(
            @PathVariable String id,
            @RequestParam int place,
            @RequestParam String text,
            @RequestParam(defaultValue = "") String fileName,
            RedirectAttributes after) {
        try {
            keepCalendars.take(id, place, text, fileName.length() > 100 ? fileName.substring(0, 100) : fileName);
        } catch (Refused e) {
            after.addFlashAttribute("refused", e.why());
        }
        return "redirect:/register/on-call/" + id;
    }

    @PostMapping("/address/{id}")
    String address(
            @PathVariable String id, @RequestParam int place, @RequestParam String address, RedirectAttributes after) {
        try {
            keepCalendars.fetchFrom(id, place, address).ifPresent(why -> after.addFlashAttribute("refused", why));
        } catch (Refused e) {
            after.addFlashAttribute("refused", e.why());
        }
        return "redirect:/register/on-call/" + id;
    }

    private static String text(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private Row row(Schedule schedule, Instant now) {
        var turns = lookAhead.turns(schedule.id(), now, now.plus(SHOWN));
        var next = turns.size() > 1 ? turns.get(1) : null;
        return new Row(
                schedule.id(),
                schedule.nameEn(),
                schedule.nameNl(),
                schedule.serves(),
                schedule.keeper(),
                names(onCall.at(schedule.id(), now)),
                next == null ? "" : WHEN.format(next.starts().atZone(zone)),
                next == null ? "" : names(next.people()),
                lookAhead.gaps(schedule.id(), now, now.plus(SHOWN)).stream()
                        .map(gap -> new Gap(
                                gap.starts().isAfter(now)
                                        ? WHEN.format(gap.starts().atZone(zone))
                                        : "now",
                                gap.open() ? "" : WHEN.format(gap.ends().atZone(zone)),
                                gap.starts().isBefore(now.plus(SOON))))
                        .toList(),
                calendars.of(schedule.id()).stream().map(one -> copy(one, now)).toList(),
                calendars.findings(schedule.id()).size());
    }

    private static Copy copy(Calendars.Calendar calendar, Instant now) {
        var at = calendar.contentAt();
        return new Copy(
                calendar.place(),
                calendar.fetched() ? host(calendar.address()) : calendar.fileName(),
                calendar.fetched(),
                at == null ? "" : age(Duration.between(at, now)),
                calendar.failure());
    }

    /** The rest of an address often is a password. */
    private static String host(String address) {
        var from = address.indexOf("//") + 2;
        var to = address.indexOf('/', from);
        var authority = address.substring(from, to < 0 ? address.length() : to);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static String age(Duration age) {
        if (age.toMinutes() < 60) {
            return Math.max(0, age.toMinutes()) + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }

    private Unready unready(Readiness.Unready unready) {
        return new Unready(
                unready.schedule(),
                people.nameOf(unready.person()),
                WHEN.format(unready.starts().atZone(zone)),
                unready.reasons().stream().map(reason -> reason.inWords("en")).toList());
    }

    private Swap swap(Swaps.Swap swap) {
        return new Swap(
                swap.schedule(),
                people.nameOf(swap.person()),
                people.nameOf(swap.substitute()),
                WHEN.format(swap.starts().atZone(zone)),
                WHEN.format(swap.ends().atZone(zone)),
                swap.state() == Swaps.State.ACCEPTED);
    }

    private List<Called> called(Instant now) {
        var week = calls.since(Duration.ofDays(7), now);
        var month = calls.since(Duration.ofDays(30), now);
        var quarter = calls.since(Duration.ofDays(90), now);
        var everyone = new TreeSet<>(quarter.keySet());
        return everyone.stream()
                .map(id -> new Called(
                        people.nameOf(id),
                        week.getOrDefault(id, 0),
                        month.getOrDefault(id, 0),
                        quarter.getOrDefault(id, 0)))
                .sorted(Comparator.comparing(Called::week)
                        .thenComparing(Called::month)
                        .thenComparing(Called::quarter)
                        .reversed())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String names(List<String> ids) {
        return ids.stream().map(people::nameOf).collect(Collectors.joining(", "));
    }

    private String when(@Nullable Instant moment) {
        return moment == null ? "" : DATED.format(moment.atZone(zone));
    }

    /** A schedule as it stands now. {@code onCall} is empty when nobody is. */
    public record Row(
            String id,
            String name,
            String nameNl,
            String serves,
            String keeper,
            String onCall,
            String nextAt,
            String next,
            List<Gap> gaps,
            List<Copy> calendars,
            int problems) {}

    /** @param ends empty when no end is in sight; @param soon within a week */
    public record Gap(String starts, String ends, boolean soon) {}

    /** One calendar: where it comes from and how old the copy is. */
    public record Copy(int place, String source, boolean fetched, String age, String failure) {}

    /** {@code names} is empty when nobody is on call. */
    public record Turn(String starts, String ends, String names) {}

    public record Problem(int place, int line, String event, String starts, String what) {}

    public record Unready(String schedule, String name, String starts, List<String> reasons) {}

    public record Swap(String schedule, String person, String substitute, String starts, String ends, boolean agreed) {}

    /** How many pages somebody got in the last 7, 30 and 90 days. */
    public record Called(String name, int week, int month, int quarter) {}

    @ResponseStatus(HttpStatus.NOT_FOUND)
    private static final class NoSchedule extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
