package nl.draaiboek.everyone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who hears that somebody needs help, by all their ways at once, and that it is not needed any more, by the same ways. Who
 * was told stands with the roll call: they may see the page and do the task.
 */
@Component
public class CallHelp {

    private static final String TOLD = "roll-call.help-told";
    private static final String GOES = "roll-call.help-goes";

    private final RollCalls rollCalls;
    private final RollCallWords words;
    private final WhoFindsOut whoFindsOut;
    private final SendByWay sendByWay;
    private final Dispatches dispatches;
    private final Directory directory;
    private final People people;

    CallHelp(
            RollCalls rollCalls,
            RollCallWords words,
            WhoFindsOut whoFindsOut,
            SendByWay sendByWay,
            Dispatches dispatches,
            Directory directory,
            People people) {
        this.rollCalls = rollCalls;
        this.words = words;
        this.whoFindsOut = whoFindsOut;
        this.sendByWay = sendByWay;
        this.dispatches = dispatches;
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
            var login = helper.colleague().id();
            var sent = send(rollCall, inNeed, helper, "roll-call-help", helper.possible(), Map.of());
            sent.forEach((way, notice) -> rollCalls.toldOfHelp(inNeed.id(), login, way, notice));
            ways.put(login, sent.keySet().stream().map(Way::word).toList());
        }
        heard(rollCall, inNeed, ways);
    }

    /**
     * Somebody goes: the others who were told hear it, by what can be read. Once for each who goes.
     *
     * @param by login of who goes
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goes(Asked asked, String by) {
        var rollCall = rollCalls.lock(asked.rollCall());
        var inNeed = rollCalls.asked(asked.id()).orElseThrow();
        if (inNeed.safety() != Safety.NEEDS_HELP || going(inNeed).contains(by)) {
            return;
        }
        rollCalls.record(rollCall, GOES, by, Map.of("person", inNeed.person(), "helper", by));
        waysTold(inNeed).forEach((login, ways) -> {
            if (!login.equals(by)) {
                directory
                        .find(login)
                        .ifPresent(helper -> send(
                                rollCall,
                                inNeed,
                                helper,
                                "roll-call-help-goes",
                                ways(ways).stream()
                                        .filter(way -> !way.channel().equals("call"))
                                        .collect(Collectors.toSet()),
                                Map.of("who", people.nameOf(by))));
            }
        });
    }

    /** Who said that they go, since this one last needed help. */
    private List<String> going(Asked inNeed) {
        return sinceNeeded(inNeed).stream()
                .filter(entry -> entry.kind().equals(GOES))
                .map(WhatHappened.Entry::actor)
                .toList();
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
     * Whoever was told hears that it is over, but for who says so. What still waits to be sent is withdrawn, and by that way they hear
     * neither.
     *
     * @param inNeed as they were until now, before what they became is kept
     */
    void over(RollCall rollCall, Asked inNeed, String by) {
        var unheard = rollCalls.helpSent(inNeed.id()).stream()
                .filter(sent -> dispatches.withdraw(sent.notice(), "They are safe, or were seen to."))
                .map(sent -> sent.helper() + ' ' + sent.way())
                .collect(Collectors.toSet());
        rollCalls.forgetHelpSent(inNeed.id());
        waysTold(inNeed).forEach((login, ways) -> {
            if (!login.equals(by)) {
                directory
                        .find(login)
                        .ifPresent(helper -> send(
                                rollCall,
                                inNeed,
                                helper,
                                "roll-call-helped",
                                ways(ways).stream()
                                        .filter(way -> !unheard.contains(login + ' ' + way.word()))
                                        .collect(Collectors.toSet()),
                                Map.of()));
            }
        });
    }

    private static Set<Way> ways(List<String> words) {
        return words.stream().flatMap(word -> Way.of(word).stream()).collect(Collectors.toSet());
    }

    /** In words, for who can send somebody: names and places. */
    String inNeed(long rollCall) {
        return rollCalls.people(rollCall).stream()
                .filter(asked -> asked.safety() == Safety.NEEDS_HELP)
                .map(asked -> people.nameOf(asked.person())
                        + (asked.location().isEmpty() ? "" : " (" + asked.location() + ")"))
                .collect(Collectors.joining(", "));
    }

    private Map<Way, UUID> send(
            RollCall rollCall, Asked inNeed, Contact helper, String message, Set<Way> ways, Map<String, String> own) {
        var more = new HashMap<String, String>(own);
        more.put("name", people.nameOf(inNeed.person()));
        more.put("where", inNeed.location());
        more.put("link", words.list(rollCall) + "/people/" + inNeed.id());
        var notices = new EnumMap<Way, UUID>(Way.class);
        ways.stream().filter(helper.possible()::contains).forEach(way -> sendByWay
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
                .ifPresent(notice -> notices.put(way, notice)));
        return notices;
    }

    private Map<String, List<String>> waysTold(Asked inNeed) {
        var told = new LinkedHashMap<String, List<String>>();
        for (var entry : sinceNeeded(inNeed)) {
            if (entry.kind().equals(TOLD) && entry.details().get("ways") instanceof List<?> ways) {
                told.put(
                        String.valueOf(entry.details().get("helper")),
                        ways.stream().map(String::valueOf).toList());
            }
        }
        return told;
    }

    /** What happened about this one after the last change of how they are. */
    private List<WhatHappened.Entry> sinceNeeded(Asked inNeed) {
        var since = new ArrayList<WhatHappened.Entry>();
        for (var entry : rollCalls.entries(inNeed.rollCall())) {
            if (inNeed.person().equals(entry.details().get("person"))) {
                if (entry.kind().equals("roll-call.answered")) {
                    since.clear();
                }
                since.add(entry);
            }
        }
        return since;
    }
}
