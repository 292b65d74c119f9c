package nl.draaiboek.everyone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import org.springframework.stereotype.Component;

/**
 * Who hears that somebody needs help, by all their ways at once, and that it is not needed any more, by the same ways. Who
 * was told stands with the roll call: they may see the page and do the task.
 */
@Component
public class CallHelp {

    private static final String TOLD = "roll-call.help-told";

    private final RollCalls rollCalls;
    private final RollCallWords words;
    private final WhoFindsOut whoFindsOut;
    private final SendByWay sendByWay;
    private final Directory directory;
    private final People people;

    CallHelp(
            RollCalls rollCalls,
            RollCallWords words,
            WhoFindsOut whoFindsOut,
            SendByWay sendByWay,
            Directory directory,
            People people) {
        this.rollCalls = rollCalls;
        this.words = words;
        this.whoFindsOut = whoFindsOut;
        this.sendByWay = sendByWay;
        this.directory = directory;
        this.people = people;
    }

    /** Logins of who was told that this one needs help, since they said so. */
    public Set<String> told(Asked inNeed) {
        return waysTold(inNeed).keySet();
    }

    /** Whether this person was told of anybody in need in this roll call. */
    public boolean toldOfAny(long rollCall, String login) {
        return rollCalls.entries(rollCall).stream()
                .anyMatch(entry -> entry.kind().equals(TOLD)
                        && login.equals(entry.details().get("helper")));
    }

    void call(RollCall rollCall, Asked inNeed) {
        var ways = new LinkedHashMap<String, List<String>>();
        for (var helper : whoFindsOut.now(rollCall).helpers(inNeed)) {
            ways.put(helper.colleague().id(), send(rollCall, inNeed, helper, "roll-call-help", helper.possible()));
        }
        heard(rollCall, inNeed, ways);
    }

    /**
     * Keeps by which ways each of these heard of it; once, and not of who heard nothing.
     *
     * @param ways by login
     */
    void heard(RollCall rollCall, Asked inNeed, Map<String, List<String>> ways) {
        var before = told(inNeed);
        ways.forEach((login, by) -> {
            if (!by.isEmpty() && !before.contains(login)) {
                rollCalls.record(
                        rollCall,
                        TOLD,
                        IncidentRecord.DRAAIBOEK,
                        Map.of("person", inNeed.person(), "helper", login, "ways", by));
            }
        });
    }

    /**
     * Whoever was told hears that it is over, but for who says so.
     *
     * @param inNeed as they were until now, before what they became is kept
     */
    void over(RollCall rollCall, Asked inNeed, String by) {
        waysTold(inNeed).forEach((login, ways) -> {
            if (!login.equals(by)) {
                directory
                        .find(login)
                        .ifPresent(helper -> send(
                                rollCall,
                                inNeed,
                                helper,
                                "roll-call-helped",
                                ways.stream()
                                        .flatMap(way -> Way.of(way).stream())
                                        .collect(Collectors.toSet())));
            }
        });
    }

    /** In words, for who can send somebody: names and places. */
    String inNeed(long rollCall) {
        return rollCalls.people(rollCall).stream()
                .filter(asked -> asked.safety() == Safety.NEEDS_HELP)
                .map(asked -> people.nameOf(asked.person())
                        + (asked.location().isEmpty() ? "" : " (" + asked.location() + ")"))
                .collect(Collectors.joining(", "));
    }

    private List<String> send(RollCall rollCall, Asked inNeed, Contact helper, String message, Set<Way> ways) {
        var more = Map.of(
                "name",
                people.nameOf(inNeed.person()),
                "where",
                inNeed.location(),
                "link",
                words.list(rollCall) + "/people/" + inNeed.id());
        return ways.stream()
                .filter(helper.possible()::contains)
                .filter(way -> sendByWay
                        .send(
                                helper,
                                way,
                                message,
                                words.of(way.channel().equals("call") ? message + "-call" : message, rollCall, more),
                                "roll-call/" + rollCall.id(),
                                "roll-call/%d/%s/%d/%d/%s"
                                        .formatted(
                                                rollCall.id(),
                                                message,
                                                inNeed.id(),
                                                inNeed.at().toEpochMilli(),
                                                way.word()))
                        .isPresent())
                .map(Way::word)
                .toList();
    }

    private Map<String, List<String>> waysTold(Asked inNeed) {
        var told = new LinkedHashMap<String, List<String>>();
        for (var entry : rollCalls.entries(inNeed.rollCall())) {
            if (!inNeed.person().equals(entry.details().get("person"))) {
                continue;
            }
            if (entry.kind().equals("roll-call.answered")) {
                told.clear();
            } else if (entry.kind().equals(TOLD) && entry.details().get("ways") instanceof List<?> ways) {
                told.put(
                        String.valueOf(entry.details().get("helper")),
                        ways.stream().map(String::valueOf).toList());
            }
        }
        return told;
    }
}
