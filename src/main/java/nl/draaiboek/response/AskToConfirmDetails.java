package nl.draaiboek.response;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks people to confirm how they can be reached, and tells their team lead when they do not. */
@Component
public class AskToConfirmDetails {

    private static final String CONVERSATION = "contact-details/";

    private final Directory directory;
    private final People people;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Clock clock;
    private final ZoneId zone;
    private final Links links;

    AskToConfirmDetails(
            Directory directory,
            People people,
            Dispatches dispatches,
            ResponseTexts texts,
            Clock clock,
            OfficeHours officeHours,
            Links links) {
        this.directory = directory;
        this.people = people;
        this.dispatches = dispatches;
        this.texts = texts;
        this.clock = clock;
        this.zone = officeHours.zone();
        this.links = links;
    }

    /** Which mail somebody gets. */
    public enum Mail {
        ASKED,
        REMINDER
    }

    /** Ids of everyone who works here. */
    public List<String> everyone() {
        return ids(contact -> true);
    }

    /** Ids of who is in that team and works here. */
    public List<String> team(String team) {
        return ids(contact -> contact.teams().contains(team));
    }

    /** The id of this one person, when they work here. */
    public List<String> one(String person) {
        return ids(contact -> contact.colleague().id().equals(person));
    }

    /** Mails them where to confirm. Who has no address sees the task alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void mail(String person, Mail mail) {
        var recipients = Recipients.of(people.find(person).stream().toList());
        if (!recipients.isEmpty()) {
            send(
                    "confirm-details",
                    recipients,
                    Map.of("reminder", mail == Mail.REMINDER, "link", links.to("/me")),
                    person);
        }
    }

    /**
     * Mails who leads a team that they are in; where nobody does, the managers.
     *
     * @return ids of who is told
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> tellLead(String person) {
        var contact = directory.find(person).orElse(null);
        if (contact == null) {
            return List.of();
        }
        var told = Recipients.of(leads(contact));
        if (!told.isEmpty()) {
            send(
                    "details-unconfirmed",
                    told,
                    Map.of("name", contact.colleague().name(), "link", links.to("/me")),
                    person);
        }
        return told.stream().map(Recipient::id).toList();
    }

    private List<Person> leads(Contact contact) {
        var leads = directory.all().stream()
                .filter(other -> other.leads().stream().anyMatch(contact.teams()::contains))
                .filter(other ->
                        !other.colleague().id().equals(contact.colleague().id()))
                .filter(this::worksHere)
                .flatMap(other -> people.find(other.colleague().id()).stream())
                .toList();
        return leads.isEmpty() ? people.inGroups("managers") : leads;
    }

    private void send(String message, List<Recipient> recipients, Map<String, ?> values, String person) {
        var contents = texts.contents(message, values);
        dispatches.open(new Notice(
                null,
                "mail",
                message,
                "employees",
                new Composition(contents, recipients, CONVERSATION + person, CONVERSATION + message + '/' + person)));
    }

    private List<String> ids(Predicate<Contact> which) {
        return directory.all().stream()
                .filter(this::worksHere)
                .filter(contact -> contact.colleague().groups().contains("employees"))
                .filter(which)
                .map(contact -> contact.colleague().id())
                .toList();
    }

    private boolean worksHere(Contact contact) {
        return !contact.hasLeft(LocalDate.ofInstant(clock.instant(), zone));
    }
}
