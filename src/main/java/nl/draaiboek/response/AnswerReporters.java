package nl.draaiboek.response;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentClosed;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Links;
import nl.draaiboek.intake.ReportJoined;
import nl.draaiboek.intake.ReportOpened;
import nl.draaiboek.intake.Reporter;
import nl.draaiboek.intake.Reporters;
import nl.draaiboek.people.People;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells who reported something what came of it, in the transaction in which it came: the code that it has, that it belongs to a
 * running incident, and that this is over. Who hears of the incident in another way is not told twice.
 */
@Component
class AnswerReporters {

    /** Whoever gets one of these also gets the last one. */
    private static final List<String> HEARD_OTHERWISE = List.of("update", "team-alert", "team-closing");

    private final Reporters reporters;
    private final People people;
    private final Team team;
    private final DeliveryProgress progress;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Links links;

    AnswerReporters(
            Reporters reporters,
            People people,
            Team team,
            DeliveryProgress progress,
            Dispatches dispatches,
            ResponseTexts texts,
            Links links) {
        this.reporters = reporters;
        this.people = people;
        this.team = team;
        this.progress = progress;
        this.dispatches = dispatches;
        this.texts = texts;
        this.links = links;
    }

    /** The code under which it is known; whoever is in the team reads it in the mail to the team. */
    @EventListener
    void opened(ReportOpened report) {
        var reporter = report.reporter();
        if (reporter == null) {
            return;
        }
        var told = Recipients.of(team.audience("team")).stream()
                .map(AnswerReporters::address)
                .toList();
        var colleague = recipients(List.of(new Reporter(reporter.user(), null, null)), people);
        var other = recipients(List.of(new Reporter(null, reporter.name(), reporter.mail())), people);
        tell(report.incident(), "declared", without(told, colleague), report.title(), "/internal");
        tell(report.incident(), "report-opened", without(told, other), report.title(), "/status");
    }

    /** Only by the address that was left: a colleague who reported for somebody else places it themselves, and knows. */
    @EventListener
    void joined(ReportJoined report) {
        var reporter = report.reporter();
        if (reporter != null && reporter.mail() != null) {
            var left = new Reporter(null, reporter.name(), reporter.mail());
            tell(report.incident(), "report-joined", recipients(List.of(left), people), report.title(), "/status");
        }
    }

    @EventListener
    void closed(IncidentClosed closed) {
        var heard = progress.recipients(closed.code(), HEARD_OTHERWISE).stream()
                .map(AnswerReporters::address)
                .toList();
        tell(
                closed.code(),
                "report-over",
                recipients(reporters.of(closed.code()), people).stream()
                        .filter(recipient -> !heard.contains(address(recipient)))
                        .toList(),
                "",
                "/status");
    }

    private static List<Recipient> without(List<String> addresses, List<Recipient> recipients) {
        return recipients.stream()
                .filter(recipient -> !addresses.contains(address(recipient)))
                .toList();
    }

    private static String address(Recipient recipient) {
        return recipient.address().toLowerCase(Locale.ROOT);
    }

    private void tell(IncidentCode incident, String message, List<Recipient> recipients, String title, String page) {
        if (recipients.isEmpty()) {
            return;
        }
        var values = Map.of("code", incident.value(), "title", title, "link", links.to(page));
        var contents = texts.contents(message, values);
        dispatches.open(new Notice(
                incident,
                "mail",
                message,
                "reporters",
                new Composition(
                        contents,
                        recipients,
                        incident + "/reporters",
                        incident + "/" + message + "/" + recipients.get(0).address())));
    }

    /** Everyone who can be reached: colleagues by their own address and language, others by what they left, in Dutch. */
    static List<Recipient> recipients(List<Reporter> reporters, People people) {
        var recipients = new LinkedHashMap<String, Recipient>();
        for (var reporter : reporters) {
            if (reporter.user() != null) {
                Recipients.of(people.find(reporter.user()).stream().toList())
                        .forEach(recipient -> recipients.put(recipient.address(), recipient));
            }
            if (reporter.mail() != null) {
                recipients.putIfAbsent(
                        reporter.mail(), new Recipient("reporter:" + reporter.mail(), reporter.mail(), "nl", Map.of()));
            }
        }
        return List.copyOf(recipients.values());
    }
}
