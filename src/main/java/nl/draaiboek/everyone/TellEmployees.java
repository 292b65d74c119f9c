package nl.draaiboek.everyone;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.NoticeSettled;
import nl.draaiboek.everyone.Telling.Kind;
import nl.draaiboek.everyone.Telling.Message;
import nl.draaiboek.everyone.Telling.Whom;
import nl.draaiboek.everyone.Telling.Words;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import nl.draaiboek.response.Responders;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.services.Services;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells employees who are not involved what was decided to share: everyone, or those of some locations or teams,
 * each once a message and in their own language; the same people hear what comes next and that it is over. Who works on the
 * incident hears it too only where that was chosen. What comes next wakes nobody unless that was chosen, and that it is over never.
 */
@Component
public class TellEmployees {

    static final String MESSAGE = "employees-told";

    /** So many in one transaction: what was written goes out while the next are being written. */
    private static final int AT_ONCE = 25;

    private static final List<Way> NEXT_BEST =
            List.of(Way.SMS, Way.SMS_SECOND, Way.CHAT, Way.CALL, Way.CALL_SECOND, Way.CALL_LANDLINE);

    /** For what wakes nobody. */
    private static final List<Way> QUIET = List.of(Way.MAIL, Way.CHAT, Way.SMS, Way.SMS_SECOND);

    /** So much of the facts fits in a draft, with room for the rest. */
    private static final int FACTS_IN_DRAFT = 1000;

    private final Tellings tellings;
    private final TellingProcesses processes;
    private final Directory directory;
    private final WaysThatWork waysThatWork;
    private final SendByWay sendByWay;
    private final ResponseTexts texts;
    private final RoleHolders holders;
    private final Responders responders;
    private final LockIncident lockIncident;
    private final Incidents incidents;
    private final Services services;
    private final IncidentRecord record;
    private final People people;
    private final Links links;
    private final OfficeHours officeHours;
    private final MayBeAsked mayBeAsked;
    private final Clock clock;

    TellEmployees(
            Tellings tellings,
            TellingProcesses processes,
            Directory directory,
            WaysThatWork waysThatWork,
            SendByWay sendByWay,
            ResponseTexts texts,
            RoleHolders holders,
            Responders responders,
            LockIncident lockIncident,
            Incidents incidents,
            Services services,
            IncidentRecord record,
            People people,
            Links links,
            OfficeHours officeHours,
            MayBeAsked mayBeAsked,
            Clock clock) {
        this.tellings = tellings;
        this.processes = processes;
        this.directory = directory;
        this.waysThatWork = waysThatWork;
        this.sendByWay = sendByWay;
        this.texts = texts;
        this.holders = holders;
        this.responders = responders;
        this.lockIncident = lockIncident;
        this.incidents = incidents;
        this.services = services;
        this.record = record;
        this.people = people;
        this.links = links;
        this.officeHours = officeHours;
        this.mayBeAsked = mayBeAsked;
        this.clock = clock;
    }

    /** The plan asks what employees should know: once for an incident that runs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginFor(IncidentCode code) {
        lockIncident.lock(code);
        if (goesOn(code)
                && tellings.of(code).stream().noneMatch(one -> one.begunBy().equals(IncidentRecord.DRAAIBOEK))) {
            processes.begin(code, tellings.begin(code, IncidentRecord.DRAAIBOEK, ""));
        }
    }

    /** Whether it has not ended yet: news may come. */
    public boolean goesOn(IncidentCode code) {
        var state = incidents.get(code).state();
        return state.running() && state != IncidentState.RESOLVED;
    }

    /** Somebody alerts the company themselves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long begin(IncidentCode code, String by, String facts) {
        lockIncident.lock(code);
        record.append(code, "employees.facts", by, Map.of("facts", facts));
        return tellings.begin(code, by, facts);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void gathered(long id, String facts, String by) {
        var telling = tellings.lock(id);
        tellings.facts(id, facts);
        record.append(telling.incident(), "employees.facts", by, Map.of("facts", facts));
    }

    /** Nothing is told beside the updates, or not now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(long id, String why, String by) {
        var telling = tellings.lock(id);
        tellings.end(id);
        record.append(telling.incident(), "employees.not-told", by, Map.of("why", why));
    }

    /** Keeps what is to be told to whom; nothing is sent yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void draft(long id, Concerned concerned, boolean urgent, Words words, String by) {
        tellings.lock(id);
        var chosen = concerned.whom() == Whom.EVERYONE ? Set.<String>of() : concerned.chosen();
        tellings.concerns(id, concerned.whom(), chosen, concerned.involved(), urgent);
        tellings.write(id, Kind.FIRST, words, urgent, by);
    }

    /**
     * Who hears it.
     *
     * @param chosen the locations or teams; not read for everyone
     * @param involved whether those who work on the incident hear it too
     */
    public record Concerned(Whom whom, Collection<String> chosen, boolean involved) {}

    /** What is drafted goes out as it stands, to whom it concerns at this moment. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approve(long id, String by) {
        var telling = tellings.lock(id);
        var reach = reach(telling);
        var concerned = new ArrayList<>(reach.reached());
        concerned.addAll(reach.noWay());
        tellings.people(id, concerned);
        approve(telling, by);
    }

    /**
     * The next message to the same people, or that it is over. When the incident is over, it is said once to all who were told of
     * it, however often that was.
     *
     * @param urgent by all ways at once; else by one that wakes nobody. Not read for the last words
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(long id, Kind kind, Words words, boolean urgent, String by) {
        var telling = tellings.lock(id);
        if (kind == Kind.OVER && !goesOn(telling.incident())) {
            tellings.openOf(telling.incident()).stream()
                    .filter(other -> other.id() != id)
                    .forEach(other -> {
                        tellings.people(id, tellings.people(other.id()));
                        tellings.end(other.id());
                    });
        }
        tellings.write(id, kind, words, urgent && kind != Kind.OVER, by);
        approve(telling, by);
    }

    /** Whether the last words are this one's to say: of several of one incident, the first says them to all. */
    public boolean saysThatItIsOver(long id) {
        var telling = tellings.get(id);
        return telling.endedAt() == null
                && !goesOn(telling.incident())
                && tellings.openOf(telling.incident()).stream()
                        .findFirst()
                        .filter(first -> first.id() == id)
                        .isPresent();
    }

    private void approve(Telling telling, String by) {
        var message = tellings.last(telling.id()).orElseThrow();
        tellings.approve(message.id());
        record.append(
                telling.incident(),
                "employees.approved",
                by,
                Map.of(
                        "whom",
                                (telling.whom() == Whom.EVERYONE
                                                ? "everyone"
                                                : String.join(", ", new TreeSet<>(telling.chosen())))
                                        + (telling.involved() ? "" : " (without those who work on it)"),
                        "subject", message.words().subjectEn(),
                        "text", message.words().textEn()));
    }

    /**
     * Tells the next of those who were not told yet.
     *
     * @return whether there are more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean tellNext(long id) {
        var telling = tellings.lock(id);
        var message = tellings.last(id).orElseThrow();
        tellings.untold(message, AT_ONCE).forEach(person -> {
            tellings.told(message.id(), person);
            directory.find(person).ifPresent(contact -> tell(telling, message, contact));
        });
        var more = !tellings.untold(message, 1).isEmpty();
        if (!more) {
            var missed = tellings.notReached(message.id()).size();
            record.append(
                    telling.incident(),
                    "employees.told",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("people", tellings.people(id).size() - missed, "missed", missed));
            if (message.kind() == Kind.OVER) {
                tellings.end(id);
            }
        }
        return more;
    }

    private void tell(Telling telling, Message message, Contact contact) {
        ways(contact, message.kind(), message.urgent()).forEach(way -> send(telling, message, contact, way));
    }

    private void send(Telling telling, Message message, Contact contact, Way way) {
        sendByWay
                .send(
                        contact,
                        way,
                        MESSAGE,
                        contents(telling, message, way),
                        telling.incident() + "/employees/" + telling.id(),
                        "telling/%d/%s/%s"
                                .formatted(message.id(), contact.colleague().id(), way.word()))
                .ifPresent(notice ->
                        tellings.sent(message.id(), contact.colleague().id(), way.word(), notice));
    }

    private Map<String, Content> contents(Telling telling, Message message, Way way) {
        var template =
                switch (way.channel()) {
                    case "mail" -> "employees-told";
                    case "call" -> "employees-told-call";
                    default -> "employees-told-sms";
                };
        var contents = texts.contents(template, language -> {
            var values = new HashMap<String, Object>();
            values.put("code", telling.incident().value());
            values.put("subject", message.words().subject(language));
            values.put("text", message.words().text(language));
            values.put("by", people.nameOf(message.decidedBy()));
            values.put("over", message.kind() == Kind.OVER);
            values.put("urgent", message.urgent());
            values.put("link", links.to("/internal"));
            return values;
        });
        return way.channel().equals("call") ? withoutKeys(contents) : contents;
    }

    private static Map<String, Content> withoutKeys(Map<String, Content> contents) {
        var all = new HashMap<String, Content>();
        contents.forEach((language, content) -> all.put(
                language, new Content(content.subject(), content.text(), content.html(), Keypad.facts(Map.of()))));
        return all;
    }

    private List<Way> ways(Contact contact, Kind kind, boolean urgent) {
        return kind == Kind.FIRST || urgent ? ways(contact, urgent) : oneOf(contact, quiet());
    }

    /** Who has a landline alone hears by day what comes after the first message. */
    private List<Way> quiet() {
        return officeHours.open(clock.instant())
                ? Stream.concat(QUIET.stream(), NEXT_BEST.stream()).distinct().toList()
                : QUIET;
    }

    /** Who is away or in need is not called or rung up for it, but finds the mail. */
    private List<Way> ways(Contact contact, boolean urgent) {
        if (urgent && mayBeAsked.now().test(contact)) {
            return possible(contact);
        }
        return oneOf(
                contact, Stream.concat(Stream.of(Way.MAIL), NEXT_BEST.stream()).toList());
    }

    private List<Way> oneOf(Contact contact, List<Way> best) {
        var possible = possible(contact);
        return (mayBeAsked.now().test(contact) ? best : List.of(Way.MAIL))
                .stream().filter(possible::contains).limit(1).toList();
    }

    private List<Way> possible(Contact contact) {
        return contact.possible().stream().filter(waysThatWork::works).sorted().toList();
    }

    /** What did not arrive by mail goes by the next best way. */
    @EventListener
    void settled(NoticeSettled settled) {
        if (!settled.message().equals(MESSAGE)) {
            return;
        }
        tellings.attempt(settled.notice()).ifPresent(attempt -> {
            var telling = tellings.lock(attempt.telling());
            tellings.became(settled.notice(), settled.reached());
            var message = tellings.message(attempt.message());
            if (!settled.reached() && !message.urgent()) {
                anotherWay(telling, message, attempt.person());
            }
        });
    }

    private void anotherWay(Telling telling, Message message, String person) {
        var tried = tellings.ways(message.id(), person);
        var best = message.kind() == Kind.FIRST ? NEXT_BEST : quiet();
        directory.find(person).filter(mayBeAsked.now()).ifPresent(contact -> best.stream()
                .filter(way -> contact.possible().contains(way) && waysThatWork.works(way))
                .filter(way -> !tried.contains(way.word()))
                .findFirst()
                .ifPresent(way -> send(telling, message, contact, way)));
    }

    /**
     * Whom a telling reaches as things stand.
     *
     * @param reached logins of those for whom there is a way
     * @param noWay logins of those for whom there is none
     * @param involved how many of those concerned work on the incident; among the reached only where that was chosen
     * @param byWay how many by each way, by its word
     */
    public record Reach(List<String> reached, List<String> noWay, int involved, Map<String, Integer> byWay) {}

    public Reach reach(long id) {
        return reach(tellings.get(id));
    }

    private Reach reach(Telling telling) {
        var involved = involved(telling.incident());
        var reached = new ArrayList<String>();
        var noWay = new ArrayList<String>();
        var byWay = new TreeMap<String, Integer>();
        var works = 0;
        for (var contact : directory.all()) {
            if (!works(contact) || !concerned(telling, contact)) {
                continue;
            }
            if (involved.contains(contact.colleague().id())) {
                works++;
                if (!telling.involved()) {
                    continue;
                }
            }
            var ways = ways(contact, telling.urgent());
            ways.forEach(way -> byWay.merge(way.word(), 1, Integer::sum));
            (ways.isEmpty() ? noWay : reached).add(contact.colleague().id());
        }
        return new Reach(reached, noWay, works, byWay);
    }

    /** Whom the next message reaches as things stand: those who were told before. */
    public Reach reachOfNext(long id, boolean urgent) {
        var reached = new ArrayList<String>();
        var noWay = new ArrayList<String>();
        var byWay = new TreeMap<String, Integer>();
        tellings.people(id).stream()
                .flatMap(person -> directory.find(person).stream())
                .forEach(contact -> {
                    var ways = ways(contact, Kind.NEXT, urgent);
                    ways.forEach(way -> byWay.merge(way.word(), 1, Integer::sum));
                    (ways.isEmpty() ? noWay : reached).add(contact.colleague().id());
                });
        return new Reach(reached, noWay, 0, byWay);
    }

    private Set<String> involved(IncidentCode code) {
        var involved = new HashSet<>(holders.of(code).values());
        responders.came(code).forEach(one -> involved.add(one.person()));
        return involved;
    }

    private boolean works(Contact contact) {
        return !contact.hasLeft(today()) && contact.colleague().groups().contains("employees");
    }

    private static boolean concerned(Telling telling, Contact contact) {
        return switch (telling.whom()) {
            case EVERYONE -> true;
            case LOCATIONS -> telling.chosen().contains(contact.location().strip());
            case TEAMS -> contact.teams().stream().anyMatch(telling.chosen()::contains);
        };
    }

    /** How many work in the company, and how many of them on this incident. */
    public Count count(long id) {
        var involved = involved(tellings.get(id).incident());
        var all = directory.all().stream().filter(this::works).toList();
        return new Count(all.size(), (int) all.stream()
                .filter(contact -> involved.contains(contact.colleague().id()))
                .count());
    }

    /** How many there are, and how many of them work on the incident. */
    public record Count(int everyone, int involved) {}

    /** Places where somebody works, with how many. */
    public Map<String, Integer> locations() {
        return counted(contact -> Stream.of(contact.location().strip()));
    }

    /** Teams in which somebody is, with how many. */
    public Map<String, Integer> teams() {
        return counted(contact -> contact.teams().stream());
    }

    private Map<String, Integer> counted(Function<Contact, Stream<String>> groups) {
        var counted = new TreeMap<String, Integer>();
        directory.all().stream()
                .filter(this::works)
                .flatMap(groups)
                .filter(group -> !group.isEmpty())
                .forEach(group -> counted.merge(group, 1, Integer::sum));
        return counted;
    }

    /** Words to begin with, from what is known: the facts as gathered, and where the incident stands. */
    public Words proposed(long id, Kind kind) {
        var telling = tellings.get(id);
        var incident = incidents.get(telling.incident());
        var facts = telling.facts().strip();
        var contents = texts.contents("employees-draft", language -> {
            var values = new HashMap<String, Object>();
            values.put("title", incident.title());
            values.put("since", new SpokenTime(language, officeHours.zone()).full(incident.since()));
            values.put("services", services.namesOf(incident.services(), language));
            values.put("facts", facts.length() <= FACTS_IN_DRAFT ? facts : facts.substring(0, FACTS_IN_DRAFT) + "…");
            values.put("over", kind == Kind.OVER);
            values.put("still", goesOn(incident.code()));
            values.put("next", kind == Kind.NEXT);
            for (var state : PublicState.values()) {
                values.put(state.name().toLowerCase(Locale.ROOT), incident.publicState() == state);
            }
            return values;
        });
        var nl = Optional.ofNullable(contents.get("nl")).orElseThrow();
        var en = Optional.ofNullable(contents.get("en")).orElseThrow();
        return new Words(
                nl.subject(), nl.text().strip(), en.subject(), en.text().strip());
    }

    /** Names of those whom the last message did not reach, as far as is known. */
    public List<String> notReached(long id) {
        return tellings.last(id).map(message -> tellings.notReached(message.id())).orElse(List.of()).stream()
                .map(people::nameOf)
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), officeHours.zone());
    }
}
