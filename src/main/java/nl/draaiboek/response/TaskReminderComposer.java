package nl.draaiboek.response;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;

/**
 * Reminds who leads of a task that is late and stays theirs. Input {@code task}: {@code channels} or {@code roles}. Nobody leads:
 * every incident manager is reminded; so they are where who leads is in need themselves.
 */
@Component
class TaskReminderComposer implements Composer {

    private static final List<String> TASKS = List.of("channels", "roles");

    private final Incidents incidents;
    private final People people;
    private final ResponseTexts texts;
    private final Links links;
    private final KnownPlaces knownPlaces;
    private final MayBeAsked mayBeAsked;

    TaskReminderComposer(
            Incidents incidents,
            People people,
            ResponseTexts texts,
            Links links,
            KnownPlaces knownPlaces,
            MayBeAsked mayBeAsked) {
        this.mayBeAsked = mayBeAsked;
        this.knownPlaces = knownPlaces;
        this.incidents = incidents;
        this.people = people;
        this.texts = texts;
        this.links = links;
    }

    @Override
    public String message() {
        return "task-reminder";
    }

    @Override
    public Composition compose(Request request) {
        var task = request.inputs().getOrDefault("task", "");
        if (!TASKS.contains(task)) {
            throw new IllegalArgumentException(
                    "A service task that sends 'task-reminder' needs the input 'task', one of " + TASKS + ".");
        }
        var incident = incidents.get(request.incident());
        var values = new HashMap<String, Object>();
        values.put("code", incident.code().value());
        values.put("title", incident.title());
        values.put("link", links.to("/camunda/app/tasklist/"));
        TASKS.forEach(one -> values.put(one, one.equals(task)));
        var places = knownPlaces.known(incident.code());
        var room = places.chatRoom().isBlank();
        values.put("noRoom", room && !places.lacksCall());
        values.put("noCall", !room);
        values.put("neither", room && places.lacksCall());
        var contents = texts.contents("task-reminder", values);
        var holders = Optional.ofNullable(incident.lead())
                .filter(lead -> mayBeAsked.need(lead).isEmpty())
                .flatMap(people::find)
                .map(List::of)
                .orElseGet(() -> mayBeAsked.notInNeed(people.inGroups("incidentManagers"), Person::id));
        return new Composition(
                contents,
                Recipients.of(holders),
                request.incident() + "/team",
                request.incident() + "/task-reminder/" + task);
    }
}
