package nl.draaiboek.response.process;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.response.paging.Attempt;
import nl.draaiboek.response.paging.CheckProgress;
import nl.draaiboek.response.paging.OpenPages;
import nl.draaiboek.response.paging.PageByNextWay;
import nl.draaiboek.response.paging.Pages;
import nl.draaiboek.response.paging.Purpose;
import nl.draaiboek.response.paging.Rung;
import nl.draaiboek.response.paging.WhoWasPaged;

/** Who is paged and how it goes, as diagrams ask for it. */
@ForDiagrams("paging")
public class PagingForDiagrams {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final String ACKNOWLEDGE_WITHIN = "acknowledgeWithin";

    private final Pages pages;
    private final OpenPages openPages;
    private final PageByNextWay byNextWay;
    private final CheckProgress checkProgress;
    private final ResponsePolicies policies;
    private final WhoWasPaged whoWasPaged;
    private final ZoneId zone;

    PagingForDiagrams(
            Pages pages,
            PageByNextWay byNextWay,
            CheckProgress checkProgress,
            ResponsePolicies policies,
            WhoWasPaged whoWasPaged,
            OpenPages openPages,
            OfficeHours officeHours) {
        this.pages = pages;
        this.openPages = openPages;
        this.whoWasPaged = whoWasPaged;
        this.zone = officeHours.zone();
        this.byNextWay = byNextWay;
        this.checkProgress = checkProgress;
        this.policies = policies;
    }

    /** Whether the first and the backup are paged at once. */
    public boolean together(String page) {
        return pages.get(Long.parseLong(page)).together();
    }

    /**
     * Login of who has this place on the ladder now, in a list; an empty one when nobody has.
     *
     * @param rungs {@code first}, {@code backup} or {@code manager}, several with a comma
     */
    public List<String> whom(String page, String rungs) {
        return Arrays.stream(rungs.split(","))
                .flatMap(rung -> pages.turn(Long.parseLong(page), Rung.of(rung.strip())).stream())
                .toList();
    }

    /** When the next way of this person is due. */
    public Date nextWayAt(String page, String person) {
        var id = Long.parseLong(page);
        return Date.from(byNextWay.nextAt(id, rung(id, person), person));
    }

    /**
     * How long after a round in which nobody answered the next one begins; an ISO 8601 duration. Who is asked to lead is not asked for
     * ever at one pace: once everybody was, the pause is that of {@code askWiderAgainAfter}, and doubles each time round, to eight times.
     */
    public String roundAgainAfter(String incident, String page) {
        var id = Long.parseLong(page);
        var times = pages.get(id).purpose() == Purpose.UNLED ? openPages.timesRound(id) : 0;
        var policy = policies.of(new IncidentCode(incident));
        return times == 0
                ? policy.get(policy.containsKey("roundAgainAfter") ? "roundAgainAfter" : ACKNOWLEDGE_WITHIN)
                : policy.duration("askWiderAgainAfter")
                        .multipliedBy(1L << Math.min(times - 1, 3))
                        .toString();
    }

    /** Asks the next in line to lead, by their own ways, unless they are being asked already or somebody leads. */
    public void askToLead(String incident) {
        openPages.askToLead(new IncidentCode(incident));
    }

    /** Whether whoever acknowledged got to work. */
    public boolean progress(String page) {
        return checkProgress.progress(Long.parseLong(page));
    }

    /** Who was paged and who answered, a row each for a table; the latest first. */
    public List<Map<String, String>> view(String incident) {
        var rows = new ArrayList<Map<String, String>>();
        for (var page : whoWasPaged.of(new IncidentCode(incident))) {
            if (page.by() != null && page.at() != null) {
                rows.add(row(page.at(), page.by(), String.valueOf(page.way()), "I'm on it"));
            }
            for (var tried : page.tried()) {
                rows.add(row(tried.at(), tried.who(), tried.way(), words(tried.outcome())));
            }
        }
        rows.sort(Comparator.comparing((Map<String, String> row) -> String.valueOf(row.get("sort")))
                .reversed());
        rows.forEach(row -> row.remove("sort"));
        return rows;
    }

    private Map<String, String> row(Instant at, String who, String way, String outcome) {
        var row = new LinkedHashMap<String, String>();
        row.put("sort", at.toString());
        row.put("at", MOMENT.format(at.atZone(zone)));
        row.put("who", who);
        row.put("way", way);
        row.put("outcome", outcome);
        return row;
    }

    private static String words(String outcome) {
        return switch (outcome) {
            case "CAME" -> "comes";
            case "CAME_TOO" -> "comes too";
            case "PASSED_ON" -> "passed it on";
            case "LAPSED" -> "said they come; nothing was seen of it";
            case "CANNOT" -> "said they come; cannot after all";
            case "NOT_NEEDED" -> "need not answer any more";
            default -> words(Attempt.Outcome.valueOf(outcome));
        };
    }

    private static String words(Attempt.Outcome outcome) {
        return switch (outcome) {
            case SENT -> "on its way";
            case ARRIVED -> "no answer yet";
            case FAILED -> "not delivered";
            case OFF -> "no such channel";
            case HELD_BACK -> "held back: paged too often";
            case NO_ANSWER -> "no answer";
            case BUSY -> "busy";
            case VOICEMAIL -> "voicemail";
            case ANSWERED -> "picked up";
        };
    }

    /** Where this person stands on the ladder of this page. */
    Rung rung(long page, String person) {
        return Arrays.stream(Rung.values())
                .filter(rung -> pages.turn(page, rung).filter(person::equals).isPresent())
                .findFirst()
                .orElse(Rung.FIRST);
    }
}
