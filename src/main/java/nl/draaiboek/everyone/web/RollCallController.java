package nl.draaiboek.everyone.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.draaiboek.everyone.AnswerRollCall;
import nl.draaiboek.everyone.Asked;
import nl.draaiboek.everyone.CallHelp;
import nl.draaiboek.everyone.EveryoneSettings;
import nl.draaiboek.everyone.RollCall;
import nl.draaiboek.everyone.RollCalls;
import nl.draaiboek.everyone.Safety;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.people.People;
import nl.draaiboek.people.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The live list of a roll call, for who works on incidents, who called it, who was told that somebody needs help, and who was
 * given somebody to find. Numbers and
 * what somebody said stand on a page of their own, for who helps or looks; each look is recorded.
 */
@Controller
@RequestMapping("/roll-calls")
class RollCallController {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM HH:mm");
    private static final int SHOWN = 50;
    private static final Set<String> HELPERS = Set.of("incidentManagers", "managers", "responders", "camunda-admin");
    private static final Set<String> AT_AN_INCIDENT =
            Set.of("techLeads", "communicators", "serviceDesk", "processOwners");

    private final RollCalls rollCalls;
    private final AnswerRollCall answer;
    private final CallHelp callHelp;
    private final LookAtNumbers lookAtNumbers;
    private final People people;
    private final EveryoneSettings settings;
    private final ZoneId zone;

    RollCallController(
            RollCalls rollCalls,
            AnswerRollCall answer,
            CallHelp callHelp,
            LookAtNumbers lookAtNumbers,
            People people,
            EveryoneSettings settings,
            OfficeHours officeHours) {
        this.rollCalls = rollCalls;
        this.answer = answer;
        this.callHelp = callHelp;
        this.lookAtNumbers = lookAtNumbers;
        this.people = people;
        this.settings = settings;
        this.zone = officeHours.zone();
    }

    @GetMapping
    String all(Authentication who, Model model) {
        model.addAttribute("plan", settings.safetyPlan());
        model.addAttribute(
                "all",
                rollCalls.latest(SHOWN).stream()
                        .filter(rollCall -> maySee(rollCall, who))
                        .map(this::shown)
                        .toList());
        return "everyone/roll-calls";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Authentication who, Model model) {
        var rollCall = rollCalls
                .find(id)
                .filter(found -> maySee(found, who))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var all = rollCalls.people(id);
        var figures = new ArrayList<Figure>();
        rollCalls.figures(id).forEach((safety, number) -> {
            if (number > 0 || safety == Safety.SAFE || safety == Safety.NEEDS_HELP || safety == Safety.NO_ANSWER) {
                figures.add(new Figure(safety.name(), number, tone(safety)));
            }
        });
        var groups = new LinkedHashMap<Safety, List<Line>>();
        var heard = rollCalls.heard(id);
        all.forEach(asked -> groups.computeIfAbsent(asked.safety(), safety -> new ArrayList<>())
                .add(line(asked, heard)));
        model.addAttribute("plan", settings.safetyPlan());
        model.addAttribute("call", shown(rollCall));
        model.addAttribute("figures", figures);
        model.addAttribute("maySeeNumbers", helps(rollCall, who));
        model.addAttribute(
                "groups",
                groups.entrySet().stream()
                        .map(group -> new Group(group.getKey().name(), tone(group.getKey()), group.getValue()))
                        .toList());
        return "everyone/roll-call";
    }

    @GetMapping("/{id}/people/{one}")
    String person(@PathVariable long id, @PathVariable long one, Authentication who, Model model) {
        var asked = forHelpers(id, one, who);
        var contact = lookAtNumbers.look(asked.person(), who.getName(), "roll call " + id);
        model.addAttribute("call", shown(rollCalls.get(id)));
        model.addAttribute("one", line(asked, rollCalls.heard(id)));
        model.addAttribute("tone", tone(asked.safety()));
        model.addAttribute("note", asked.note());
        model.addAttribute("numbers", contact.map(RollCallController::numbers).orElse(List.of()));
        model.addAttribute(
                "attempts",
                rollCalls.attempts(one).stream()
                        .map(attempt -> at(attempt.at()) + " · " + attempt.way() + " · "
                                + attempt.outcome().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .toList());
        return "everyone/person";
    }

    /** Somebody knows how they are: they stand beside them, or spoke with them. */
    @PostMapping("/{id}/people/{one}")
    String settle(
            @PathVariable long id,
            @PathVariable long one,
            @RequestParam(defaultValue = "") String answer,
            Authentication who) {
        forHelpers(id, one, who);
        if (answer.equals("safe")) {
            this.answer.safe(one, who.getName(), "page");
        } else if (answer.equals("help")) {
            this.answer.needsHelp(one, who.getName(), "page", "");
        }
        return "redirect:/roll-calls/" + id;
    }

    private Asked forHelpers(long id, long one, Authentication who) {
        return rollCalls
                .asked(one)
                .filter(asked -> asked.rollCall() == id)
                .filter(asked -> helps(rollCalls.get(id), who))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private boolean helps(RollCall rollCall, Authentication who) {
        return in(who, HELPERS)
                || callHelp.toldOfAny(rollCall.id(), who.getName())
                || rollCalls.people(rollCall.id()).stream()
                        .anyMatch(asked -> who.getName().equals(asked.finder()));
    }

    private boolean maySee(RollCall rollCall, Authentication who) {
        return in(who, HELPERS)
                || in(who, AT_AN_INCIDENT)
                || rollCall.startedBy().equals(who.getName())
                || rollCalls.joined(rollCall.id(), who.getName())
                || helps(rollCall, who);
    }

    private static boolean in(Authentication who, Set<String> groups) {
        return who.getAuthorities().stream().map(GrantedAuthority::getAuthority).anyMatch(groups::contains);
    }

    private Line line(Asked asked, Map<String, Instant> heard) {
        var heardAt = heard.get(asked.person());
        var other = !asked.by().isEmpty() && !asked.by().equals(asked.person());
        return new Line(
                asked.id(),
                people.nameOf(asked.person()),
                asked.location(),
                asked.safety().name(),
                at(asked.at()),
                asked.safety() == Safety.PASSED_ON
                                && asked.finder() != null
                                && !asked.finder().isEmpty()
                        ? people.nameOf(asked.finder())
                        : "",
                other ? people.nameOf(asked.by()) : "",
                asked.safety() == Safety.NEEDS_HELP
                        ? callHelp.going(asked).map(people::nameOf).orElse("")
                        : "",
                asked.safety() == Safety.PASSED_ON && heardAt != null ? at(heardAt) : "",
                !asked.note().isEmpty());
    }

    private Call shown(RollCall rollCall) {
        var inNeed =
                rollCall.endedAt() == null || rollCalls.figures(rollCall.id()).getOrDefault(Safety.NEEDS_HELP, 0) == 0
                        ? List.<Asked>of()
                        : rollCalls.people(rollCall.id()).stream()
                                .filter(asked -> asked.safety() == Safety.NEEDS_HELP)
                                .toList();
        var nobodyGoes =
                inNeed.stream().filter(asked -> callHelp.going(asked).isEmpty()).count();
        return new Call(
                rollCall.id(),
                rollCall.what(),
                rollCall.place(),
                rollCall.incident() == null ? "" : rollCall.incident().value(),
                rollCall.startedBy().equals(IncidentRecord.DRAAIBOEK) ? "" : people.nameOf(rollCall.startedBy()),
                at(rollCall.begunAt()),
                rollCall.endedAt() == null,
                inNeed.size(),
                (int) nobodyGoes,
                rollCall.calledOff(),
                rollCall.overriddenBy() == null ? null : people.nameOf(rollCall.overriddenBy()),
                rollCall.reason());
    }

    private String at(Instant moment) {
        return MOMENT.format(moment.atZone(zone));
    }

    private static String tone(Safety safety) {
        return switch (safety) {
            case SAFE, HELPED, CALLED_OFF -> "ok";
            case NEEDS_HELP, NOT_FOUND -> "major";
            case NO_ANSWER -> "partial";
            case PASSED_ON -> "degraded";
            case AWAY -> "plain";
        };
    }

    private static List<Number> numbers(Contact contact) {
        return Stream.of(
                        number("primary", contact.primaryPhone(), ""),
                        number("secondary", contact.secondaryPhone(), ""),
                        number("landline", contact.landline(), ""),
                        number(
                                "emergency",
                                contact.emergencyPhone(),
                                contact.emergencyName().isEmpty() ? "–" : contact.emergencyName()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Number number(String kind, @Nullable PhoneNumber number, String emergency) {
        return number == null ? null : new Number(kind, number.value(), number.inWords(), emergency);
    }

    record Figure(String safety, int number, String tone) {}

    record Group(String safety, String tone, List<Line> people) {}

    /**
     * @param by who said so, when that was somebody else
     * @param goes who goes to help, when somebody does
     * @param heard when somebody who is looked for last answered something else; empty when they did not
     */
    record Line(
            long id,
            String name,
            String location,
            String safety,
            String at,
            String finder,
            String by,
            String goes,
            String heard,
            boolean said) {}

    /**
     * @param inNeed how many need help although it is over
     * @param nobodyGoes to how many of those nobody goes yet
     */
    record Call(
            long id,
            String what,
            String place,
            String code,
            String startedBy,
            String begun,
            boolean running,
            int inNeed,
            int nobodyGoes,
            boolean off,
            @Nullable String by,
            @Nullable String reason) {}

    record Number(String kind, String dial, String shown, String emergency) {}
}
