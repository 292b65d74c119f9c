package nl.draaiboek.statuspage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.communication.Updates;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.people.People;
import nl.draaiboek.services.ServiceState;
import nl.draaiboek.statuspage.InEngine;
import nl.draaiboek.statuspage.PageName;
import nl.draaiboek.statuspage.PageTimes;
import nl.draaiboek.statuspage.Pages;
import nl.draaiboek.statuspage.PublishedIncident;
import nl.draaiboek.statuspage.StatusBoard;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The internal page: what the public page shows, and what only colleagues may know. Behind the login. */
@Controller
class InternalPageController {

    private static final int PAST = 10;
    private static final int SENT = 8;

    private final StatusBoard board;
    private final Pages pages;
    private final Incidents incidents;
    private final NoteDanger noteDanger;
    private final Updates updates;
    private final DeliveryProgress progress;
    private final People people;
    private final InEngine engine;
    private final WebInvocationPrivilegeEvaluator rights;

    InternalPageController(
            StatusBoard board,
            Pages pages,
            Incidents incidents,
            NoteDanger noteDanger,
            Updates updates,
            DeliveryProgress progress,
            People people,
            InEngine engine,
            WebInvocationPrivilegeEvaluator rights) {
        this.board = board;
        this.pages = pages;
        this.incidents = incidents;
        this.noteDanger = noteDanger;
        this.updates = updates;
        this.progress = progress;
        this.people = people;
        this.engine = engine;
        this.rights = rights;
    }

    @GetMapping("/internal")
    String page(Model model, Locale locale, HttpServletRequest request) {
        var way = new WayIn(request, engine, rights);
        model.addAttribute("times", new PageTimes(locale));
        model.addAttribute("show", new Shown(board, locale.getLanguage()));
        model.addAttribute("to", PageLinks.of(request, locale));
        model.addAttribute("way", way);
        model.addAttribute("board", board.of(PageName.INTERNAL));
        var now = incidents.running();
        // Nobody may have said yet which services are hit; a green page would then be read as "nothing is wrong".
        model.addAttribute("quiet", now.isEmpty() || board.of(PageName.INTERNAL).overall() != ServiceState.OPERATIONAL);
        model.addAttribute(
                "running",
                now.stream()
                        .sorted(Comparator.comparing(Incident::effectiveSeverity))
                        .map(incident -> view(incident, way))
                        .toList());
        model.addAttribute(
                "past",
                pages.latest(PageName.INTERNAL, PAST).stream()
                        .filter(PublishedIncident::over)
                        .toList());
        return "internal/page";
    }

    private Running view(Incident incident, WayIn way) {
        return new Running(
                incident,
                noteDanger.unsafe(incident),
                name(incident.lead()),
                name(incident.techLead()),
                updates.nextPromised(incident.code()),
                pages.find(PageName.INTERNAL, incident.code().value()),
                pages.find(PageName.PUBLIC, incident.code().value()),
                way.incidents() ? progress.of(incident.code(), SENT) : List.of());
    }

    private @Nullable String name(@Nullable String user) {
        return user == null ? null : people.nameOf(user);
    }

    /**
     * @param unsafe whether somebody may be in danger still
     * @param published what colleagues were told, if anything
     * @param outside as the public page carries it, if it does
     */
    record Running(
            Incident incident,
            boolean unsafe,
            @Nullable String lead,
            @Nullable String techLead,
            Optional<Instant> next,
            Optional<PublishedIncident> published,
            Optional<PublishedIncident> outside,
            List<DeliveryProgress.Sent> sent) {}
}
