package nl.draaiboek.everyone.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.everyone.InTree;
import nl.draaiboek.everyone.PhoneTrees;
import nl.draaiboek.everyone.Reached;
import nl.draaiboek.everyone.ReportCallByLink;
import nl.draaiboek.everyone.ReportCallByLink.Opened;
import nl.draaiboek.everyone.TreeCall;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.people.PhoneNumber;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link in a phone tree: what goes round, whom to call, and a button for what came of it. Opening it changes
 * nothing and shows no number, because scanners open links; its buttons do.
 */
@Controller
@RequestMapping("/t/{link}")
class AnswerPhoneTreeController {

    private final ReportCallByLink byLink;
    private final PhoneTrees trees;
    private final People people;
    private final ZoneId zone;

    AnswerPhoneTreeController(ReportCallByLink byLink, PhoneTrees trees, People people, OfficeHours officeHours) {
        this.zone = officeHours.zone();
        this.byLink = byLink;
        this.trees = trees;
        this.people = people;
    }

    @GetMapping
    String ask(@PathVariable String link, Model model, Locale locale, HttpServletResponse response) {
        return show(byLink.open(link), 0, "", model, locale, response);
    }

    @PostMapping
    String answer(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "0") long call,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var who = byLink.open(link).filter(opened -> !opened.expired()).map(Opened::who);
        who.ifPresent(found -> {
            switch (answer) {
                case "knows" -> byLink.knows(found);
                case "reached" -> byLink.report(found, call, Outcome.REACHED);
                case "left" -> byLink.report(found, call, Outcome.MESSAGE_LEFT);
                case "none" -> byLink.report(found, call, Outcome.NO_ANSWER);
                default -> {
                    // The number, or whatever it is: the page asks again.
                }
            }
        });
        return show(byLink.open(link), answer.equals("number") ? call : 0, answer, model, locale, response);
    }

    private String show(
            Optional<Opened> opened,
            long looked,
            String answer,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (opened.isEmpty() || opened.get().expired()) {
            response.setStatus(opened.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_OK);
            model.addAttribute("words", PhoneTreeAnswerWords.in(locale.getLanguage()));
            model.addAttribute("what", opened.isEmpty() ? "unknown" : "expired");
            return "everyone/phone-tree-answer";
        }
        var who = opened.get().who();
        var tree = trees.get(who.tree());
        var language = people.find(who.person()).map(Person::language).orElse("nl");
        model.addAttribute("words", PhoneTreeAnswerWords.in(language));
        model.addAttribute("what", "tree");
        model.addAttribute("about", tree.whatIn(language));
        model.addAttribute("by", tree.startedBy().equals("draaiboek") ? "" : people.nameOf(tree.startedBy()));
        model.addAttribute("knows", who.state() == Reached.REACHED);
        model.addAttribute("over", tree.endedAt() != null || tree.stoppedBy() != null);
        model.addAttribute("incidentOver", tree.overWithIncident());
        model.addAttribute("stopped", tree.stoppedBy() != null && !tree.overWithIncident());
        model.addAttribute("ended", tree.endedAt() == null ? "" : new SpokenTime(language, zone).full(tree.endedAt()));
        model.addAttribute("noted", List.of("knows", "reached", "left", "none").contains(answer));
        model.addAttribute(
                "calls",
                trees.toMake(who.id()).stream()
                        .map(call -> shown(who, call, looked))
                        .toList());
        model.addAttribute(
                "made",
                trees.callsBy(who).stream()
                        .filter(call -> call.outcome() != Outcome.OPEN)
                        .map(call -> shown(who, call, 0))
                        .toList());
        return "everyone/phone-tree-answer";
    }

    private Call shown(InTree who, TreeCall call, long looked) {
        var callee = trees.person(call.callee()).orElseThrow();
        var numbers = call.id() == looked ? byLink.numbers(who, call.id()) : List.<PhoneNumber>of();
        return new Call(
                call.id(),
                people.nameOf(callee.person()),
                callee.location(),
                trees.get(who.tree())
                        .whatIn(people.find(callee.person())
                                .map(Person::language)
                                .orElse("nl")),
                callee.state() == Reached.REACHED
                        ? Outcome.REACHED.name()
                        : call.outcome().name(),
                numbers.stream()
                        .map(number -> new Dial(number.value(), number.inWords()))
                        .toList());
    }

    /**
     * @param say the word, in the language of who is called
     * @param numbers empty until they are asked for
     */
    record Call(long id, String name, String location, String say, String outcome, List<Dial> numbers) {}

    record Dial(String number, String shown) {}
}
