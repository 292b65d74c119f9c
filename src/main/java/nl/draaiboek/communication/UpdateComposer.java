package nl.draaiboek.communication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;

/**
 * An approved update for a channel. Inputs: {@code update}, its id. Audiences of {@code mail}: {@code team}, {@code employees}
 * (who are not in the team), {@code customers}, each in their own language; a page and X get both languages.
 */
@Component
class UpdateComposer implements Composer {

    private static final String[] TEAM = {
        "responders", "incidentManagers", "techLeads", "communicators", "serviceDesk", "managers"
    };

    private final Updates updates;
    private final UpdateTexts texts;
    private final NotePublication publication;
    private final Customers customers;
    private final People people;
    private final UnsubscribeLinks unsubscribe;

    UpdateComposer(
            Updates updates,
            UpdateTexts texts,
            NotePublication publication,
            Customers customers,
            People people,
            UnsubscribeLinks unsubscribe) {
        this.updates = updates;
        this.texts = texts;
        this.publication = publication;
        this.customers = customers;
        this.people = people;
        this.unsubscribe = unsubscribe;
    }

    @Override
    public String message() {
        return "update";
    }

    @Override
    public Composition compose(Request request) {
        var id = request.inputs().get("update");
        if (id == null) {
            throw new IllegalArgumentException("A service task that sends an update needs the input 'update', its id.");
        }
        var update = updates.get(UpdateId.of(id));
        if (update instanceof Update.Draft || !update.incident().equals(request.incident())) {
            throw new IllegalStateException("Update " + id + " is not approved for " + request.incident() + ".");
        }
        publication.begun(update, request.channel(), request.audience());
        var audience =
                NotePublication.outside(request.channel(), request.audience()) ? Audience.EXTERNAL : Audience.INTERNAL;
        var where = request.channel() + (request.audience().isBlank() ? "" : "/" + request.audience());
        return new Composition(
                contents(update, request.channel(), audience),
                recipients(update, request),
                update.incident() + "/" + where,
                replacedBy(update.incident(), where));
    }

    /** The keys of what goes to colleagues, and of what goes to everyone else. */
    static List<String> keys(IncidentCode incident, boolean outside) {
        var where = outside
                ? List.of(
                        "mail/team",
                        "mail/employees",
                        "internal-page/inside",
                        "mail/customers",
                        "x/public",
                        "status-page/public")
                : List.of("mail/team", "mail/employees", "internal-page/inside");
        return where.stream().map(each -> replacedBy(incident, each)).toList();
    }

    private static String replacedBy(IncidentCode incident, String where) {
        return incident + "/update/" + where;
    }

    private Map<String, Content> contents(Update update, String channel, Audience audience) {
        Function<String, Content> content =
                switch (channel) {
                    case "mail" -> language -> texts.forMail(update, language, audience);
                    case "x" -> language -> post(update, language);
                    default -> language -> texts.of(update, language, audience);
                };
        var contents = new HashMap<String, Content>();
        DraftUpdate.LANGUAGES.forEach(language -> contents.put(language, content.apply(language)));
        return contents;
    }

    private Content post(Update update, String language) {
        var whole = texts.of(update, language, Audience.EXTERNAL);
        return new Content(whole.subject(), texts.shortly(update, language), null, whole.facts());
    }

    private List<Recipient> recipients(Update update, Request request) {
        return switch (request.channel()) {
            case "mail" ->
                switch (request.audience()) {
                    case "team" -> colleagues(people.inGroups(TEAM));
                    case "employees" -> employees();
                    case "customers" -> customers(update);
                    default ->
                        throw new IllegalArgumentException("An update is mailed to the audience 'team', 'employees' or"
                                + " 'customers', not '" + request.audience() + "'.");
                };
            case "x" -> eachLanguage("account:");
            default -> eachLanguage("page:");
        };
    }

    private static List<Recipient> eachLanguage(String kind) {
        return DraftUpdate.LANGUAGES.stream()
                .map(language -> new Recipient(kind + language, language, language, Map.of()))
                .toList();
    }

    private List<Recipient> employees() {
        var team = new HashSet<>(people.inGroups(TEAM));
        return colleagues(people.inGroups("employees").stream()
                .filter(person -> !team.contains(person))
                .toList());
    }

    private static List<Recipient> colleagues(List<Person> persons) {
        return persons.stream()
                .filter(person -> !person.mail().isBlank())
                .map(person -> new Recipient("person:" + person.id(), person.mail(), person.language(), Map.of()))
                .toList();
    }

    private List<Recipient> customers(Update update) {
        var found = new ArrayList<Recipient>();
        var incident = update.incident();
        var services = update.facts().services();
        // What is taken back, or goes on elsewhere, concerns nobody who never heard of it.
        var only = update.facts().kind().withdraws();
        for (var customer : only ? customers.told(incident) : customers.touchedBy(incident, services)) {
            found.add(new Recipient(
                    "customer:" + customer.id(),
                    customer.mail(),
                    customer.language(),
                    Map.of("unsubscribe", unsubscribe.of(customer.id()))));
        }
        if (!only) {
            customers.informed(incident, services);
        }
        return found;
    }
}
