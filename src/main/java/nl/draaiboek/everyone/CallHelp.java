package nl.draaiboek.everyone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import nl.draaiboek.response.ResponseTexts;
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
    private static final String CANNOT = "roll-call.help-cannot";
    private static final String NOBODY = "roll-call.help-nobody";
    private static final String AGAIN = "roll-call.help-again";
    private static final Duration NOT_TWICE_WITHIN = Duration.ofMinutes(1);
    private static final Set<Way> IN_WRITING = Set.of(Way.MAIL, Way.SMS, Way.CHAT);

    static final String MESSAGE = "roll-call-help";

    private final RollCalls rollCalls;
    private final RollCallWords words;
    private final WhoFindsOut whoFindsOut;
    private final SendByWay sendByWay;
    private final Dispatches dispatches;
    private final Directory directory;
    private final People people;
    private final RollCallProcesses processes;

    CallHelp(
            RollCalls rollCalls,
            RollCallWords words,
            WhoFindsOut whoFindsOut,
            SendByWay sendByWay,
            Dispatches dispatches,
            Directory directory,
            People people,
            RollCallProcesses processes) {
        this.processes = processes;
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

    /** @param by login of who says so: who is not called for it */
    void call(RollCall rollCall, Asked inNeed, String by) {
        call(rollCall, inNeed, whoFindsOut.now(rollCall).helpers(inNeed, by), "first", Map.of());
    }

    /**
     * Nobody goes yet: those who were called first are called again, by all their ways; and with {@code everyone} also who leads, who
     * called the roll, the managers, whoever is safe there and whoever works on incidents. Never who said that they cannot: when nobody
     * else is left, managers read it. A telephone that rang within the last minute is not rung: its owner reads it, and is called the
     * next time.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void again(Asked asked, boolean everyone) {
        var rollCall = rollCalls.lock(asked.rollCall());
        var inNeed = rollCalls.asked(asked.id()).orElseThrow();
        if (inNeed.safety() != Safety.NEEDS_HELP || going(inNeed).isPresent()) {
            return;
        }
        var finders = whoFindsOut.now(rollCall);
        var unable = unable(inNeed);
        var near = left(everyone ? finders.everyone(inNeed) : finders.helpers(inNeed, inNeed.by()), unable);
        var called = near.isEmpty() ? left(finders.everyone(inNeed), unable) : near;
        var logins = called.stream().map(helper -> helper.colleague().id()).toList();
        rollCalls.record(
                rollCall, AGAIN, IncidentRecord.DRAAIBOEK, Map.of("person", inNeed.person(), "people", logins.size()));
        var occasion = "again/" + rollCalls.instant().toEpochMilli();
        if (called.isEmpty()) {
            finders.managers(inNeed)
                    .forEach(manager ->
                            send(rollCall, inNeed, manager, MESSAGE, IN_WRITING, occasion, Map.of("nobody", true)));
            return;
        }
        processes.mayHelp(inNeed.id(), logins);
        call(rollCall, inNeed, called, occasion, Map.of("again", true, "others", othersInNeed(inNeed)));
    }

    private static List<Contact> left(List<Contact> helpers, Set<String> unable) {
        return helpers.stream()
                .filter(helper -> !unable.contains(helper.colleague().id()))
                .toList();
    }

    /** The others to whom nobody goes yet, in whatever roll call: a telephone that rings for one says it of all. */
    private String othersInNeed(Asked inNeed) {
        return inWords(rollCalls.needingHelp().stream()
                .filter(other ->
                        !other.person().equals(inNeed.person()) && going(other).isEmpty()));
    }

    /** Few of many: what is known of each is asked only of these. */
    private Stream<Asked> needingHelp(long rollCall) {
        return rollCalls.people(rollCall).stream().filter(asked -> asked.safety() == Safety.NEEDS_HELP);
    }

    private String inWords(Stream<Asked> all) {
        return all.map(asked -> people.nameOf(asked.person())
                        + (asked.location().isEmpty() ? "" : " (" + asked.location() + ")"))
                .collect(Collectors.joining(", "));
    }

    private Set<Way> notRungJustNow(Contact helper) {
        var since = rollCalls.instant().minus(NOT_TWICE_WITHIN);
        return helper.possible().stream()
                .filter(way -> !way.channel().equals("call")
                        || !rollCalls.wentTo(helper.colleague().id(), way, since))
                .collect(Collectors.toSet());
    }

    /** @param occasion why they are called, once for each */
    private void call(
            RollCall rollCall, Asked inNeed, List<Contact> helpers, String occasion, Map<String, Object> own) {
        var by = new LinkedHashMap<String, List<String>>();
        for (var helper : helpers) {
            var login = helper.colleague().id();
            var ways = own.containsKey("again") ? notRungJustNow(helper) : helper.possible();
            var sent = send(rollCall, inNeed, helper, MESSAGE, ways, occasion, own);
            sent.forEach((way, notice) -> rollCalls.toldOfHelp(inNeed.id(), login, way, notice));
            by.put(login, sent.keySet().stream().map(Way::word).toList());
        }
        heard(rollCall, inNeed, by);
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
        if (inNeed.safety() != Safety.NEEDS_HELP
                || going(inNeed).filter(by::equals).isPresent()) {
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
                                by + "/" + rollCalls.instant().toEpochMilli(),
                                Map.of("who", people.nameOf(by))));
            }
        });
    }

    /**
     * Nobody has the task any more: who had it cannot go after all, unless they said so already.
     *
     * @see #cannot
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goesNot(Asked asked) {
        var inNeed = rollCalls.asked(asked.id()).orElseThrow();
        if (inNeed.safety() == Safety.NEEDS_HELP) {
            going(inNeed).ifPresent(who -> cannot(rollCalls.lock(asked.rollCall()), inNeed, who));
        }
    }

    /**
     * Somebody cannot go. Where they had said that they go, the others are called anew; where nobody is left of those who were told,
     * managers are called.
     */
    void cannot(RollCall rollCall, Asked inNeed, String by) {
        var going = going(inNeed);
        var gone = going.filter(by::equals).isPresent();
        if (!gone && unable(inNeed).contains(by)) {
            return;
        }
        rollCalls.record(rollCall, CANNOT, by, Map.of("person", inNeed.person(), "helper", by));
        if (gone) {
            var unable = unable(inNeed);
            call(
                    rollCall,
                    inNeed,
                    told(inNeed).stream()
                            .filter(login -> !unable.contains(login))
                            .flatMap(login -> directory.find(login).stream())
                            .toList(),
                    "after-" + by + "/" + rollCalls.instant().toEpochMilli(),
                    Map.of("cannot", people.nameOf(by)));
        }
        if ((gone || going.isEmpty()) && unable(inNeed).containsAll(told(inNeed))) {
            callManagers(rollCall, inNeed);
        }
    }

    /** Nobody of those who were told can go: managers are called who were not yet, else all of them read it. */
    private void callManagers(RollCall rollCall, Asked inNeed) {
        rollCalls.record(rollCall, NOBODY, IncidentRecord.DRAAIBOEK, Map.of("person", inNeed.person()));
        var told = told(inNeed);
        var managers = whoFindsOut.now(rollCall).managers(inNeed);
        var fresh = managers.stream()
                .filter(manager -> !told.contains(manager.colleague().id()))
                .toList();
        var nobody = Map.<String, Object>of("nobody", true);
        if (fresh.isEmpty()) {
            managers.forEach(manager -> send(rollCall, inNeed, manager, MESSAGE, IN_WRITING, NOBODY, nobody));
        } else {
            call(rollCall, inNeed, fresh, NOBODY, nobody);
        }
    }

    /** What they say of themselves meanwhile, for whoever was told and whoever goes: by what can be read. */
    void said(RollCall rollCall, Asked inNeed) {
        var helpers = new TreeSet<>(told(inNeed));
        going(inNeed).ifPresent(helpers::add);
        for (var login : helpers) {
            directory
                    .find(login)
                    .ifPresent(helper -> send(
                            rollCall,
                            inNeed,
                            helper,
                            "roll-call-help-note",
                            IN_WRITING,
                            UUID.randomUUID().toString(),
                            Map.of()));
        }
    }

    /** Login of who goes to somebody who needs help; nothing when nobody said so, or cannot after all. */
    public Optional<String> going(Asked inNeed) {
        var going = Optional.<String>empty();
        for (var entry : sinceNeeded(inNeed)) {
            if (entry.kind().equals(GOES)) {
                going = Optional.of(entry.actor());
            } else if (entry.kind().equals(CANNOT)
                    && going.filter(entry.actor()::equals).isPresent()) {
                going = Optional.empty();
            }
        }
        return going;
    }

    /** Who said last that they cannot. */
    private Set<String> unable(Asked inNeed) {
        var unable = new TreeSet<String>();
        for (var entry : sinceNeeded(inNeed)) {
            if (entry.kind().equals(CANNOT)) {
                unable.add(entry.actor());
            } else if (entry.kind().equals(GOES)) {
                unable.remove(entry.actor());
            }
        }
        return unable;
    }

    /** Whether this person said that they go, or that they cannot. */
    boolean answered(Asked inNeed, String login) {
        return unable(inNeed).contains(login)
                || going(inNeed).filter(login::equals).isPresent();
    }

    /**
     * Keeps by which ways each of these heard of it; once, and not of who heard nothing.
     *
     * @param ways by login
     */
    void heard(RollCall rollCall, Asked inNeed, Map<String, List<String>> ways) {
        if (helpedElsewhere(inNeed)) {
            return;
        }
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
        if (helpedElsewhere(inNeed)) {
            return;
        }
        var withdrawn = rollCalls.helpSent(inNeed.id()).stream()
                .collect(Collectors.partitioningBy(
                        sent -> dispatches.withdraw(sent.notice(), "They are safe, or were seen to."),
                        Collectors.mapping(sent -> sent.helper() + ' ' + sent.way(), Collectors.toSet())));
        var unheard = new TreeSet<>(withdrawn.get(true));
        unheard.removeAll(withdrawn.get(false));
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
                                "over",
                                Map.of()));
            }
        });
    }

    private static Set<Way> ways(List<String> words) {
        return words.stream().flatMap(word -> Way.of(word).stream()).collect(Collectors.toSet());
    }

    /** In words, for who can send somebody: names and places. */
    String inNeed(long rollCall) {
        return inWords(needingHelp(rollCall));
    }

    /** The same, of those to whom nobody goes yet. */
    String nobodyGoesTo(long rollCall) {
        return inWords(needingHelp(rollCall).filter(asked -> going(asked).isEmpty()));
    }

    /** @param occasion tells one message of this kind about one who is in need from another */
    Map<Way, UUID> send(
            RollCall rollCall,
            Asked inNeed,
            Contact helper,
            String message,
            Set<Way> ways,
            String occasion,
            Map<String, Object> own) {
        var more = new HashMap<String, Object>(Map.of("cannot", "", "nobody", false, "again", false, "others", ""));
        more.put("note", inNeed.note());
        more.put("noteSaid", ResponseTexts.sentence(inNeed.note()));
        more.put("name", people.nameOf(inNeed.person()));
        more.put("where", inNeed.location());
        more.put("link", words.list(rollCall) + "/people/" + inNeed.id());
        more.putAll(own);
        var notices = new EnumMap<Way, UUID>(Way.class);
        ways.stream().filter(helper.possible()::contains).forEach(way -> sendByWay
                .send(
                        helper,
                        way,
                        message,
                        words(message, way, rollCall, more),
                        "roll-call/" + rollCall.id(),
                        "roll-call/%d/%s/%d/%d/%s/%s"
                                .formatted(
                                        rollCall.id(),
                                        message,
                                        inNeed.id(),
                                        inNeed.at().toEpochMilli(),
                                        occasion,
                                        way.word()))
                .ifPresent(notice -> notices.put(way, notice)));
        return notices;
    }

    private Map<String, Content> words(String message, Way way, RollCall rollCall, Map<String, Object> more) {
        var asks = message.equals(MESSAGE);
        return switch (way.channel()) {
            case "call" ->
                asks
                        ? words.helpCall(message + "-call", rollCall, more)
                        : words.said(message + "-call", rollCall, more);
            case "sms" -> words.of(asks ? message + "-sms" : message, rollCall, more);
            default -> words.of(message, rollCall, more);
        };
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

    /** Whether who goes and who was told stands with another roll call, in which they said so first. */
    private boolean helpedElsewhere(Asked inNeed) {
        return inNeed.safety() == Safety.NEEDS_HELP
                && rollCalls.helpedAs(inNeed).id() != inNeed.id();
    }

    /** What happened about this one after the last change of how they are, where they are helped. */
    private List<WhatHappened.Entry> sinceNeeded(Asked one) {
        var inNeed = one.safety() == Safety.NEEDS_HELP ? rollCalls.helpedAs(one) : one;
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
