package nl.draaiboek.everyone;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.SentMessages;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever is called because somebody needs help says over the phone whether they go: by key 1 or 2, or by {@code JA},
 * {@code ACK}, {@code NEE} or {@code PASS} by SMS; with the code of an incident that is the answer to a page. Who goes has the task; who cannot leaves it to the others. What came of it they
 * read: also who goes already, and that nobody has to any more.
 */
@Component
class AnswerHelpCall {

    private static final Pattern REPLY = Pattern.compile(
            "\\W*(?:(?<come>ack|ok|oke|ja|yes|1|ik ga|ga|i go|going)|(?<pass>pass|nee|no|2|kan niet|cannot))\\b"
                    + "(?![\\W&&[^0-9]]*inc-?[0-9]{4}).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final RollCalls rollCalls;
    private final CallHelp callHelp;
    private final RollCallProcesses processes;
    private final SentMessages sentMessages;
    private final Directory directory;
    private final WaysThatWork waysThatWork;
    private final People people;
    private final HeardFrom heardFrom;

    AnswerHelpCall(
            RollCalls rollCalls,
            CallHelp callHelp,
            RollCallProcesses processes,
            SentMessages sentMessages,
            Directory directory,
            WaysThatWork waysThatWork,
            People people,
            HeardFrom heardFrom) {
        this.heardFrom = heardFrom;
        this.rollCalls = rollCalls;
        this.callHelp = callHelp;
        this.processes = processes;
        this.sentMessages = sentMessages;
        this.directory = directory;
        this.waysThatWork = waysThatWork;
        this.people = people;
    }

    @EventListener
    @Transactional
    public void pressed(KeyPressed pressed) {
        sentMessages
                .find(pressed.messageKey())
                .filter(message -> message.message().equals(CallHelp.MESSAGE))
                .flatMap(message -> rollCalls.toldOfHelp(message.dispatch()))
                .ifPresent(told -> {
                    if (pressed.key().equals("1") || pressed.key().equals("2")) {
                        var came = answer(
                                told.asked(), told.helper(), pressed.key().equals("1"));
                        directory.find(told.helper()).ifPresent(helper -> Stream.of(Way.SMS, Way.SMS_SECOND, Way.MAIL)
                                .filter(helper.possible()::contains)
                                .filter(waysThatWork::works)
                                .findFirst()
                                .ifPresent(way -> {
                                    reply(helper, way, told.asked(), came);
                                    heardFrom.heard(helper, "call", way);
                                }));
                    }
                });
    }

    /**
     * Takes an SMS as the answer of somebody who was called to help.
     *
     * @param asksThem whether they were asked whether they are safe themselves after that, so that a bare no is about them
     * @return whether it is one
     */
    boolean replied(Contact sender, Way way, String text, boolean asksThem) {
        var reply = REPLY.matcher(text.strip());
        if (!reply.matches()) {
            return false;
        }
        var login = sender.colleague().id();
        var inNeed = meant(login, text);
        if (inNeed.isEmpty() || asksThem && reply.group("pass") != null) {
            return false;
        }
        var asked = inNeed.get().id();
        reply(sender, way, asked, answer(asked, login, reply.group("come") != null));
        heardFrom.heard(sender, "sms", way);
        return true;
    }

    /** Whether an SMS of this person is such an answer. */
    boolean takes(String login, String text) {
        var reply = REPLY.matcher(text.strip());
        return reply.matches() && meant(login, text).isPresent();
    }

    /** Whom they name of those who need help; else of whom they were told and did not answer yet, the latest first. */
    private Optional<Asked> meant(String login, String text) {
        var inNeed = rollCalls.needingHelp();
        var told = inNeed.stream()
                .filter(one -> callHelp.told(one).contains(login))
                .toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        var words = words(text);
        var named = inNeed.stream().filter(one -> named(one, words)).toList();
        return (named.isEmpty() ? told : named)
                .stream().min(Comparator.comparing(one -> callHelp.answered(one, login)));
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private boolean named(Asked inNeed, Set<String> words) {
        return directory
                .find(inNeed.person())
                .map(Contact::colleague)
                .filter(colleague -> Stream.of(colleague.firstName(), colleague.lastName())
                        .map(AnswerHelpCall::words)
                        .anyMatch(name -> !name.isEmpty() && words.containsAll(name)))
                .isPresent();
    }

    /** @return what came of it, as the reply has it */
    private String answer(long asked, String helper, boolean comes) {
        var rollCall = rollCalls.lock(rollCalls.asked(asked).orElseThrow().rollCall());
        var inNeed = rollCalls.asked(asked).orElseThrow();
        if (inNeed.safety() != Safety.NEEDS_HELP) {
            return "over";
        }
        if (!comes) {
            callHelp.cannot(rollCall, inNeed, helper);
            processes.goesNot(asked, helper);
            return "passed";
        }
        var goes = processes.goes(asked, helper).orElse(helper);
        if (!goes.equals(helper)) {
            return "else";
        }
        callHelp.goes(inNeed, helper);
        return "yours";
    }

    private void reply(Contact helper, Way way, long asked, String came) {
        var inNeed = rollCalls.asked(asked).orElseThrow();
        var rollCall = rollCalls.get(inNeed.rollCall());
        var own = new HashMap<String, Object>(Map.of("yours", false, "else", false, "over", false, "passed", false));
        own.put(came, true);
        own.put("who", callHelp.going(inNeed).map(people::nameOf).orElse(""));
        callHelp.send(
                rollCall,
                inNeed,
                helper,
                "roll-call-help-reply",
                Set.of(way),
                UUID.randomUUID().toString(),
                own);
    }
}
