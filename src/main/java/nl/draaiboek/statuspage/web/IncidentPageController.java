package nl.draaiboek.statuspage.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.draaiboek.communication.Updates;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.engine.Login;
import nl.draaiboek.engine.Logins;
import nl.draaiboek.everyone.PhoneTrees;
import nl.draaiboek.everyone.RollCalls;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.RecordWords;
import nl.draaiboek.incident.ShortTimeline;
import nl.draaiboek.intake.CameIn;
import nl.draaiboek.intake.Signal;
import nl.draaiboek.people.People;
import nl.draaiboek.response.FailedSteps;
import nl.draaiboek.response.RoleProcesses;
import nl.draaiboek.response.RolesTableView;
import nl.draaiboek.response.outside.OutsideTable;
import nl.draaiboek.response.paging.WhoWasPaged;
import nl.draaiboek.statuspage.InEngine;
import nl.draaiboek.statuspage.PageName;
import nl.draaiboek.statuspage.PageTimes;
import nl.draaiboek.statuspage.Pages;
import nl.draaiboek.statuspage.StatusBoard;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Incidents for who works on them: facts, milestones, and the record from its first to its last line. */
@Controller
@RequestMapping("/incidents")
class IncidentPageController {

    private static final int LISTED = 200;
    private static final int SENT = 100;
    private static final int CAME_IN = 200;

    private final Incidents incidents;
    private final NoteDanger noteDanger;
    private final IncidentRecord record;
    private final RecordWords words;
    private final CameIn cameIn;
    private final DeliveryProgress progress;
    private final Updates updates;
    private final Pages pages;
    private final StatusBoard board;
    private final People people;
    private final FailedSteps failedSteps;
    private final WhoWasPaged whoWasPaged;
    private final RollCalls rollCalls;
    private final PhoneTrees phoneTrees;
    private final RolesTableView rolesTable;
    private final OutsideTable outsideTable;
    private final RoleProcesses roleProcesses;
    private final InEngine engine;
    private final Logins logins;
    private final WebInvocationPrivilegeEvaluator rights;
    private final Clock clock;

    IncidentPageController(
            Incidents incidents,
            NoteDanger noteDanger,
            IncidentRecord record,
            RecordWords words,
            CameIn cameIn,
            DeliveryProgress progress,
            Updates updates,
            Pages pages,
            StatusBoard board,
            People people,
            FailedSteps failedSteps,
            WhoWasPaged whoWasPaged,
            RollCalls rollCalls,
            PhoneTrees phoneTrees,
            RolesTableView rolesTable,
            OutsideTable outsideTable,
            RoleProcesses roleProcesses,
            InEngine engine,
            Logins logins,
            WebInvocationPrivilegeEvaluator rights,
            Clock clock) {
        this.incidents = incidents;
        this.noteDanger = noteDanger;
        this.record = record;
        this.words = words;
        this.cameIn = cameIn;
        this.progress = progress;
        this.updates = updates;
        this.pages = pages;
        this.board = board;
        this.people = people;
        this.failedSteps = failedSteps;
        this.whoWasPaged = whoWasPaged;
        this.rollCalls = rollCalls;
        this.phoneTrees = phoneTrees;
        this.rolesTable = rolesTable;
        this.outsideTable = outsideTable;
        this.roleProcesses = roleProcesses;
        this.engine = engine;
        this.logins = logins;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean all, Model model, Locale locale, HttpServletRequest request) {
        everyPage(model, locale, request);
        var shown = all ? incidents.latest(LISTED) : incidents.running();
        model.addAttribute("all", all);
        model.addAttribute("failed", failedSteps.standing());
        model.addAttribute(
                "rows",
                shown.stream()
                        .map(incident -> new Row(incident, name(incident.lead()), lasted(incident)))
                        .toList());
        return "incidents/list";
    }

    @GetMapping("/{code}")
    String incident(
            @PathVariable String code,
            @RequestParam(defaultValue = "false") boolean every,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        everyPage(model, locale, request);
        var found = find(code);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "incidents/missing";
        }
        var incident = found.get();
        model.addAttribute("incident", incident);
        model.addAttribute("failed", failedSteps.standing(incident.code()));
        model.addAttribute("unsafe", noteDanger.unsafe(incident));
        model.addAttribute("paged", whoWasPaged.of(incident.code()));
        model.addAttribute("rollCalls", rollCalls.of(incident.code()));
        model.addAttribute("phoneTrees", phoneTrees.of(incident.code()));
        model.addAttribute("roles", rolesTable.of(incident.code(), locale.getLanguage()));
        model.addAttribute("me", logins.of(request).map(Login::user).orElse(""));
        model.addAttribute("others", rolesTable.others(incident.code()));
        model.addAttribute("fromOutside", outsideTable.of(incident.code()));
        model.addAttribute("lead", name(incident.lead()));
        model.addAttribute("techLead", name(incident.techLead()));
        model.addAttribute("lasted", lasted(incident));
        model.addAttribute(
                "resolvedAfter",
                incident.at(Milestone.RESOLVED)
                        .map(resolved -> Duration.between(incident.since(), resolved))
                        .filter(after -> after.compareTo(lasted(incident).plusMinutes(1)) >= 0)
                        .orElse(null));
        model.addAttribute("next", updates.nextPromised(incident.code()).orElse(null));
        model.addAttribute("milestones", milestones(incident));
        var came = cameIn.latestOf(incident.code(), CAME_IN);
        model.addAttribute("cameIn", came);
        model.addAttribute("cleared", cleared(came));
        model.addAttribute("sent", progress.of(incident.code(), SENT));
        model.addAttribute(
                "inside", pages.find(PageName.INTERNAL, incident.code().value()).orElse(null));
        model.addAttribute(
                "outside", pages.find(PageName.PUBLIC, incident.code().value()).orElse(null));
        var lines = lines(incident.code());
        model.addAttribute("every", every);
        model.addAttribute("entries", lines.size());
        model.addAttribute(
                "lines",
                lines.stream()
                        .filter(line -> every
                                || ShortTimeline.tells(line.kind())
                                || line.kind().startsWith("chat."))
                        .toList());
        model.addAttribute("broken", record.firstBroken(incident.code()));
        return "incidents/page";
    }

    /** Lets a step that failed be tried again, and shows where it was of. */
    @PostMapping("/steps/{step}/again")
    String again(@PathVariable String step, HttpServletRequest request) {
        var person = logins.of(request).map(Login::user).orElse(IncidentRecord.DRAAIBOEK);
        return failedSteps
                .tryAgain(step, person)
                .map(code -> "redirect:/incidents/" + code)
                .orElse("redirect:/incidents");
    }

    /** Whoever has a role, or leads, begins to hand it over; to whom they say in the task. Nobody else begins anything here. */
    @PostMapping("/{code}/roles/{role}/hand-over")
    String handOver(@PathVariable String code, @PathVariable String role, HttpServletRequest request) {
        var person = logins.of(request).map(Login::user).orElse("");
        return find(code)
                .filter(incident -> incident.state().running())
                .filter(incident -> person.equals(incident.lead()) || holds(incident.code(), role, person))
                .filter(incident -> rolesTable.of(incident.code(), "en").stream()
                        .anyMatch(line -> line.id().equals(role)))
                .map(incident -> "redirect:/camunda/app/tasklist/default/"
                        + engine.taskAt(roleProcesses.handOver(incident.code(), role, person)))
                .orElse("redirect:/incidents/" + (find(code).isPresent() ? code : "unknown"));
    }

    private boolean holds(IncidentCode code, String role, String person) {
        return rolesTable.of(code, "en").stream()
                .anyMatch(line -> line.id().equals(role) && person.equals(line.person()));
    }

    /** The way from a mail, through the login, to what whoever follows it can do now. */
    @GetMapping("/{code}/tasks")
    String tasks(@PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
        var person = logins.of(request);
        return find(code)
                .flatMap(incident -> person.map(who -> engine.tasksOf(incident.code(), who)))
                .map(place -> "redirect:/camunda/app/tasklist/default/" + place)
                .orElse("redirect:/incidents/" + (find(code).isPresent() ? code : "unknown"));
    }

    /** What runs, for the lists of Tasklist and the first page of Cockpit; the worst first. */
    @GetMapping(path = "/running.json", produces = "application/json")
    @ResponseBody
    List<Brief> running() {
        return incidents.running().stream()
                .sorted(Comparator.comparing(Incident::effectiveSeverity).thenComparing(Incident::since))
                .map(this::brief)
                .toList();
    }

    /** The same of one, that need not run any more: its review is still a task. */
    @GetMapping(path = "/{code}/brief.json", produces = "application/json")
    ResponseEntity<Brief> brief(@PathVariable String code) {
        return find(code)
                .map(incident -> ResponseEntity.ok(brief(incident)))
                .orElse(ResponseEntity.notFound().build());
    }

    private Brief brief(Incident incident) {
        return new Brief(
                incident.code().value(),
                incident.title(),
                incident.effectiveSeverity().number(),
                incident.severity() == null,
                incident.state().name(),
                incident.publicState().name(),
                noteDanger.unsafe(incident),
                incident.since(),
                name(incident.lead()),
                name(incident.techLead()),
                updates.nextPromised(incident.code()).orElse(null),
                incident.expectedRecovery(),
                engine.instanceOf(incident.code()).orElse(null));
    }

    /** The record for the tab in Cockpit, newest first. */
    @GetMapping(path = "/{code}/timeline.json", produces = "application/json")
    ResponseEntity<Timeline> timeline(@PathVariable String code) {
        return find(code)
                .map(incident -> ResponseEntity.ok(new Timeline(
                        incident.code().value(),
                        incident.title(),
                        record.firstBroken(incident.code()),
                        lines(incident.code()))))
                .orElse(ResponseEntity.notFound().build());
    }

    /** The whole record with its hashes, oldest first, to be kept elsewhere. */
    @GetMapping(path = "/{code}/record.json", produces = "application/json")
    ResponseEntity<Export> export(@PathVariable String code) {
        return find(code)
                .map(incident -> ResponseEntity.ok()
                        .header("Content-Disposition", "attachment; filename=\"" + incident.code() + "-record.json\"")
                        .body(new Export(
                                incident.code().value(),
                                incident.title(),
                                record.firstBroken(incident.code()) == 0,
                                Export.HOW,
                                record.of(incident.code()).stream()
                                        .map(entry -> new ExportEntry(
                                                entry.sequence(),
                                                entry.at(),
                                                entry.kind(),
                                                entry.actor(),
                                                entry.details(),
                                                entry.hash()))
                                        .toList())))
                .orElse(ResponseEntity.notFound().build());
    }

    private void everyPage(Model model, Locale locale, HttpServletRequest request) {
        model.addAttribute("times", new PageTimes(locale));
        model.addAttribute("show", new Shown(board, locale.getLanguage()));
        model.addAttribute("to", PageLinks.of(request, locale));
        model.addAttribute("way", new WayIn(request, engine, rights));
    }

    private Optional<Incident> find(String code) {
        return IncidentCode.PATTERN.matcher(code).matches() ? incidents.find(new IncidentCode(code)) : Optional.empty();
    }

    private List<Line> lines(IncidentCode code) {
        return record.of(code).stream()
                .sorted(Comparator.comparingInt(RecordEntry::sequence).reversed())
                .map(entry -> new Line(
                        entry.sequence(),
                        entry.at(),
                        people.nameOf(entry.actor()),
                        words.sentence(entry),
                        entry.kind(),
                        words.details(entry)))
                .toList();
    }

    /** The alerts that fired and do so no more: something came in about them later that says so. */
    private static Set<Long> cleared(List<Signal> newestFirst) {
        var over = new HashSet<String>();
        var seen = new HashSet<String>();
        var cleared = new HashSet<Long>();
        for (var signal : newestFirst) {
            if (signal.fingerprint() == null) {
                continue;
            }
            var alert = signal.source() + "/" + signal.fingerprint();
            if (seen.add(alert) && !signal.firing()) {
                over.add(alert);
            }
            if (signal.firing() && over.contains(alert)) {
                cleared.add(signal.id());
            }
        }
        return cleared;
    }

    private static List<Passed> milestones(Incident incident) {
        var passed = new ArrayList<Passed>();
        Arrays.stream(Milestone.values()).forEach(milestone -> incident.at(milestone)
                .ifPresent(at -> passed.add(new Passed(milestone, at, Duration.between(incident.since(), at)))));
        return passed;
    }

    private Duration lasted(Incident incident) {
        var end = incident.until()
                .or(() -> incident.at(Milestone.CLOSED))
                .orElseGet(() -> incident.state().running() ? clock.instant() : incident.since());
        return Duration.between(incident.since(), end);
    }

    private @Nullable String name(@Nullable String user) {
        return user == null ? null : people.nameOf(user);
    }

    /** @param instance in which it runs, for a link into Cockpit */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Brief(
            String code,
            String title,
            int severity,
            boolean provisional,
            String state,
            String publicState,
            boolean danger,
            Instant since,
            @Nullable String lead,
            @Nullable String techLead,
            @Nullable Instant next,
            @Nullable Instant expected,
            @Nullable String instance) {}

    record Row(Incident incident, @Nullable String lead, Duration lasted) {}

    /** @param after the beginning of the outage; negative for none */
    record Passed(Milestone milestone, Instant at, Duration after) {}

    /** @param broken number of the first line whose hash does not fit, 0 when the chain is whole */
    record Timeline(String code, String title, int broken, List<Line> entries) {}

    record Line(int sequence, Instant at, String who, String what, String kind, Map<String, String> details) {}

    record Export(String incident, String title, boolean intact, String hash, List<ExportEntry> entries) {

        static final String HOW =
                "SHA-256 in hex over seven parts, each as '<length in bytes>:<UTF-8>': the hash before it (64"
                        + " zeros for the first), incident, sequence, at, kind, actor, details as JSON with sorted keys";
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ExportEntry(int sequence, Instant at, String kind, String actor, Map<String, Object> details, String hash) {}
}
