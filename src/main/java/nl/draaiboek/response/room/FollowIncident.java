package nl.draaiboek.response.room;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.delivery.ChatAct;
import nl.draaiboek.delivery.ChatRooms;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.RecordWords;
import nl.draaiboek.incident.ShortTimeline;
import nl.draaiboek.people.People;
import nl.draaiboek.response.Roles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the room of an incident up with what happens: what is new in the short timeline as one post, the topic,
 * the table of who does what, a mention for whoever newly stands in it, an invitation for whoever comes, and the code in the status of
 * who leads. What is sent is written with the note that it was, so that a crash neither loses nor doubles it; while the chat is away
 * it waits there, and only the latest topic and table.
 *
 * <p>Reads what was committed, beside every step: nothing of the repair waits for it.
 */
@Component
public class FollowIncident {

    private static final Logger LOG = LoggerFactory.getLogger(FollowIncident.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int MOST_LINES = 15;
    private static final String ENDED = "archived";
    /** After its close the diagram archives the room; where it could not, this does. */
    private static final Duration ARCHIVED_BY_THE_PLAN_WITHIN = Duration.ofMinutes(10);

    private final ChatRooms rooms;
    private final TeamRoom teamRoom;
    private final Following following;
    private final Dispatches dispatches;
    private final LockIncident lockIncident;
    private final IncidentRecord record;
    private final RecordWords words;
    private final Roles roles;
    private final People people;
    private final Links links;
    private final ZoneId zone;
    private final Clock clock;
    private final TransactionTemplate transaction;

    FollowIncident(
            ChatRooms rooms,
            TeamRoom teamRoom,
            Following following,
            Dispatches dispatches,
            LockIncident lockIncident,
            IncidentRecord record,
            RecordWords words,
            Roles roles,
            People people,
            Links links,
            OfficeHours officeHours,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rooms = rooms;
        this.teamRoom = teamRoom;
        this.following = following;
        this.dispatches = dispatches;
        this.lockIncident = lockIncident;
        this.record = record;
        this.words = words;
        this.roles = roles;
        this.people = people;
        this.links = links;
        this.zone = officeHours.zone();
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Every room in which people may still write, each in a transaction of its own: one that fails holds up no other. */
    public void look() {
        if (!teamRoom.chatIsOn()) {
            return;
        }
        for (var room : rooms.open()) {
            try {
                if (following.isBehind(room.incident()) || leftOpen(room.incident())) {
                    transaction.executeWithoutResult(status -> follow(room.incident()));
                }
            } catch (RuntimeException e) {
                LOG.warn("The room of {} is told again later: {}", room.incident(), e.toString());
            }
        }
    }

    private boolean leftOpen(IncidentCode code) {
        return !teamRoom.incident(code).state().running();
    }

    private void follow(IncidentCode code) {
        var incident = lockIncident.lock(code);
        var before = following.lock(code);
        if (!incident.state().running()) {
            end(incident, before);
            return;
        }
        var entries = record.of(code);
        tell(code, new EveryoneInShort(entries, before.sequence()), last(entries));
        var topic = topic(incident, before);
        var table = table(code, before);
        invite(code);
        mention(code);
        var statusOf = status(incident, before);
        following.save(code, new Following.State(last(entries), topic, table, statusOf));
    }

    private static int last(List<RecordEntry> entries) {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).sequence();
    }

    /** What is new, in one post: never one a line. */
    private void tell(IncidentCode code, EveryoneInShort fresh, int last) {
        var lines = new ArrayList<>(fresh.told().stream()
                .filter(ShortTimeline::tells)
                .map(entry -> TIME.format(entry.at().atZone(zone)) + " " + people.nameOf(entry.actor()) + ": "
                        + TeamRoom.oneLine(words.sentence(entry)))
                .toList());
        lines.addAll(fresh.counts());
        if (lines.isEmpty()) {
            return;
        }
        var more = lines.size() - MOST_LINES;
        if (more > 0) {
            lines.subList(0, more).clear();
            lines.add(0, "… and " + more + " before: " + links.toIncident(code));
        }
        post(code, String.join("\n", lines), Map.of(), "post/" + last);
    }

    private String topic(Incident incident, Following.State before) {
        var topic = teamRoom.topic(incident);
        if (!topic.equals(before.topic())) {
            send(
                    "room-topic",
                    RoomMessages.inRoom(
                            incident.code(), ChatAct.TOPIC, incident.code().value(), topic, "topic"));
        }
        return topic;
    }

    private String table(IncidentCode code, Following.State before) {
        var table = teamRoom.table(code);
        if (!table.equals(before.roles())) {
            send("room-table", RoomMessages.inRoom(code, ChatAct.TABLE, code.value(), table, "table"));
        }
        return table;
    }

    private void invite(IncidentCode code) {
        teamRoom.members(code).forEach((person, chatId) -> {
            if (following.invites(code, person)) {
                send(
                        "room-invite",
                        RoomMessages.invite(
                                code, List.of(RoomMessages.recipient("person:" + person, chatId)), "invite/" + person));
            }
        });
    }

    /** Once for each time that somebody gets a role. */
    private void mention(IncidentCode code) {
        for (var held : teamRoom.held(code)) {
            var chatId = teamRoom.chatId(held.person());
            if (chatId.isEmpty() || !following.mentions(code, held)) {
                continue;
            }
            var role = roles.find(held.role());
            var text = "you are " + roles.nameOf(held.role()) + " of " + code + ". "
                    + role.map(known -> known.in("en"))
                            .map(known -> TeamRoom.joined(
                                    " ",
                                    java.util.stream.Stream.of(
                                            known.expected(),
                                            known.start().isBlank() ? "" : "How to start: " + known.start())))
                            .orElse("")
                    + " Your tasks: " + links.toTasks(code);
            post(
                    code,
                    TeamRoom.oneLine(text),
                    Map.of(ChatAct.MENTION, chatId),
                    "mention/" + held.role() + '/' + held.since().toEpochMilli());
        }
    }

    /** @return whose status shows the code now */
    private @Nullable String status(Incident incident, Following.State before) {
        var lead = incident.state() == IncidentState.RESOLVED ? null : incident.lead();
        if (Objects.equals(lead, before.statusOf())) {
            return lead;
        }
        clear(incident.code(), before.statusOf());
        if (lead != null) {
            show(lead, incident.code(), incident.code().value());
        }
        return lead;
    }

    /** Who leads another incident too shows that one. */
    private void clear(IncidentCode code, @Nullable String person) {
        if (person != null) {
            show(
                    person,
                    code,
                    following.alsoShown(person, code).map(IncidentCode::value).orElse(""));
        }
    }

    private void show(String person, IncidentCode code, String status) {
        var chatId = teamRoom.chatId(person);
        if (chatId.isEmpty()) {
            return;
        }
        var content = ChatAct.STATUS.content(
                "[" + code + "] Your status",
                status.isEmpty()
                        ? "You lead " + code + " no longer: please take its code out of your status."
                        : "You lead " + code + ": please put " + status
                                + " in your status, so that everyone sees what you are at.",
                Map.of(ChatAct.STATUS_TEXT, status));
        send(
                "room-status",
                new Composition(
                        Map.of("en", content),
                        List.of(RoomMessages.recipient("person:" + person, chatId)),
                        code + "/room",
                        "status/" + person));
    }

    /** The plan archives the room at the end; a room of what was merged or was nothing is archived here. */
    private void end(Incident incident, Following.State before) {
        var code = incident.code();
        clear(code, before.statusOf());
        following.save(code, new Following.State(before.sequence(), before.topic(), before.roles(), null));
        var byThePlan = incident.state() == IncidentState.CLOSED
                && incident.at(Milestone.CLOSED)
                        .map(at -> clock.instant().isBefore(at.plus(ARCHIVED_BY_THE_PLAN_WITHIN)))
                        .orElse(false);
        if (byThePlan || before.topic().equals(ENDED)) {
            return;
        }
        if (incident.mergedInto() != null) {
            var other = incident.mergedInto();
            var room = rooms.of(other).map(ChatRooms.ChatRoom::link).orElse(links.toIncident(other));
            post(code, code + " goes on as " + other + ": " + room, Map.of(), "merged");
        }
        send("room-archive", RoomMessages.inRoom(code, ChatAct.ARCHIVE, code.value(), code.value(), "archive"));
        following.save(code, new Following.State(before.sequence(), ENDED, before.roles(), null));
    }

    private void post(IncidentCode code, String text, Map<String, String> facts, String key) {
        send("room-post", RoomMessages.inRoom(code, ChatAct.POST.content(code.value(), text, facts), key));
    }

    /** Beside the record: what is posted stands in it already. */
    private void send(String message, Composition composition) {
        dispatches.open(new Notice(null, "chat", message, "team", composition, TeamRoom.AS_LONG_AS_IT_TAKES));
    }
}
