package nl.draaiboek.response;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.Timestamps;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Mails who must know of a step that stands still: who leads the incident; where nobody does, who are asked to and the
 * managers; outside incidents the process owners and the managers. Each step is told once. Where one cause stops many, the
 * same people get three mails in a quarter of an hour and then one that sums up the rest.
 */
@Component
class TellFailedSteps {

    static final int MAILS_AT_ONCE = 3;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(TellFailedSteps.class);
    private static final String UNTOLD = " state = 'STANDS' and told_at is null ";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int LISTED = 15;
    private static final String PERSON = "person:";
    private static final String ASKED = "incidentManagers,managers";
    private static final String OWNERS = "processOwners,managers";

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final People people;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Clock clock;
    private final ZoneId zone;
    private final Links links;

    TellFailedSteps(
            JdbcClient jdbc,
            Incidents incidents,
            People people,
            Dispatches dispatches,
            ResponseTexts texts,
            Clock clock,
            OfficeHours officeHours,
            Links links) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.people = people;
        this.dispatches = dispatches;
        this.texts = texts;
        this.clock = clock;
        this.zone = officeHours.zone();
        this.links = links;
    }

    /** Who must know of a step of this incident, now. */
    String circle(@Nullable IncidentCode code) {
        if (code == null) {
            return OWNERS;
        }
        return Optional.ofNullable(incidents.get(code).lead())
                .flatMap(people::find)
                .filter(person -> !person.mail().isBlank())
                .map(person -> PERSON + person.id())
                .orElse(ASKED);
    }

    /** Those who have not heard of every step yet. */
    Set<String> circlesToTell() {
        var circles = new TreeSet<String>();
        untold().forEach(step -> circles.add(circle(step.incident())));
        return circles;
    }

    /** Writes the mail in the transaction that is running, unless these people had enough of them just now. */
    void tell(String circle) {
        var now = clock.instant();
        var steps = untold().stream()
                .filter(step -> circle(step.incident()).equals(circle))
                .toList();
        if (steps.isEmpty() || mails(circle) >= MAILS_AT_ONCE) {
            return;
        }
        var recipients = recipients(circle);
        if (recipients.isEmpty()) {
            LOG.error("Nobody of {} has a mail address; {} steps stand still untold.", circle, steps.size());
        }
        var mail = recipients.isEmpty() ? null : dispatches.open(notice(circle, steps, recipients));
        jdbc.sql("update draaiboek.failed_step set told_at = ?, told_to = ?, told_by = ? where id = any (?::text[]) and"
                        + UNTOLD)
                .params(
                        Objects.requireNonNull(Timestamps.of(now)),
                        circle,
                        mail,
                        steps.stream().map(FailedStep::id).toArray(String[]::new))
                .update();
    }

    private List<FailedStep> untold() {
        return jdbc.sql("select * from draaiboek.failed_step where" + UNTOLD + "order by since, id")
                .query((row, n) -> FailedSteps.read(row))
                .list();
    }

    private int mails(String circle) {
        return jdbc.sql("select count(distinct told_by) from draaiboek.failed_step where told_to = ? and told_at > ?")
                .params(
                        circle,
                        Objects.requireNonNull(Timestamps.of(clock.instant().minus(WINDOW))))
                .query(Integer.class)
                .single();
    }

    private List<Recipient> recipients(String circle) {
        return Recipients.of(
                circle.startsWith(PERSON)
                        ? people.find(circle.substring(PERSON.length())).stream()
                                .toList()
                        : people.inGroups(circle.split(",")));
    }

    private Notice notice(String circle, List<FailedStep> steps, List<Recipient> recipients) {
        var codes =
                steps.stream().map(FailedStep::incident).collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        var code = codes.size() == 1 ? codes.iterator().next() : null;
        var incident = code == null ? null : incidents.get(code);
        var contents = texts.contents("failed-steps", values(incident, steps));
        return new Notice(
                code,
                "mail",
                "failed-steps",
                circle.startsWith(PERSON) ? "lead" : "managers",
                new Composition(
                        contents,
                        recipients,
                        (code == null ? "draaiboek" : code) + "/failed-steps",
                        "failed-steps/" + UUID.randomUUID()));
    }

    private Map<String, Object> values(@Nullable Incident incident, List<FailedStep> steps) {
        var values = new HashMap<String, Object>();
        values.put("code", incident == null ? "Draaiboek" : incident.code().value());
        values.put("title", incident == null ? "" : incident.title());
        values.put("one", steps.size() == 1);
        values.put("count", Integer.toString(steps.size()));
        values.put("first", steps.get(0).step());
        values.put("steps", steps.stream().limit(LISTED).map(this::line).collect(Collectors.joining("\n\n")));
        values.put("more", steps.size() > LISTED ? Integer.toString(steps.size() - LISTED) : "");
        values.put("link", incident == null ? links.to("/incidents") : links.toIncident(incident.code()));
        return values;
    }

    private String line(FailedStep step) {
        var lines = new ArrayList<String>();
        lines.add(CLOCK.format(step.since().atZone(zone)) + "  " + step.process() + " > " + step.step()
                + (step.incident() == null ? "" : " (" + step.incident() + ")"));
        lines.add(step.why().lines().findFirst().orElse(""));
        if (step.processInstance() != null) {
            lines.add(
                    links.to("/camunda/app/cockpit/default/#/process-instance/" + step.processInstance() + "/runtime"));
        }
        return String.join("\n", lines);
    }
}
