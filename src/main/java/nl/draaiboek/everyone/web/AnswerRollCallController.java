package nl.draaiboek.everyone.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.everyone.AnswerRollCallByLink;
import nl.draaiboek.everyone.AnswerRollCallByLink.Opened;
import nl.draaiboek.everyone.CallHelp;
import nl.draaiboek.everyone.EveryoneSettings;
import nl.draaiboek.everyone.RollCalls;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link in a roll call. Opening it changes nothing, because scanners open links; its buttons do, as often as
 * somebody changes their mind.
 */
@Controller
@RequestMapping("/r/{link}")
class AnswerRollCallController {

    private final AnswerRollCallByLink byLink;
    private final RollCalls rollCalls;
    private final CallHelp callHelp;
    private final People people;
    private final EveryoneSettings settings;

    AnswerRollCallController(
            AnswerRollCallByLink byLink,
            RollCalls rollCalls,
            CallHelp callHelp,
            People people,
            EveryoneSettings settings) {
        this.callHelp = callHelp;
        this.byLink = byLink;
        this.rollCalls = rollCalls;
        this.people = people;
        this.settings = settings;
    }

    @GetMapping
    String ask(@PathVariable String link, Model model, Locale locale, HttpServletResponse response) {
        return show(byLink.open(link), model, locale, response);
    }

    @PostMapping
    String answer(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String note,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        byLink.open(link).filter(opened -> !opened.expired()).ifPresent(opened -> {
            switch (answer) {
                case "safe" -> byLink.safe(opened.asked());
                case "help" -> byLink.needsHelp(opened.asked(), note);
                default -> {
                    // Whatever it is, the page asks again.
                }
            }
        });
        return show(byLink.open(link), model, locale, response);
    }

    private String show(Optional<Opened> opened, Model model, Locale locale, HttpServletResponse response) {
        model.addAttribute("plan", settings.safetyPlan());
        if (opened.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("words", RollCallAnswerWords.in(locale.getLanguage()));
            model.addAttribute("what", "unknown");
            return "everyone/answer";
        }
        var asked = opened.get().asked();
        var rollCall = rollCalls.get(asked.rollCall());
        var language = people.find(asked.person()).map(Person::language).orElse("nl");
        model.addAttribute("words", RollCallAnswerWords.in(language));
        model.addAttribute(
                "what", opened.get().expired() ? "expired" : asked.safety().name());
        model.addAttribute("about", rollCall.what());
        model.addAttribute("place", rollCall.place());
        model.addAttribute("note", asked.note());
        model.addAttribute("goes", callHelp.going(asked).map(people::nameOf).orElse(""));
        model.addAttribute("over", rollCall.endedAt() != null);
        return "everyone/answer";
    }
}
