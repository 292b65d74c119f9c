package nl.draaiboek.everyone;

import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.people.Way;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Managers hear who is not accounted for yet, again and again: by SMS and by mail. */
@Component
public class TellManagers {

    private final RollCalls rollCalls;
    private final RollCallWords words;
    private final SendByWay sendByWay;
    private final People people;
    private final Directory directory;

    TellManagers(RollCalls rollCalls, RollCallWords words, SendByWay sendByWay, People people, Directory directory) {
        this.rollCalls = rollCalls;
        this.words = words;
        this.sendByWay = sendByWay;
        this.people = people;
        this.directory = directory;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofOpen(long id) {
        var rollCall = rollCalls.lock(id);
        var figures = rollCalls.figures(id);
        var open = Map.of(
                "help", Integer.toString(figures.getOrDefault(Safety.NEEDS_HELP, 0)),
                "missing",
                        Integer.toString(
                                figures.getOrDefault(Safety.NO_ANSWER, 0) + figures.getOrDefault(Safety.PASSED_ON, 0)));
        rollCalls.record(rollCall, "roll-call.still-open", IncidentRecord.DRAAIBOEK, open);
        var contents = words.of("roll-call-open", rollCall, open);
        people.inGroups("managers").stream()
                .map(Person::id)
                .flatMap(manager -> directory.find(manager).stream())
                .forEach(manager -> List.of(Way.MAIL, Way.SMS).stream()
                        .filter(manager.possible()::contains)
                        .forEach(way -> sendByWay.send(
                                manager,
                                way,
                                "roll-call-open",
                                contents,
                                "roll-call/" + id,
                                "roll-call/%d/open/%s".formatted(id, way.word()))));
    }
}
