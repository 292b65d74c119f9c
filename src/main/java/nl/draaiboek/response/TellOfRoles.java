package nl.draaiboek.response;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells people of roles by name: who is asked, who has one from now on and what is expected of them, and those who
 * asked or had it what came of it. A chat room of the incident would be posted to from here as well.
 */
@Component
public class TellOfRoles {

    private final Dispatches dispatches;
    private final Channels channels;
    private final ResponseTexts texts;
    private final Incidents incidents;
    private final Roles roles;
    private final People people;
    private final Directory directory;
    private final Links links;
    private final OfficeHours officeHours;
    private final Clock clock;

    TellOfRoles(
            Dispatches dispatches,
            Channels channels,
            ResponseTexts texts,
            Incidents incidents,
            Roles roles,
            People people,
            Directory directory,
            Links links,
            OfficeHours officeHours,
            Clock clock) {
        this.dispatches = dispatches;
        this.channels = channels;
        this.texts = texts;
        this.incidents = incidents;
        this.roles = roles;
        this.people = people;
        this.directory = directory;
        this.links = links;
        this.officeHours = officeHours;
        this.clock = clock;
    }

    /** Who is asked: by mail, in the chat where they chose that, and by SMS at severity 1 and 2 where they chose that. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void asked(RoleOffer offer) {
        var more = Map.<String, Object>of(
                "by", people.nameOf(offer.askedBy()), "handOver", offer.handOver(), "note", offer.note());
        mail("role-asked", offer.incident(), offer.role(), List.of(offer.person()), key(offer), offer, more);
        chat(offer, more);
        if (incidents.get(offer.incident()).effectiveSeverity().number() < 3) {
            sms(offer, more);
        }
    }

    /** Whoever asked, whoever leads and whoever had it hear what came of it; whoever has it now what is expected of them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void outcome(RoleOffer offer) {
        var more = new HashMap<String, Object>();
        for (var state : RoleOffer.State.values()) {
            more.put(state.name().toLowerCase(Locale.ROOT), offer.state() == state);
        }
        more.put("person", people.nameOf(offer.person()));
        more.put("why", offer.why());
        mail("role-settled", offer.incident(), offer.role(), concerned(offer), key(offer), offer, more);
        if (offer.state() == RoleOffer.State.ACCEPTED) {
            mail("role-yours", offer.incident(), offer.role(), List.of(offer.person()), key(offer), offer, Map.of());
        }
    }

    /**
     * Whoever did not answer in time hears that they are not asked any more, and what to do if they can after all.
     *
     * @param knows whether they may take it by themselves
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lapsed(RoleOffer offer, boolean knows) {
        mail(
                "role-lapsed",
                offer.incident(),
                offer.role(),
                List.of(offer.person()),
                key(offer),
                offer,
                Map.of("by", people.nameOf(offer.askedBy()), "knows", knows));
    }

    /**
     * Somebody took a role without being asked: who had it and who leads hear it, and they what is expected of them.
     *
     * @param before who had it, or null
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void taken(IncidentCode code, String role, String person, @Nullable String before, String why) {
        var whom = new LinkedHashSet<String>();
        if (before != null) {
            whom.add(before);
        }
        var lead = incidents.get(code).lead();
        if (lead != null) {
            whom.add(lead);
        }
        whom.remove(person);
        var key = "taken/" + role + '/' + clock.instant().toEpochMilli();
        mail("role-taken", code, role, whom, key, null, Map.of("person", people.nameOf(person), "why", why));
        mail("role-yours", code, role, List.of(person), key, null, Map.of());
    }

    private Set<String> concerned(RoleOffer offer) {
        var whom = new LinkedHashSet<String>();
        whom.add(offer.askedBy());
        if (offer.heldBy() != null) {
            whom.add(offer.heldBy());
        }
        var lead = incidents.get(offer.incident()).lead();
        if (lead != null) {
            whom.add(lead);
        }
        whom.remove(offer.person());
        return whom;
    }

    private static String key(RoleOffer offer) {
        return "offer/" + offer.id();
    }

    private void mail(
            String message,
            IncidentCode code,
            String role,
            Collection<String> whom,
            String key,
            @Nullable RoleOffer offer,
            Map<String, Object> more) {
        var persons = whom.stream().flatMap(id -> people.find(id).stream()).toList();
        send("mail", message, code, role, Recipients.of(persons), key, offer, more);
    }

    private boolean on(String channel) {
        return channels.all().stream()
                .anyMatch(one -> one.name().equals(channel) && one.readiness().on());
    }

    private void chat(RoleOffer offer, Map<String, Object> more) {
        var night = !officeHours.open(clock.instant());
        directory
                .find(offer.person())
                .filter(contact -> on("chat") && contact.ways(night).uses(Way.CHAT))
                .map(contact -> List.of(new Recipient(
                        "person:" + offer.person(),
                        contact.chat(),
                        contact.colleague().language(),
                        Map.of())))
                .ifPresent(found ->
                        send("chat", "role-asked", offer.incident(), offer.role(), found, key(offer), offer, more));
    }

    private void sms(RoleOffer offer, Map<String, Object> more) {
        var night = !officeHours.open(clock.instant());
        directory
                .find(offer.person())
                .filter(contact -> on("sms"))
                .map(contact -> recipients(contact, night))
                .filter(found -> !found.isEmpty())
                .ifPresent(found ->
                        send("sms", "role-asked-sms", offer.incident(), offer.role(), found, key(offer), offer, more));
    }

    private static List<Recipient> recipients(Contact contact, boolean night) {
        var ways = contact.ways(night);
        var number = ways.uses(Way.SMS)
                ? contact.primaryPhone()
                : ways.uses(Way.SMS_SECOND) ? contact.secondaryPhone() : null;
        return number == null ? List.of() : List.of(recipient(contact, number));
    }

    private static Recipient recipient(Contact contact, PhoneNumber number) {
        var person = contact.colleague();
        return new Recipient("person:" + person.id(), number.value(), person.language(), Map.of());
    }

    private void send(
            String channel,
            String message,
            IncidentCode code,
            String role,
            List<Recipient> recipients,
            String key,
            @Nullable RoleOffer offer,
            Map<String, Object> more) {
        if (recipients.isEmpty()) {
            return;
        }
        var incident = incidents.get(code);
        var known = roles.find(role);
        var contents = texts.contents(message, language -> {
            var words = known.map(one -> one.in(language)).orElse(new Role.Words(role, "", ""));
            var values = new HashMap<String, Object>(more);
            values.put("code", code.value());
            values.put("title", incident.title());
            values.put("severity", Integer.toString(incident.effectiveSeverity().number()));
            values.put("role", words.name());
            values.put("expected", words.expected());
            values.put("start", words.start());
            values.put("until", offer == null ? "" : until(language, officeHours.zone(), offer));
            values.put("link", links.toTasks(code));
            values.put("table", links.to("/incidents/" + code + "#roles"));
            return values;
        });
        var about = code + "/role/" + key;
        dispatches.open(new Notice(
                code, channel, message, "team", new Composition(contents, recipients, about, about + '/' + message)));
    }

    private static String until(String language, ZoneId zone, RoleOffer offer) {
        return new SpokenTime(language, zone).full(offer.answerBy());
    }
}
