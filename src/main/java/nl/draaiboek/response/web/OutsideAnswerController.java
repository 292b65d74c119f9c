package nl.draaiboek.response.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.incident.MeetingPlaces;
import nl.draaiboek.response.outside.AnswerOutside;
import nl.draaiboek.response.outside.AnswerOutside.Opened;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link in a call for outside help. Opening it changes nothing, because scanners open links; its buttons do,
 * once. It shows what is asked, where to gather and whom to call back, and nothing else of ours.
 */
@Controller
@RequestMapping("/h/{link}")
class OutsideAnswerController {

    private final AnswerOutside answerOutside;
    private final MeetingPlaces places;

    OutsideAnswerController(AnswerOutside answerOutside, MeetingPlaces places) {
        this.answerOutside = answerOutside;
        this.places = places;
    }

    @GetMapping
    String ask(@PathVariable String link, Model model, Locale locale, HttpServletResponse response) {
        return show(answerOutside.open(link), model, locale, response);
    }

    @PostMapping
    String answer(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String answer,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (answer.equals("come") || answer.equals("cannot")) {
            answerOutside.open(link).ifPresent(opened -> answerOutside.byLink(opened, answer.equals("come")));
        }
        return show(answerOutside.open(link), model, locale, response);
    }

    private String show(Optional<Opened> opened, Model model, Locale locale, HttpServletResponse response) {
        if (opened.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("words", OutsideAnswerWords.in(locale.getLanguage()));
            model.addAttribute("what", "unknown");
            return "response/outside";
        }
        var found = opened.get();
        model.addAttribute("words", OutsideAnswerWords.in(found.language()));
        model.addAttribute("what", what(found));
        model.addAttribute("facts", found.facts());
        model.addAttribute("places", places.of(found.call().incident()));
        return "response/outside";
    }

    private static String what(Opened opened) {
        return switch (opened.call().state()) {
            case COMING -> opened.theirs() ? "coming" : "somebody-else";
            case ENDED -> "over";
            case CALLING, NOBODY ->
                opened.declined()
                        ? "declined"
                        : opened.expired() ? "expired" : opened.attempt().used() ? "used" : "ask";
        };
    }
}
