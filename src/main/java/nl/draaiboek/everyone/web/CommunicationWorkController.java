package nl.draaiboek.everyone.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.everyone.CommunicationPool;
import nl.draaiboek.everyone.CommunicationPool.Opened;
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
 * The link in an offer of communication work. Opening it changes nothing, because scanners open links; its buttons do, once.
 */
@Controller
@RequestMapping("/w/{link}")
class CommunicationWorkController {

    private final CommunicationPool communicationPool;
    private final People people;

    CommunicationWorkController(CommunicationPool communicationPool, People people) {
        this.communicationPool = communicationPool;
        this.people = people;
    }

    @GetMapping
    String ask(@PathVariable String link, Model model, Locale locale, HttpServletResponse response) {
        return show(communicationPool.open(link), model, locale, response);
    }

    @PostMapping
    String answer(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String answer,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (answer.equals("yes") || answer.equals("no")) {
            communicationPool
                    .open(link)
                    .filter(opened -> !opened.expired())
                    .ifPresent(opened -> communicationPool.answer(opened.offer().id(), answer.equals("yes")));
        }
        return show(communicationPool.open(link), model, locale, response);
    }

    private String show(Optional<Opened> opened, Model model, Locale locale, HttpServletResponse response) {
        if (opened.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("words", CommunicationWorkWords.in(locale.getLanguage()));
            model.addAttribute("what", "unknown");
            return "everyone/communication-work";
        }
        var found = opened.get();
        var language = people.find(found.offer().person()).map(Person::language).orElse("nl");
        model.addAttribute("words", CommunicationWorkWords.in(language));
        model.addAttribute("what", what(found));
        model.addAttribute("work", found.work());
        model.addAttribute("minutes", found.work().time().toMinutes());
        model.addAttribute("notes", communicationPool.notes(found.work().id()));
        model.addAttribute("by", people.nameOf(found.work().askedBy()));
        return "everyone/communication-work";
    }

    private static String what(Opened opened) {
        return switch (opened.offer().state()) {
            case ASKED -> opened.work().endedAt() != null ? "over" : opened.expired() ? "expired" : "ask";
            case ACCEPTED -> "yours";
            case DECLINED -> "declined";
            case UNANSWERED -> "expired";
            case DONE, HANDED_BACK, TIME_OVER, ENDED -> "over";
        };
    }
}
