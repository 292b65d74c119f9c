package nl.draaiboek.everyone;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.people.Way;
import org.springframework.stereotype.Component;

/**
 * Somebody for whom the emergency services search answered after all, also when the roll call is over: whoever told the
 * emergency services hears at once, by all their ways, that they are to be told; managers, who leads and who called the roll hear it
 * by mail and SMS. Nobody goes on searching a building for nobody.
 */
@Component
class TellFound {

    private static final Set<Way> IN_WRITING = Set.of(Way.MAIL, Way.SMS);

    private final RollCalls rollCalls;
    private final RollCallWords words;
    private final SendByWay sendByWay;
    private final Directory directory;
    private final People people;
    private final Incidents incidents;

    TellFound(
            RollCalls rollCalls,
            RollCallWords words,
            SendByWay sendByWay,
            Directory directory,
            People people,
            Incidents incidents) {
        this.rollCalls = rollCalls;
        this.words = words;
        this.sendByWay = sendByWay;
        this.directory = directory;
        this.people = people;
        this.incidents = incidents;
    }

    /**
     * @param missing as they were until now: not found, said by who told the emergency services
     * @param now safe, or in need of help
     * @param by login of who says so, and knows
     */
    void tell(RollCall rollCall, Asked missing, Safety now, String by) {
        var informed = missing.by();
        for (var person : concerned(rollCall, informed)) {
            if (!person.equals(by)) {
                var ways = person.equals(informed) ? Set.of(Way.values()) : IN_WRITING;
                directory.find(person).ifPresent(contact -> send(rollCall, missing, now, contact, ways));
            }
        }
        rollCalls.record(
                rollCall,
                "roll-call.found-told",
                IncidentRecord.DRAAIBOEK,
                Map.of("person", missing.person(), "helper", informed));
    }

    private Set<String> concerned(RollCall rollCall, String informed) {
        var concerned = new LinkedHashSet<String>();
        concerned.add(informed);
        people.inGroups("managers").stream().map(Person::id).forEach(concerned::add);
        concerned.add(rollCall.startedBy());
        if (rollCall.incident() != null) {
            concerned.add(Objects.requireNonNullElse(
                    incidents.get(rollCall.incident()).lead(), ""));
        }
        return concerned;
    }

    private void send(RollCall rollCall, Asked missing, Safety now, Contact contact, Set<Way> ways) {
        var who = contact.colleague().id();
        var more = Map.of(
                "name", people.nameOf(missing.person()),
                "where", missing.location(),
                "help", now == Safety.NEEDS_HELP,
                "yours", who.equals(missing.by()),
                "informed", people.nameOf(missing.by()));
        contact.possible().stream()
                .filter(ways::contains)
                .forEach(way -> sendByWay.send(
                        contact,
                        way,
                        "roll-call-found",
                        way.channel().equals("call")
                                ? words.said("roll-call-found-call", rollCall, more)
                                : words.of("roll-call-found", rollCall, more),
                        "roll-call/" + rollCall.id(),
                        "roll-call/%d/found/%d/%d/%s/%s"
                                .formatted(
                                        rollCall.id(),
                                        missing.id(),
                                        missing.at().toEpochMilli(),
                                        who,
                                        way.word())));
    }
}
