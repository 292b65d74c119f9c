package nl.draaiboek.everyone.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.everyone.InTree;
import nl.draaiboek.everyone.PhoneTree;
import nl.draaiboek.everyone.PhoneTrees;
import nl.draaiboek.everyone.Reached;
import nl.draaiboek.everyone.ReportCall;
import nl.draaiboek.everyone.ReportCallByLink;
import nl.draaiboek.everyone.TreeCall;
import nl.draaiboek.everyone.TreeCall.Outcome;
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
 * The live list of a phone tree, for who works on incidents and who started it. Numbers stand on a page of their own, for
 * incident managers and managers; each look is recorded. Whoever is to call comes by it to their own page.
 */
@Controller
@RequestMapping("/phone-trees")
class PhoneTreeController {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM HH:mm");
    private static final int SHOWN = 50;
    private static final int LONGEST = 300;
    private static final List<Reached> ORDER = List.of(
            Reached.NO_ANSWER,
            Reached.MESSAGE_LEFT,
            Reached.BEING_CALLED,
            Reached.WAITING,
            Reached.REACHED,
            Reached.IN_NEED,
            Reached.AWAY);
    private static final Set<String> LEADING = Set.of("incidentManagers", "managers", "camunda-admin");
    private static final Set<String> AT_AN_INCIDENT =
            Set.of("responders", "techLeads", "communicators", "serviceDesk", "processOwners");

    private final PhoneTrees trees;
    private final ReportCall report;
    private final ReportCallByLink byLink;
    private final LookAtNumbers lookAtNumbers;
    private final People people;
    private final ZoneId zone;

    PhoneTreeController(
            PhoneTrees trees,
            ReportCall report,
            ReportCallByLink byLink,
            LookAtNumbers lookAtNumbers,
            People people,
            OfficeHours officeHours) {
        this.trees = trees;
        this.report = report;
        this.byLink = byLink;
        this.lookAtNumbers = lookAtNumbers;
        this.people = people;
        this.zone = officeHours.zone();
    }

    @GetMapping
    String all(Authentication who, Model model) {
        model.addAttribute(
                "all",
                trees.latest(SHOWN).stream()
                        .filter(tree -> maySee(tree, who))
                        .map(this::shown)
                        .toList());
        return "everyone/phone-trees";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Authentication who, Model model) {
        var tree = seen(id, who);
        var all = trees.people(id);
        var byId = all.stream().collect(Collectors.toMap(InTree::id, one -> one));
        var last = new HashMap<Long, TreeCall>();
        trees.calls(id).forEach(call -> last.put(call.callee(), call));
        var lines = all.stream()
                .collect(Collectors.groupingBy(
                        InTree::state,
                        Collectors.mapping(one -> line(one, byId, last.get(one.id())), Collectors.toList())));
        model.addAttribute("tree", shown(tree));
        model.addAttribute("leads", leads(tree, who));
        model.addAttribute("figures", figures(tree));
        model.addAttribute(
                "groups",
                ORDER.stream()
                        .filter(lines::containsKey)
                        .map(state -> new Group(
                                state.name(), word(tree, state), tone(state), Objects.requireNonNull(lines.get(state))))
                        .toList());
        return "everyone/phone-tree";
    }

    @GetMapping("/{id}/people/{one}")
    String person(@PathVariable long id, @PathVariable long one, Authentication who, Model model) {
        var person = ofTree(id, one, who);
        var contact = lookAtNumbers.look(person.person(), who.getName(), "phone tree " + id);
        model.addAttribute("tree", shown(trees.get(id)));
        model.addAttribute("one", line(person, Map.of(), null));
        model.addAttribute("tone", tone(person.state()));
        model.addAttribute("numbers", contact.map(PhoneTreeController::numbers).orElse(List.of()));
        model.addAttribute(
                "calls", trees.callsTo(person).stream().map(this::tried).toList());
        return "everyone/phone-tree-person";
    }

    /** Somebody spoke with them otherwise. */
    @PostMapping("/{id}/people/{one}")
    String reached(@PathVariable long id, @PathVariable long one, Authentication who) {
        report.knows(ofTree(id, one, who).id(), who.getName(), "page");
        return "redirect:/phone-trees/" + id;
    }

    @PostMapping("/{id}/stop")
    String stop(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Authentication who) {
        var tree = seen(id, who);
        if (!leads(tree, who)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        var why = reason.strip();
        if (!why.isEmpty()) {
            report.stop(id, who.getName(), why.substring(0, Math.min(why.length(), LONGEST)));
        }
        return "redirect:/phone-trees/" + id;
    }

    /** To the page of whoever is logged in: whom they call. */
    @GetMapping("/{id}/mine")
    String mine(@PathVariable long id, Authentication who) {
        return byLink.linkOf(id, who.getName())
                .map(link -> "redirect:" + link)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private PhoneTree seen(long id, Authentication who) {
        return trees.find(id)
                .filter(found -> maySee(found, who))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private InTree ofTree(long id, long one, Authentication who) {
        return trees.person(one)
                .filter(person -> person.tree() == id)
                .filter(person -> leads(trees.get(id), who))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static boolean leads(PhoneTree tree, Authentication who) {
        return in(who, LEADING) || tree.startedBy().equals(who.getName());
    }

    private static boolean maySee(PhoneTree tree, Authentication who) {
        return leads(tree, who) || in(who, AT_AN_INCIDENT);
    }

    private static boolean in(Authentication who, Set<String> groups) {
        return who.getAuthorities().stream().map(GrantedAuthority::getAuthority).anyMatch(groups::contains);
    }

    private List<Figure> figures(PhoneTree tree) {
        var figures = new ArrayList<Figure>();
        trees.figures(tree.id()).entrySet().stream()
                .sorted(Comparator.comparing(entry -> ORDER.indexOf(entry.getKey())))
                .filter(entry -> entry.getValue() > 0 || entry.getKey() == Reached.REACHED)
                .forEach(entry ->
                        figures.add(new Figure(word(tree, entry.getKey()), entry.getValue(), tone(entry.getKey()))));
        return figures;
    }

    private Line line(InTree one, Map<Long, InTree> byId, @Nullable TreeCall last) {
        var caller = last == null || last.caller() == null || last.outcome() == Outcome.NOT_NEEDED
                ? null
                : byId.get(last.caller());
        return new Line(
                one.id(),
                people.nameOf(one.person()),
                one.location(),
                one.state().name(),
                at(one.at()),
                caller == null ? "" : people.nameOf(caller.person()),
                one.by().isEmpty() || one.by().equals(one.person()) ? "" : people.nameOf(one.by()),
                one.silent());
    }

    private Tried tried(TreeCall call) {
        return new Tried(
                at(call.askedAt()),
                call.caller() == null
                        ? ""
                        : people.nameOf(
                                trees.person(call.caller()).orElseThrow().person()),
                call.outcome().name());
    }

    private Tree shown(PhoneTree tree) {
        return new Tree(
                tree.id(),
                tree.what(),
                tree.whatInEnglish(),
                tree.incident() == null ? "" : tree.incident().value(),
                tree.startedBy().equals(IncidentRecord.DRAAIBOEK) ? "" : people.nameOf(tree.startedBy()),
                at(tree.begunAt()),
                tree.endedAt() == null ? "" : at(tree.endedAt()),
                tree.endedAt() == null,
                tree.overWithIncident(),
                tree.round(),
                tree.stoppedBy() == null ? null : people.nameOf(tree.stoppedBy()),
                tree.reason());
    }

    private String at(Instant moment) {
        return MOMENT.format(moment.atZone(zone));
    }

    /** Of a message; once it is over nobody is yet to be called. */
    private static String word(PhoneTree tree, Reached state) {
        return tree.endedAt() != null && state == Reached.WAITING ? "not-reached" : state.name();
    }

    private static String tone(Reached state) {
        return switch (state) {
            case REACHED -> "ok";
            case NO_ANSWER -> "major";
            case MESSAGE_LEFT -> "partial";
            case BEING_CALLED -> "degraded";
            case WAITING, AWAY, IN_NEED -> "plain";
        };
    }

    private static List<Number> numbers(Contact contact) {
        return Stream.of(
                        number("primary", contact.primaryPhone()),
                        number("secondary", contact.secondaryPhone()),
                        number("landline", contact.landline()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Number number(String kind, @Nullable PhoneNumber number) {
        return number == null ? null : new Number(kind, number.value(), number.inWords());
    }

    record Figure(String word, int number, String tone) {}

    record Group(String state, String word, String tone, List<Line> people) {}

    /** @param by who said so, when that was somebody else; @param caller who calls or called them last */
    record Line(
            long id, String name, String location, String state, String at, String caller, String by, boolean silent) {}

    /** @param caller empty when the program called, by all ways */
    record Tried(String at, String caller, String outcome) {}

    record Tree(
            long id,
            String what,
            String whatInEnglish,
            String code,
            String startedBy,
            String begun,
            String ended,
            boolean running,
            boolean incidentOver,
            int round,
            @Nullable String stoppedBy,
            @Nullable String reason) {}

    record Number(String kind, String dial, String shown) {}
}
