package nl.draaiboek.everyone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.people.Way;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Managers hear who is not accounted for yet, again and again: by SMS and by mail. Once for a roll call, however many searches
 * are overdue at the same moment.
 */
@Component
public class TellManagers {

    private static final String STILL_OPEN = "roll-call.still-open";
    private static final Duration NOT_TWICE_WITHIN = Duration.ofMinutes(1);

    private final RollCalls rollCalls;
    private final RollCallWords words;
    private final SendByWay sendByWay;
    private final People people;
    private final Directory directory;
    private final CallHelp callHelp;

    TellManagers(
            RollCalls rollCalls,
            RollCallWords words,
            SendByWay sendByWay,
            People people,
            Directory directory,
            CallHelp callHelp) {
        this.callHelp = callHelp;
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
        if (saidJustNow(id, open)) {
            return;
        }
        rollCalls.record(rollCall, STILL_OPEN, IncidentRecord.DRAAIBOEK, open);
        var contents = words.of(
                "roll-call-open",
                rollCall,
                Map.of(
                        "help", open.get("help"),
                        "missing", open.get("missing"),
                        "names", callHelp.inNeed(id),
                        "nobodyGoesTo", callHelp.nobodyGoesTo(id)));
        var told = new LinkedHashMap<String, List<String>>();
        people.inGroups("managers").stream()
                .map(Person::id)
                .flatMap(manager -> directory.find(manager).stream())
                .forEach(manager -> told.put(
                        manager.colleague().id(),
                        Stream.of(Way.MAIL, Way.SMS)
                                .filter(manager.possible()::contains)
                                .filter(way -> sendByWay
                                        .send(
                                                manager,
                                                way,
                                                "roll-call-open",
                                                contents,
                                                "roll-call/" + id,
                                                "roll-call/%d/open/%s".formatted(id, way.word()))
                                        .isPresent())
                                .map(Way::word)
                                .toList()));
        rollCalls.people(id).stream()
                .filter(asked -> asked.safety() == Safety.NEEDS_HELP)
                .forEach(asked -> callHelp.heard(rollCall, asked, told));
    }

    /** Whether they heard within the last minute that so many need help; each search says it of all. */
    private boolean saidJustNow(long id, Map<String, String> open) {
        var since = rollCalls.instant().minus(NOT_TWICE_WITHIN);
        return rollCalls.entries(id).stream()
                .filter(entry -> entry.kind().equals(STILL_OPEN) && entry.at().isAfter(since))
                .anyMatch(entry -> Objects.equals(entry.details().get("help"), open.get("help")));
    }
}
