package nl.draaiboek.statuspage.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.statuspage.PageName;
import nl.draaiboek.statuspage.PageTimes;
import nl.draaiboek.statuspage.Pages;
import nl.draaiboek.statuspage.PublishedIncident;
import nl.draaiboek.statuspage.StatusBoard;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The status page that everyone may read: plain HTML that needs no script, no login, no cookie, and may be
 * kept by whatever stands between for a few seconds.
 */
@Controller
@RequestMapping("/status")
class PublicPageController {

    static final CacheControl A_FEW_SECONDS =
            CacheControl.maxAge(java.time.Duration.ofSeconds(10)).cachePublic();

    private static final int DAYS_ON_FRONT = 7;

    private final StatusBoard board;
    private final Pages pages;
    private final OwnName own;
    private final Clock clock;

    PublicPageController(StatusBoard board, Pages pages, OwnName own, Clock clock) {
        this.board = board;
        this.pages = pages;
        this.own = own;
        this.clock = clock;
    }

    @ModelAttribute
    void everyPage(Model model, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", A_FEW_SECONDS.getHeaderValue());
        response.setHeader("Vary", "Accept-Language");
        model.addAttribute("own", own.prefix());
        model.addAttribute("times", new PageTimes(locale));
        model.addAttribute("show", new Shown(board, locale.getLanguage()));
        model.addAttribute("to", PageLinks.of(request, locale));
    }

    @GetMapping
    String page(Model model) {
        var today = clock.instant().atZone(PageTimes.ZONE).toLocalDate();
        model.addAttribute("board", board.of(PageName.PUBLIC));
        // What runs stands above them.
        model.addAttribute(
                "days",
                days(today.minusDays(DAYS_ON_FRONT - 1), today).stream()
                        .map(Day::past)
                        .toList());
        return "status/page";
    }

    @GetMapping("/history")
    String history(@RequestParam(required = false) @Nullable String month, Model model, HttpServletResponse response) {
        var now = YearMonth.from(clock.instant().atZone(PageTimes.ZONE));
        var asked = month == null ? now : month(month);
        if (asked == null) {
            return missing(response);
        }
        var first = pages.span(PageName.PUBLIC)
                .map(span -> YearMonth.from(span.first().atZone(PageTimes.ZONE)))
                .orElse(now);
        var last = asked.equals(now) ? clock.instant().atZone(PageTimes.ZONE).toLocalDate() : asked.atEndOfMonth();
        model.addAttribute("month", asked);
        model.addAttribute("earlier", asked.isAfter(first) ? asked.minusMonths(1) : null);
        model.addAttribute("later", asked.isBefore(now) ? asked.plusMonths(1) : null);
        model.addAttribute(
                "days",
                days(asked.atDay(1), last).stream()
                        .filter(day -> !day.incidents().isEmpty())
                        .toList());
        return "status/history";
    }

    @GetMapping("/incidents/{codeOrId}")
    String incident(@PathVariable String codeOrId, Model model, HttpServletResponse response) {
        var incident = pages.find(PageName.PUBLIC, codeOrId);
        if (incident.isEmpty()) {
            return missing(response);
        }
        model.addAttribute("incident", incident.get());
        return "status/incident";
    }

    /** In the words of the public page, and not of the pages behind the login. */
    @GetMapping("/{other:[^.]+}")
    String other(HttpServletResponse response) {
        return missing(response);
    }

    private static String missing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "status/missing";
    }

    private static @Nullable YearMonth month(String text) {
        try {
            var month = YearMonth.parse(text);
            return month.getYear() < 2000 || month.getYear() > 2200 ? null : month;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private List<Day> days(LocalDate first, LocalDate last) {
        var found = pages.between(PageName.PUBLIC, start(first), start(last.plusDays(1)));
        var days = new ArrayList<Day>();
        for (var day = last; !day.isBefore(first); day = day.minusDays(1)) {
            var that = day;
            days.add(new Day(
                    that,
                    found.stream()
                            .filter(i -> i.firstPublishedAt()
                                    .atZone(PageTimes.ZONE)
                                    .toLocalDate()
                                    .equals(that))
                            .toList(),
                    false));
        }
        return days;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(PageTimes.ZONE).toInstant();
    }

    /** The incidents of which the first words came on this day. */
    record Day(LocalDate date, List<PublishedIncident> incidents, boolean running) {

        private Day past() {
            var over = incidents.stream().filter(PublishedIncident::over).toList();
            return new Day(date, over, over.size() < incidents.size());
        }
    }
}
