package nl.draaiboek.response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.Calendars;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.people.Swaps.State;
import nl.draaiboek.people.Swaps.Swap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails about swaps of shifts, to those whom it concerns. */
@Component
public class TellOfSwaps {

    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final People people;
    private final Calendars calendars;
    private final WatchOnCall watchOnCall;
    private final Links links;
    private final OfficeHours officeHours;

    TellOfSwaps(
            Dispatches dispatches,
            ResponseTexts texts,
            People people,
            Calendars calendars,
            WatchOnCall watchOnCall,
            Links links,
            OfficeHours officeHours) {
        this.dispatches = dispatches;
        this.texts = texts;
        this.people = people;
        this.calendars = calendars;
        this.watchOnCall = watchOnCall;
        this.links = links;
        this.officeHours = officeHours;
    }

    /** Asks who is to take over, or asks once more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(Swap swap, boolean again) {
        send(
                "swap-asked",
                swap,
                List.of(swap.substitute()),
                Map.of("again", again, "link", links.to("/camunda/app/tasklist/")));
    }

    /** Tells what came of it: those of whom it is, who asked, and who looks after the schedule; but not who did it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellOutcome(Swap swap, String by, String reason) {
        var keepers = calendars.find(swap.schedule()).stream()
                .flatMap(schedule -> watchOnCall.keepers(schedule).stream())
                .map(Person::id);
        var whom = Stream.concat(Stream.of(swap.person(), swap.askedBy(), swap.substitute()), keepers)
                .distinct()
                .filter(id -> !id.equals(by))
                .toList();
        var values = new HashMap<String, Object>();
        for (var state : State.values()) {
            values.put(state.name().toLowerCase(java.util.Locale.ROOT), swap.state() == state);
        }
        values.put("reason", reason);
        values.put("link", links.to("/register/on-call/" + swap.schedule()));
        send("swap-settled", swap, whom, values);
    }

    private void send(String message, Swap swap, List<String> whom, Map<String, Object> values) {
        var recipients = Recipients.of(
                whom.stream().flatMap(id -> people.find(id).stream()).toList());
        if (recipients.isEmpty()) {
            return;
        }
        var contents = texts.contents(message, language -> {
            var spoken = new SpokenTime(language, officeHours.zone());
            var all = new HashMap<>(values);
            all.put("person", people.nameOf(swap.person()));
            all.put("substitute", people.nameOf(swap.substitute()));
            all.put("from", spoken.full(swap.starts()));
            all.put("until", spoken.full(swap.ends()));
            all.put(
                    "schedule",
                    calendars
                            .find(swap.schedule())
                            .map(one -> one.name(language))
                            .orElse(swap.schedule()));
            return all;
        });
        var about = "swap/" + swap.id();
        dispatches.open(new Notice(
                null,
                "mail",
                message,
                "employees",
                new Composition(contents, recipients, about, about + '/' + message)));
    }
}
