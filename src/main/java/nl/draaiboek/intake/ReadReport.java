package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a report of a customer, a colleague, a ticket system or a social-media tool. */
@Component
class ReadReport {

    /** The clock of who sends it may be ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final ServiceWords serviceWords;
    private final Clock clock;

    ReadReport(ServiceWords serviceWords, Clock clock) {
        this.serviceWords = serviceWords;
        this.clock = clock;
    }

    /** @param idempotencyKey the header of that name, where there is one */
    NewSignal read(Source source, JsonNode body, @Nullable String idempotencyKey) {
        var report = Fields.of(body, "");
        var what = CleanText.line(report.required("what"), 200);
        if (what.isEmpty()) {
            throw report.wrong("what", "a text that can be read", body.path("what"));
        }
        var words = new ArrayList<>(report.texts("services"));
        words.addAll(report.texts("service"));
        return new NewSignal(
                SignalKind.REPORT,
                source.name(),
                key(report, body, idempotencyKey),
                channel(report, source),
                what,
                null,
                serviceWords.read(words),
                severity(report),
                since(report),
                report.yesNo("danger"),
                report.text("dangerWhere", 300),
                reporter(report.objectOrEmpty("who")),
                body);
    }

    /**
     * The same reference is the same report. Without one, the same words on the same day are: sent again after a fault on the
     * way they are one, and next month's outage in the same words is another.
     */
    private String key(Fields report, JsonNode body, @Nullable String idempotencyKey) {
        var reference = Stream.of(report.text("reference", 200), idempotencyKey)
                .filter(Objects::nonNull)
                .findFirst();
        return reference
                .map(given -> Digest.sha256("report", given))
                .orElseGet(() -> Digest.sha256(
                        "report",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                        body.toString()));
    }

    private static Noticed channel(Fields report, Source source) {
        var channel = report.text("channel");
        if (channel == null) {
            return source.noticed() == Noticed.MONITORING ? Noticed.COLLEAGUE : source.noticed();
        }
        return switch (channel.toLowerCase(Locale.ROOT)) {
            case "customer" -> Noticed.CUSTOMER;
            case "colleague" -> Noticed.COLLEAGUE;
            case "ticket" -> Noticed.TICKET;
            case "social" -> Noticed.SOCIAL_MEDIA;
            default ->
                throw report.wrong(
                        "channel",
                        "one of \"customer\", \"colleague\", \"ticket\", \"social\"",
                        report.object().path("channel"));
        };
    }

    private @Nullable Instant since(Fields report) {
        var since = report.moment("since");
        if (since != null && since.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            throw report.wrong(
                    "since",
                    "a moment that is not in the future",
                    report.object().path("since"));
        }
        return since;
    }

    private static @Nullable Severity severity(Fields report) {
        var word = report.loose("severity");
        if (word == null) {
            return null;
        }
        return SeverityWords.read(word)
                .orElseThrow(() -> report.wrong(
                        "severity",
                        "1, 2 or 3, or a word such as \"critical\", \"major\" or \"minor\"",
                        report.object().path("severity")));
    }

    private static Reporter reporter(Fields who) {
        var name = who.text("name", 200);
        var mail = who.text("mail", 254);
        if (mail != null && !Reporter.isMail(mail)) {
            throw who.wrong(
                    "mail", "one mail address and nothing else", who.object().path("mail"));
        }
        return new Reporter(null, name == null ? null : CleanText.line(name, 200), mail);
    }
}
