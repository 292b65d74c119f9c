package nl.draaiboek.response;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentRejected;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.PublicStateChanged;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.SeverityChanged;
import nl.draaiboek.people.People;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whoever was called hears when there is nothing to come for: it was no incident, it goes on as another, or it is not as bad
 * (R-3.5, R-4.6, R-4.9). In the same conversation, once, with the reason. Nobody who was not called hears anything, but the colleague
 * who declared what goes on as another: they were told its code. Several that are merged at once make one mail.
 */
@Component
class TellThoseAlerted {

    private static final List<String> CALLS = List.of("team-alert", "page");

    private static final List<String> CALLED_OR_DECLARED = List.of("team-alert", "page", "declared");

    private static final String PERSON = "person:";

    private final Incidents incidents;
    private final People people;
    private final IncidentRecord record;
    private final TeamTold told;
    private final WhyThisSeverity why;
    private final DeliveryProgress progress;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Links links;
    private final RoleHolders roles;

    TellThoseAlerted(
            Incidents incidents,
            People people,
            IncidentRecord record,
            TeamTold told,
            WhyThisSeverity why,
            DeliveryProgress progress,
            Dispatches dispatches,
            ResponseTexts texts,
            Links links,
            RoleHolders roles) {
        this.roles = roles;
        this.incidents = incidents;
        this.people = people;
        this.record = record;
        this.told = told;
        this.why = why;
        this.progress = progress;
        this.dispatches = dispatches;
        this.texts = texts;
        this.links = links;
    }

    @EventListener
    void rejected(IncidentRejected event) {
        over(List.of(event.code()), this::called);
    }

    /** Gathered until the transaction ends: a hundred candidates that are one make one mail and not a hundred. */
    @EventListener
    void merged(IncidentMerged event) {
        var gathered = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Merges.class::isInstance)
                .map(Merges.class::cast)
                .findFirst();
        if (gathered.isPresent()) {
            gathered.get().codes.add(event.code());
        } else {
            TransactionSynchronizationManager.registerSynchronization(new Merges(event.code()));
        }
    }

    @EventListener
    void severityChanged(SeverityChanged event) {
        var before = told.severity(event.code()).orElse(event.now());
        if (event.now().compareTo(before) <= 0) {
            return;
        }
        var incident = incidents.get(event.code());
        told.note(event.code(), event.now());
        var values = values(incident);
        values.put("severity", Integer.toString(event.now().number()));
        values.put("before", Integer.toString(before.number()));
        values.put("because", why.of(event.code()));
        tell(incident.code(), "severity-lowered", "severity-lowered", called(List.of(event.code())), values);
    }

    /** What was expected to be solved is back. */
    @EventListener
    void back(PublicStateChanged event) {
        if (event.before() == PublicState.MONITORING && event.now() != PublicState.RESOLVED) {
            var incident = incidents.get(event.code());
            var values = values(incident);
            values.put("link", links.toTasks(event.code()));
            tell(event.code(), "team-relapse", "team-relapse", called(List.of(event.code())), values);
        }
    }

    private void over(Collection<IncidentCode> codes, Function<List<IncidentCode>, List<Recipient>> whom) {
        var told = codes.stream()
                .filter(code -> !whom.apply(List.of(code)).isEmpty())
                .map(incidents::get)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        var first = told.get(0);
        var values = values(first);
        var into = first.mergedInto();
        values.put("merged", into != null);
        values.put("into", into == null ? "" : into.value());
        values.put("intoTitle", into == null ? "" : incidents.get(into).title());
        values.put("because", because(first));
        values.put(
                "others",
                told.stream()
                        .skip(1)
                        .map(incident -> incident.code() + "  " + incident.title())
                        .collect(Collectors.joining("\n")));
        tell(
                first.code(),
                "team-over",
                "team-alert/team",
                whom.apply(told.stream().map(Incident::code).toList()),
                values);
    }

    private String because(Incident incident) {
        if (incident.rejectedBecause() != null) {
            return incident.rejectedBecause();
        }
        return record.of(incident.code()).stream()
                .filter(entry -> entry.kind().equals("incident.merged"))
                .max(java.util.Comparator.comparingInt(RecordEntry::sequence))
                .map(entry -> WhyThisSeverity.text(entry, "reason"))
                .orElse("");
    }

    private Map<String, Object> values(Incident incident) {
        var values = new HashMap<String, Object>();
        values.put("code", incident.code().value());
        values.put("title", incident.title());
        values.put("link", links.toIncident(incident.code()));
        return values;
    }

    /** Who was called about these, each once by mail; also who was paged by phone alone. */
    private List<Recipient> called(List<IncidentCode> codes) {
        return called(codes, CALLS);
    }

    private List<Recipient> called(List<IncidentCode> codes, List<String> by) {
        var called = new LinkedHashMap<String, Recipient>();
        codes.stream()
                .flatMap(code -> progress.recipients(code, by).stream())
                .flatMap(recipient -> byMail(recipient).stream())
                .forEach(recipient -> called.putIfAbsent(recipient.address(), recipient));
        return List.copyOf(called.values());
    }

    /** Of what goes on as another also who declared it, and who has a role in it without having been called. */
    private List<Recipient> concerned(List<IncidentCode> codes) {
        var holders = codes.stream()
                .flatMap(code -> roles.of(code).values().stream())
                .flatMap(holder -> people.find(holder).stream())
                .toList();
        var concerned = new LinkedHashMap<String, Recipient>();
        Stream.concat(called(codes, CALLED_OR_DECLARED).stream(), Recipients.of(holders).stream())
                .forEach(recipient -> concerned.putIfAbsent(recipient.address(), recipient));
        return List.copyOf(concerned.values());
    }

    private List<Recipient> byMail(Recipient recipient) {
        if (recipient.address().contains("@")) {
            return List.of(recipient);
        }
        return recipient.id().startsWith(PERSON)
                ? Recipients.of(people.find(recipient.id().substring(PERSON.length())).stream()
                        .toList())
                : List.of();
    }

    /** @param replaces the texts that need not go out any more once this one does */
    private void tell(
            IncidentCode code,
            String message,
            String replaces,
            List<Recipient> recipients,
            Map<String, Object> values) {
        if (recipients.isEmpty()) {
            return;
        }
        var contents = texts.contents(message, values);
        dispatches.open(new Notice(
                code,
                "mail",
                message,
                "team",
                new Composition(contents, recipients, code + "/team", code + "/" + replaces)));
    }

    /** What was merged in this transaction. */
    private final class Merges implements TransactionSynchronization {

        private final List<IncidentCode> codes = new ArrayList<>();

        Merges(IncidentCode first) {
            codes.add(first);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            over(codes, TellThoseAlerted.this::concerned);
        }
    }
}
