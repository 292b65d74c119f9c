package nl.draaiboek.everyone;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.security.SignedLinks;
import nl.draaiboek.security.SignedLinks.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The messages of a phone tree, and the one link that each has in it. A number goes only to who is to call it: in an SMS and in a
 * call, because these must do where the network is out; never in a mail, which shows it behind its link. Each is kept as a look.
 */
@Component
class TellByTree {

    static final String PURPOSE = "phone-tree";
    static final String NEXT = "next";
    static final String ASKED = "asked";
    static final String TOLD = "told";
    private static final String OFF = "off";
    private static final String MESSAGE = "phone-tree-";
    static final Duration LASTS = Duration.ofDays(7);
    /** A call of ours is over by then, also where no provider says so. */
    private static final Duration CALL_LASTS = Duration.ofMinutes(2);

    private static final Set<TreeCall.Outcome> SPOKEN =
            EnumSet.of(TreeCall.Outcome.REACHED, TreeCall.Outcome.MESSAGE_LEFT);
    private static final Set<Way> CALLS = EnumSet.of(Way.CALL, Way.CALL_SECOND, Way.CALL_LANDLINE);

    private final PhoneTrees trees;
    private final SendByWay sendByWay;
    private final Dispatches dispatches;
    private final WaysThatWork ways;
    private final ResponseTexts texts;
    private final Directory directory;
    private final LookAtNumbers lookAtNumbers;
    private final People people;
    private final SignedLinks signedLinks;
    private final Links links;
    private final Clock clock;
    private final MayBeAsked mayBeAsked;

    TellByTree(
            PhoneTrees trees,
            SendByWay sendByWay,
            Dispatches dispatches,
            WaysThatWork ways,
            ResponseTexts texts,
            Directory directory,
            LookAtNumbers lookAtNumbers,
            People people,
            SignedLinks signedLinks,
            Links links,
            Clock clock,
            MayBeAsked mayBeAsked) {
        this.mayBeAsked = mayBeAsked;
        this.trees = trees;
        this.sendByWay = sendByWay;
        this.dispatches = dispatches;
        this.ways = ways;
        this.texts = texts;
        this.directory = directory;
        this.lookAtNumbers = lookAtNumbers;
        this.people = people;
        this.signedLinks = signedLinks;
        this.links = links;
        this.clock = clock;
    }

    /** Where somebody says what came of their calls, and that they know. The same throughout a tree. */
    String link(InTree who) {
        return links.to("/t/"
                + signedLinks.sign(
                        PURPOSE,
                        Long.toString(who.id()),
                        trees.get(who.tree()).begunAt().plus(LASTS)));
    }

    Reading read(String link) {
        return signedLinks.read(PURPOSE, link);
    }

    String list(PhoneTree tree) {
        return links.to("/phone-trees/" + tree.id());
    }

    boolean hasNumber(String login) {
        return directory.find(login).filter(this::hasNumber).isPresent();
    }

    boolean hasNumber(Contact contact) {
        return number(contact).isPresent();
    }

    /**
     * Whom to call: by mail, chat and SMS at once, by a call where there is no SMS. One call at a time: who is on the phone with us
     * gets the next one after it. The program calls by all ways.
     */
    void whomToCall(PhoneTree tree, TreeCall call) {
        if (call.caller() == null) {
            all(tree, trees.person(call.callee()).orElseThrow(), call, TOLD);
            return;
        }
        var caller = trees.person(call.caller()).orElseThrow();
        directory.find(caller.person()).ifPresent(contact -> {
            send(tree, caller, contact, call, NEXT, Way.MAIL);
            send(tree, caller, contact, call, NEXT, Way.CHAT);
            texted(contact)
                    .ifPresentOrElse(
                            way -> send(tree, caller, contact, call, NEXT, way), () -> nextByCall(caller.id()));
        });
    }

    /** Of the calls that somebody was not told by telephone yet, the first one; none while they are on the phone with us. */
    void nextByCall(long person) {
        if (trees.onThePhone(person, CALL_LASTS)) {
            return;
        }
        var caller = trees.person(person).orElseThrow();
        directory.find(caller.person()).ifPresent(contact -> trees.toMake(person).stream()
                .filter(this::waitsForTheLine)
                .findFirst()
                .ifPresent(call -> spoken(contact)
                        .ifPresent(way -> send(trees.get(caller.tree()), caller, contact, call, NEXT, way))));
    }

    /** Whether its caller hears of it by a call, and did not yet. */
    boolean waitsForTheLine(TreeCall call) {
        if (call.caller() == null || call.outcome() != TreeCall.Outcome.OPEN) {
            return false;
        }
        var told = trees.sentFor(call.id()).stream()
                .filter(sent -> sent.kind().equals(NEXT))
                .toList();
        return told.stream().noneMatch(sent -> sent.way().startsWith("call"))
                && (told.stream()
                                .anyMatch(sent -> sent.way().startsWith("sms")
                                        && sent.outcome().equals("FAILED"))
                        || trees.person(call.caller())
                                .flatMap(caller -> directory.find(caller.person()))
                                .filter(caller -> texted(caller).isEmpty())
                                .isPresent());
    }

    private Optional<Way> texted(Contact contact) {
        return Stream.of(Way.SMS, Way.SMS_SECOND)
                .filter(contact.possible()::contains)
                .filter(ways::works)
                .findFirst();
    }

    /**
     * What came of the calls of one caller: by all ways at once. What is written names them all; a call asks after the first, by a
     * key.
     */
    void whatCameOfThem(PhoneTree tree, long caller, List<TreeCall> calls) {
        var who = trees.person(caller).orElseThrow();
        var busy = trees.onThePhone(caller, CALL_LASTS);
        directory.find(who.person()).ifPresent(contact -> contact.possible().stream()
                .filter(way -> !busy || !CALLS.contains(way))
                .forEach(way -> send(tree, who, contact, calls, ASKED, way)));
    }

    /** What came of this one, by a call alone: what is written named it before. */
    void whatCameOfItByCall(PhoneTree tree, long caller, TreeCall call) {
        var who = trees.person(caller).orElseThrow();
        directory.find(who.person()).ifPresent(contact -> spoken(contact)
                .ifPresent(way -> send(tree, who, contact, call, ASKED, way)));
    }

    /** The word itself, to who was tried in vain; it takes the place of what still waits of an earlier one. */
    void theWord(PhoneTree tree, InTree who) {
        trees.told(who.id()).forEach(sent -> dispatches.withdraw(sent.notice(), "It is said once more."));
        all(tree, who, null, TOLD);
    }

    /** By a call what did not arrive as an SMS. Takes no lock: whoever tells it holds that of the message. */
    void byCallInstead(PhoneTrees.Sent sent) {
        if (sent.call() != null && sent.kind().equals(NEXT)) {
            nextByCall(sent.person());
        }
    }

    /**
     * Whoever was to make these calls need not any more; nobody hears so of a call that they were never told of. By the ways by
     * which they were asked: a call only where no SMS reached them, because who has a landline alone may sit beside it and not at
     * their mail.
     */
    void notNeeded(PhoneTree tree, long caller, List<TreeCall> calls) {
        var asked = calls.stream()
                .filter(call -> waysOf(call).findAny().isPresent())
                .toList();
        var ways =
                asked.stream().flatMap(this::waysOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Way.class)));
        if (ways.contains(Way.SMS) || ways.contains(Way.SMS_SECOND)) {
            ways.removeAll(CALLS);
        }
        var who = trees.person(caller).orElseThrow();
        var names = asked.stream()
                .map(call ->
                        people.nameOf(trees.person(call.callee()).orElseThrow().person()))
                .collect(Collectors.joining(", "));
        var contents = contents(
                MESSAGE + OFF,
                tree,
                who,
                language -> Map.of(
                        "callee",
                        names,
                        "over",
                        tree.overWithIncident(),
                        "stopped",
                        tree.stoppedBy() != null && !tree.overWithIncident()));
        directory
                .find(who.person())
                .ifPresent(contact -> ways.forEach(way -> sendByWay.send(
                        contact,
                        way,
                        MESSAGE + OFF,
                        way.channel().equals("call") ? withKeys(contents, OFF) : contents,
                        conversation(tree),
                        "phone-tree/%d/off/%d/%s"
                                .formatted(tree.id(), asked.get(0).id(), way.word()))));
    }

    /**
     * Somebody stopped it: whoever heard the word reads that it may not be true any more, by mail, and by SMS where they heard it by
     * telephone or have no mail. What still waits of the word is withdrawn. Not who stopped it, nor who started it and hears more.
     */
    void stopped(PhoneTree tree) {
        var stopper = Objects.requireNonNull(tree.stoppedBy());
        for (var who : trees.people(tree.id())) {
            var word = trees.word(who.id());
            var left = word.stream()
                    .filter(sent -> !dispatches.withdraw(sent.notice(), "It was stopped."))
                    .toList();
            var byPhone = trees.callsTo(who).stream().anyMatch(call -> SPOKEN.contains(call.outcome()))
                    || left.stream()
                            .anyMatch(sent -> sent.arrived() && !sent.way().equals(Way.MAIL.word()));
            var heard =
                    byPhone || who.state() == Reached.REACHED || left.stream().anyMatch(PhoneTrees.Sent::arrived);
            if (heard && !who.person().equals(stopper) && !who.person().equals(starter(tree))) {
                directory.find(who.person()).ifPresent(contact -> tellStopped(tree, who, contact, byPhone));
            }
        }
    }

    private void tellStopped(PhoneTree tree, InTree who, Contact contact, boolean byPhone) {
        var contents = contents(
                MESSAGE + "stopped",
                tree,
                who,
                language -> Map.of(
                        "stopper",
                        people.nameOf(Objects.requireNonNull(tree.stoppedBy())),
                        "reason",
                        ResponseTexts.sentence(Objects.requireNonNullElse(tree.reason(), ""))));
        var mail = contact.possible().contains(Way.MAIL);
        var text =
                (byPhone || !mail) && mayBeAsked.need(who.person()).isEmpty() ? texted(contact) : Optional.<Way>empty();
        Stream.concat(mail ? Stream.of(Way.MAIL) : Stream.empty(), text.stream())
                .forEach(way -> sendByWay.send(
                        contact,
                        way,
                        MESSAGE + "stopped",
                        contents,
                        conversation(tree),
                        "phone-tree/%d/stopped/%d/%s".formatted(tree.id(), who.id(), way.word())));
    }

    private String starter(PhoneTree tree) {
        return tree.startedBy().equals(IncidentRecord.DRAAIBOEK)
                ? trees.people(tree.id()).get(0).person()
                : tree.startedBy();
    }

    /** How its caller heard of it. */
    private Stream<Way> waysOf(TreeCall call) {
        return trees.sentFor(call.id()).stream()
                .filter(PhoneTrees.Sent::arrived)
                .flatMap(sent -> Way.of(sent.way()).stream());
    }

    /** Back to the number that it came from. */
    void reply(PhoneTree tree, InTree who, Contact contact, Way way, Map<String, ?> what) {
        sendByWay.send(
                contact,
                way,
                MESSAGE + "reply",
                contents(MESSAGE + "reply", tree, who, language -> what),
                conversation(tree),
                "phone-tree/reply/" + UUID.randomUUID());
    }

    /** To who started it, or began: how it stands, and in the end who was not reached. By mail and SMS. */
    void starter(PhoneTree tree, String kind, Map<String, ?> what) {
        var login = starter(tree);
        var at = clock.instant().toEpochMilli();
        var first = trees.people(tree.id()).get(0);
        directory.find(login).ifPresent(contact -> Stream.of(Way.MAIL, Way.SMS)
                .filter(contact.possible()::contains)
                .forEach(way -> sendByWay.send(
                        contact,
                        way,
                        MESSAGE + kind,
                        contents(MESSAGE + kind, tree, first, language -> {
                            var values = new HashMap<String, Object>(what);
                            values.put("link", list(tree));
                            return values;
                        }),
                        conversation(tree),
                        "phone-tree/%d/%s/%d/%s".formatted(tree.id(), kind, at, way.word()))));
    }

    /** Who needs help or is looked for is not rung up for it, but finds the mail. */
    private void all(PhoneTree tree, InTree who, @Nullable TreeCall call, String kind) {
        var inNeed = mayBeAsked.need(who.person()).isPresent();
        directory.find(who.person()).ifPresent(contact -> contact.possible().stream()
                .filter(way -> !inNeed || way == Way.MAIL)
                .forEach(way -> send(tree, who, contact, call, kind, way)));
    }

    private void send(PhoneTree tree, InTree who, Contact contact, @Nullable TreeCall call, String kind, Way way) {
        send(tree, who, contact, call == null ? List.of() : List.of(call), kind, way);
    }

    private void send(PhoneTree tree, InTree who, Contact contact, List<TreeCall> calls, String kind, Way way) {
        var channel = way.channel();
        var call = calls.isEmpty() ? null : calls.get(0);
        var several = calls.size() > 1 && !channel.equals("call");
        var dialled = channel.equals("sms") || channel.equals("call");
        var withNumber = dialled && contact.possible().contains(way) && ways.works(way);
        var toCall = calls.stream()
                .filter(one -> one.caller() != null)
                .limit(several ? calls.size() : 1)
                .map(one -> toCall(tree, who, one, withNumber, channel))
                .toList();
        var template = MESSAGE + kind + (dialled ? "-" + channel : "");
        var contents = contents(
                template,
                tree,
                who,
                language -> Map.of(
                        "name",
                        contact.colleague().firstName(),
                        "callee",
                        toCall.isEmpty() ? "" : toCall.get(0).name(),
                        "number",
                        toCall.isEmpty() ? "" : toCall.get(0).number(),
                        "id",
                        call == null ? "" : Long.toString(call.id()),
                        "several",
                        several,
                        "what",
                        word(tree, kind.equals(NEXT) && !channel.equals("call") ? call : null, language),
                        "callees",
                        joined(toCall.stream().map(ToCall::named).toList(), language),
                        "choices",
                        joined(toCall.stream().map(ToCall::choice).toList(), language)));
        sendByWay
                .send(
                        contact,
                        way,
                        MESSAGE + kind,
                        channel.equals("call") ? withKeys(contents, kind) : contents,
                        conversation(tree),
                        "phone-tree/%d/%s/%s/%d/%s"
                                .formatted(
                                        tree.id(),
                                        kind,
                                        call == null ? "person-" + who.id() : "call-" + call.id(),
                                        tree.round(),
                                        way.word()))
                .ifPresent(notice -> trees.sent(who.id(), call == null ? null : call.id(), kind, way, notice));
    }

    /** As it is said to whoever is called, in their language; without a call as the reader reads it. A voice reads one language only. */
    private String word(PhoneTree tree, @Nullable TreeCall call, String language) {
        var theirs = Optional.ofNullable(call)
                .flatMap(one -> trees.person(one.callee()))
                .flatMap(callee -> directory.find(callee.person()))
                .map(callee -> callee.colleague().language())
                .orElse(language);
        return ResponseTexts.sentence(tree.whatIn(theirs));
    }

    private ToCall toCall(PhoneTree tree, InTree who, TreeCall call, boolean withNumber, String channel) {
        var callee = trees.person(call.callee()).orElseThrow();
        var number = withNumber
                ? lookAtNumbers
                        .look(callee.person(), who.person(), "phone tree " + tree.id() + ", sent by " + channel)
                        .flatMap(TellByTree::number)
                : Optional.<PhoneNumber>empty();
        return new ToCall(
                call.id(),
                people.nameOf(callee.person()),
                number.map(known -> channel.equals("call") ? digits(known) : known.inWords())
                        .orElse(""));
    }

    private static String joined(List<String> names, String language) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1))
                        + (language.equals("nl") ? " en " : " and ")
                        + names.get(names.size() - 1);
    }

    /** @param number as it is read or spoken; empty where it does not belong */
    private record ToCall(long id, String name, String number) {

        String named() {
            return number.isEmpty() ? name : name + " (" + number + ")";
        }

        String choice() {
            return id + " " + name;
        }
    }

    private Map<String, Content> contents(
            String template,
            PhoneTree tree,
            InTree who,
            java.util.function.Function<String, ? extends Map<String, ?>> more) {
        return texts.contents(template, language -> {
            var values = new HashMap<String, Object>();
            values.put("code", tree.incident() == null ? "" : tree.incident().value());
            values.put("what", ResponseTexts.sentence(tree.whatIn(language)));
            values.put("by", tree.startedBy().equals(IncidentRecord.DRAAIBOEK) ? "" : people.nameOf(tree.startedBy()));
            values.put("link", link(who));
            values.putAll(more.apply(language));
            return values;
        });
    }

    private static Map<String, Content> withKeys(Map<String, Content> contents, String kind) {
        return contents.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            var dutch = entry.getKey().equals("nl");
            var keys = new LinkedHashMap<String, String>();
            if (kind.equals(TOLD)) {
                keys.put("1", dutch ? "als je dit weet" : "if you have heard this");
            } else if (kind.equals(ASKED)) {
                keys.put("1", dutch ? "als je die persoon sprak" : "if you spoke with them");
                keys.put("2", dutch ? "als je een bericht achterliet" : "if you left a message");
                keys.put("3", dutch ? "als er niet werd opgenomen" : "if there was no answer");
            }
            var content = entry.getValue();
            return new Content(content.subject(), content.text(), content.html(), Keypad.facts(keys));
        }));
    }

    private Optional<Way> spoken(Contact contact) {
        return CALLS.stream()
                .filter(contact.possible()::contains)
                .filter(ways::works)
                .findFirst();
    }

    /** The number to call: the first there is. */
    static Optional<PhoneNumber> number(Contact contact) {
        return Stream.of(contact.primaryPhone(), contact.secondaryPhone(), contact.landline())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }

    /** All their numbers, the first to be called first. */
    static List<PhoneNumber> numbers(Contact contact) {
        return Stream.of(contact.primaryPhone(), contact.secondaryPhone(), contact.landline())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    /** Digit by digit, as one reads a number out; a Dutch one as it is dialled at home. */
    private static String digits(PhoneNumber number) {
        var dialled = number.value().startsWith("+31")
                ? "0" + number.value().substring(3)
                : "00" + number.value().substring(1);
        return String.join(" ", dialled.split(""));
    }

    private static String conversation(PhoneTree tree) {
        return "phone-tree/" + tree.id();
    }
}
