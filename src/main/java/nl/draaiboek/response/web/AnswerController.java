package nl.draaiboek.response.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.MeetingPlaces;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.paging.Answering;
import nl.draaiboek.response.paging.Page;
import nl.draaiboek.response.paging.PageLinks.Opened;
import nl.draaiboek.services.Services;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link in a page. Opening it changes nothing, because scanners open links; its buttons do, once. Afterwards it shows
 * what came of it, what is known and where the work is.
 */
@Controller
@RequestMapping("/p/{link}")
class AnswerController {

    private final Answering answering;
    private final Incidents incidents;
    private final MeetingPlaces places;
    private final Services services;
    private final People people;
    private final OfficeHours officeHours;

    AnswerController(
            Answering answering,
            Incidents incidents,
            MeetingPlaces places,
            Services services,
            People people,
            OfficeHours officeHours) {
        this.answering = answering;
        this.incidents = incidents;
        this.places = places;
        this.services = services;
        this.people = people;
        this.officeHours = officeHours;
    }

    @GetMapping
    String ask(@PathVariable String link, Model model, Locale locale, HttpServletResponse response) {
        return show(answering.open(link), model, locale, response);
    }

    @PostMapping
    String answer(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String answer,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var opened = answering.open(link);
        if (opened.isEmpty() || opened.get().expired()) {
            return show(opened, model, locale, response);
        }
        var attempt = opened.get().attempt();
        switch (answer) {
            case "come" -> answering.come(attempt.id());
            case "pass" -> answering.passOn(attempt.id());
            case "lead" -> {
                if (answering.lead(attempt.id())) {
                    var page = answering.page(attempt);
                    return "redirect:/incidents/" + page.incident() + "/tasks";
                }
            }
            default -> {
                // Whatever it is, the page asks again.
            }
        }
        return show(answering.open(link), model, locale, response);
    }

    private String show(Optional<Opened> opened, Model model, Locale locale, HttpServletResponse response) {
        if (opened.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("words", AnswerWords.in(locale.getLanguage()));
            model.addAttribute("what", "unknown");
            return "response/answer";
        }
        var attempt = opened.get().attempt();
        var page = answering.page(attempt);
        var incident = incidents.get(page.incident());
        var person = people.find(attempt.person());
        var language = person.map(Person::language).orElse("nl").equals("nl") ? "nl" : "en";
        model.addAttribute("words", AnswerWords.in(language));
        model.addAttribute("what", what(page, attempt.person(), opened.get()));
        model.addAttribute("by", page.acknowledgedBy() == null ? "" : people.nameOf(page.acknowledgedBy()));
        model.addAttribute("calledBy", page.calledBy() == null ? "" : people.nameOf(page.calledBy()));
        model.addAttribute("calledFor", page.calledFor() == null ? "" : page.calledFor());
        model.addAttribute("incident", incident);
        model.addAttribute("facts", facts(incident, language));
        model.addAttribute("places", places.of(incident.code()));
        model.addAttribute("mayLead", answering.mayLead(attempt));
        return "response/answer";
    }

    private String what(Page page, String person, Opened opened) {
        if (!incidents.get(page.incident()).state().running()) {
            return "over";
        }
        if (page.state() != Page.State.OPEN && person.equals(page.acknowledgedBy())) {
            return "yours";
        }
        if (answering.comesToo(page, person)) {
            return "too";
        }
        return switch (page.state()) {
            case ENDED -> "over";
            case ACKNOWLEDGED -> opened.expired() || opened.attempt().used() ? "somebody-else" : "come-too";
            case OPEN ->
                opened.expired()
                        ? "expired"
                        : answering.hasPassedOn(page, person)
                                ? "passed"
                                : opened.attempt().used() ? "used" : "ask";
        };
    }

    private Map<String, String> facts(Incident incident, String language) {
        return Map.of(
                "severity",
                incident.effectiveSeverity().number()
                        + (incident.severity() == null
                                ? AnswerWords.in(language).provisional()
                                : ""),
                "since",
                new SpokenTime(language, officeHours.zone()).full(incident.since()),
                "services",
                services.namesOf(incident.services(), language),
                "lead",
                incident.lead() == null ? "" : people.nameOf(incident.lead()));
    }
}
