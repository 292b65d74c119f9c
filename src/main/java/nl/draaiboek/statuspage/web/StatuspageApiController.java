package nl.draaiboek.statuspage.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.services.ServiceState;
import nl.draaiboek.services.Services;
import nl.draaiboek.statuspage.PageName;
import nl.draaiboek.statuspage.PageTimes;
import nl.draaiboek.statuspage.PageUpdate;
import nl.draaiboek.statuspage.Pages;
import nl.draaiboek.statuspage.PublishedIncident;
import nl.draaiboek.statuspage.ShortId;
import nl.draaiboek.statuspage.StatusBoard;
import nl.draaiboek.statuspage.StatusBoard.Board;
import nl.draaiboek.statuspage.StatusBoard.ServiceOnPage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The status page for programs, in the shape of the public API (version 2) of Atlassian Statuspage, so that its clients work
 * with ours. What theirs has no word for comes on top: {@code next_update_at} and {@code expected_recovery_at} of an incident,
 * and {@code code}. English unless {@code ?lang=nl} is asked for; maintenance is not planned here, so those lists are empty.
 */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
@RequestMapping(path = "/status/api/v2", produces = "application/json")
class StatuspageApiController {

    /** As many as Statuspage gives. */
    private static final int LATEST = 50;

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final StatusBoard board;
    private final Pages pages;
    private final Services services;
    private final Links links;
    private final Clock clock;
    private final String name;

    StatuspageApiController(StatusBoard board, Pages pages, Services services, Links links, Clock clock, OwnName own) {
        this.board = board;
        this.pages = pages;
        this.services = services;
        this.links = links;
        this.clock = clock;
        this.name = own.orElse("Status");
    }

    @ModelAttribute
    void mayBeKept(HttpServletResponse response) {
        response.setHeader("Cache-Control", PublicPageController.A_FEW_SECONDS.getHeaderValue());
    }

    @GetMapping("/summary.json")
    Map<String, Object> summary(@RequestParam(defaultValue = "en") String lang) {
        var now = board.of(PageName.PUBLIC);
        var components = components(now, lang);
        var body = page();
        body.put("components", components);
        body.put("incidents", incidents(now.incidents(), components, lang));
        body.put("scheduled_maintenances", List.of());
        body.put("status", status(now));
        return body;
    }

    @GetMapping("/status.json")
    Map<String, Object> status() {
        var body = page();
        body.put("status", status(board.of(PageName.PUBLIC)));
        return body;
    }

    @GetMapping("/components.json")
    Map<String, Object> components(@RequestParam(defaultValue = "en") String lang) {
        var body = page();
        body.put("components", components(board.of(PageName.PUBLIC), lang));
        return body;
    }

    @GetMapping("/incidents.json")
    Map<String, Object> incidents(@RequestParam(defaultValue = "en") String lang) {
        var body = page();
        var components = components(board.of(PageName.PUBLIC), lang);
        body.put("incidents", incidents(pages.latest(PageName.PUBLIC, LATEST), components, lang));
        return body;
    }

    @GetMapping("/incidents/unresolved.json")
    Map<String, Object> unresolved(@RequestParam(defaultValue = "en") String lang) {
        var body = page();
        var now = board.of(PageName.PUBLIC);
        body.put("incidents", incidents(now.incidents(), components(now, lang), lang));
        return body;
    }

    @GetMapping({
        "/scheduled-maintenances.json",
        "/scheduled-maintenances/upcoming.json",
        "/scheduled-maintenances/active.json"
    })
    Map<String, Object> maintenances() {
        var body = page();
        body.put("scheduled_maintenances", List.of());
        return body;
    }

    private Map<String, Object> page() {
        var updated = pages.span(PageName.PUBLIC)
                .map(Pages.Span::last)
                .or(() -> services.changes().values().stream()
                        .map(Services.Changed::last)
                        .max(Instant::compareTo))
                .orElse(Instant.EPOCH);
        var body = new LinkedHashMap<String, Object>();
        body.put("page", new Page(pageId(), name, links.to("/status"), PageTimes.ZONE.getId(), ISO.format(updated)));
        return body;
    }

    private String pageId() {
        return ShortId.of(name);
    }

    private static Status status(Board now) {
        return switch (now.overall()) {
            case OPERATIONAL -> new Status("none", "All Systems Operational");
            case MAINTENANCE -> new Status("maintenance", "Service Under Maintenance");
            case DEGRADED -> new Status("minor", "Partially Degraded Service");
            case PARTIAL_OUTAGE -> new Status("major", "Partial System Outage");
            case MAJOR_OUTAGE -> new Status("critical", "Major System Outage");
        };
    }

    private List<Component> components(Board now, String language) {
        var changed = services.changes();
        var parents = new LinkedHashMap<String, String>();
        now.flat().forEach(parent -> parent.parts()
                .forEach(part ->
                        parents.put(part.service().id(), parent.service().id())));
        var position = new int[] {0};
        return now.flat().stream()
                .map(shown -> component(
                        shown,
                        Optional.ofNullable(parents.get(shown.service().id())).orElse(null),
                        changed.getOrDefault(
                                shown.service().id(), new Services.Changed(clock.instant(), clock.instant())),
                        now,
                        ++position[0],
                        language))
                .toList();
    }

    private Component component(
            ServiceOnPage shown,
            @Nullable String group,
            Services.Changed changed,
            Board now,
            int position,
            String language) {
        var service = shown.service();
        var updated = now.incidents().stream()
                .filter(incident -> incident.services().contains(service.id()))
                .map(PublishedIncident::updatedAt)
                .reduce(changed.last(), (a, b) -> a.isAfter(b) ? a : b);
        var description = service.descriptionIn(language);
        return new Component(
                service.id(),
                service.nameIn(language),
                word(shown.state()),
                ISO.format(changed.first()),
                ISO.format(updated),
                position,
                description.isEmpty() ? null : description,
                true,
                changed.first().atZone(PageTimes.ZONE).toLocalDate().toString(),
                group,
                pageId(),
                !shown.parts().isEmpty(),
                false,
                shown.parts().isEmpty()
                        ? null
                        : shown.parts().stream()
                                .map(part -> part.service().id())
                                .toList());
    }

    private List<IncidentBody> incidents(
            Collection<PublishedIncident> incidents, List<Component> components, String language) {
        return incidents.stream()
                .map(incident -> incident(incident, components, language))
                .toList();
    }

    private IncidentBody incident(PublishedIncident incident, List<Component> components, String language) {
        return new IncidentBody(
                incident.id(),
                title(incident, language),
                lower(incident.state()),
                ISO.format(incident.firstPublishedAt()),
                ISO.format(incident.updatedAt()),
                incident.monitoringSince().map(ISO::format).orElse(null),
                incident.resolvedAt().map(ISO::format).orElse(null),
                impact(incident.severity()),
                links.to("/status/incidents/" + incident.code()),
                ISO.format(incident.since()),
                pageId(),
                incident.updates().stream()
                        .map(update -> update(update, incident, components, language))
                        .toList(),
                components.stream()
                        .filter(component -> incident.services().contains(component.id()))
                        .toList(),
                null,
                incident.code().value(),
                incident.nextPromised().map(ISO::format).orElse(null),
                incident.expectedRecovery().map(ISO::format).orElse(null));
    }

    private UpdateBody update(
            PageUpdate update, PublishedIncident incident, List<Component> components, String language) {
        var before = incident.updates().stream()
                .dropWhile(other -> !other.id().equals(update.id()))
                .skip(1)
                .findFirst();
        var affected = components.stream()
                .filter(component -> update.services().contains(component.id()))
                .map(component -> new Affected(
                        component.id(),
                        component.name(),
                        word(before.filter(b -> b.services().contains(component.id()))
                                .map(PageUpdate::impact)
                                .orElse(ServiceState.OPERATIONAL)),
                        word(update.impact())))
                .toList();
        var at = ISO.format(update.publishedAt());
        return new UpdateBody(
                update.id(),
                lower(update.state()),
                update.in(language).body(),
                incident.id(),
                at,
                at,
                at,
                affected.isEmpty() ? null : affected,
                true,
                null,
                null);
    }

    private String title(PublishedIncident incident, String language) {
        var names = String.join(", ", board.names(incident.services(), language));
        var word = language.equals("nl") ? "Storing" : "Disruption";
        return names.isEmpty() ? word : word + ": " + names;
    }

    private static String impact(Severity severity) {
        return switch (severity) {
            case ONE -> "critical";
            case TWO -> "major";
            case THREE -> "minor";
        };
    }

    private static String word(ServiceState state) {
        return switch (state) {
            case OPERATIONAL -> "operational";
            case MAINTENANCE -> "under_maintenance";
            case DEGRADED -> "degraded_performance";
            case PARTIAL_OUTAGE -> "partial_outage";
            case MAJOR_OUTAGE -> "major_outage";
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Page(String id, String name, String url, String timeZone, String updatedAt) {}

    record Status(String indicator, String description) {}

    /** @param components only of a group: the ids of its parts */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Component(
            String id,
            String name,
            String status,
            String createdAt,
            String updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            @Nullable String startDate,
            @Nullable String groupId,
            String pageId,
            boolean group,
            boolean onlyShowIfDegraded,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> components) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record IncidentBody(
            String id,
            String name,
            String status,
            String createdAt,
            String updatedAt,
            @Nullable String monitoringAt,
            @Nullable String resolvedAt,
            String impact,
            String shortlink,
            String startedAt,
            String pageId,
            List<UpdateBody> incidentUpdates,
            List<Component> components,
            @Nullable String reminderIntervals,
            String code,
            @Nullable String nextUpdateAt,
            @Nullable String expectedRecoveryAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record UpdateBody(
            String id,
            String status,
            String body,
            String incidentId,
            String createdAt,
            String updatedAt,
            String displayAt,
            @Nullable List<Affected> affectedComponents,
            boolean deliverNotifications,
            @Nullable String customTweet,
            @Nullable String tweetId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Affected(String code, String name, String oldStatus, String newStatus) {}
}
