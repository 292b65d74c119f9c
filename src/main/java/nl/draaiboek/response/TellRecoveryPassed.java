package nl.draaiboek.response;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.ExpectedRecoveryChanged;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.People;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Mails the tech lead and who leads at the moment that the expected time of recovery passes without it: one names
 * another time or none, the other sees to it that everyone hears. Where nobody leads, who are asked to lead.
 */
@Component
class TellRecoveryPassed {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Incidents incidents;
    private final People people;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final ZoneId zone;
    private final Links links;

    TellRecoveryPassed(
            Incidents incidents,
            People people,
            Dispatches dispatches,
            ResponseTexts texts,
            OfficeHours officeHours,
            Links links) {
        this.incidents = incidents;
        this.people = people;
        this.dispatches = dispatches;
        this.texts = texts;
        this.zone = officeHours.zone();
        this.links = links;
    }

    @EventListener
    void passed(ExpectedRecoveryChanged event) {
        if (event.passed() == null) {
            return;
        }
        var incident = incidents.get(event.code());
        var recipients = recipients(incident);
        if (!recipients.isEmpty()) {
            dispatches.open(notice(incident, event.passed(), recipients));
        }
    }

    private List<Recipient> recipients(Incident incident) {
        var named = Stream.of(incident.techLead(), incident.lead())
                .filter(Objects::nonNull)
                .distinct()
                .map(people::find)
                .flatMap(Optional::stream)
                .toList();
        return Recipients.of(named.isEmpty() ? people.inGroups("incidentManagers") : named);
    }

    private Notice notice(Incident incident, Instant passed, List<Recipient> recipients) {
        var code = incident.code();
        var values = Map.of(
                "code", code.value(),
                "title", incident.title(),
                "expected", CLOCK.format(passed.atZone(zone)),
                "link", links.toTasks(code));
        var contents = texts.contents("recovery-passed", values);
        return new Notice(
                code,
                "mail",
                "recovery-passed",
                "lead",
                new Composition(contents, recipients, code + "/team", code + "/recovery-passed"));
    }
}
