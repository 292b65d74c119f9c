package nl.draaiboek.response.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.ChatRooms;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.response.KnownPlaces;
import nl.draaiboek.response.OpenTeamChannels;
import nl.draaiboek.response.OpenTeamChannels.Places;
import nl.draaiboek.response.Responders;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.RolesTableView;
import nl.draaiboek.response.outside.OutsideTable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the room of an incident is to look like: its topic, who is in it, and who does what. */
@Component
public class TeamRoom implements KnownPlaces {

    /** What any chat system takes as a topic. */
    private static final int LONGEST_TOPIC = 250;

    private final ChatRooms rooms;
    private final MeetSettings settings;
    private final OpenTeamChannels openTeamChannels;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final RoleHolders holders;
    private final Responders responders;
    private final RolesTableView roles;
    private final OutsideTable outside;
    private final Directory directory;
    private final People people;
    private final Links links;
    private final JdbcClient jdbc;

    TeamRoom(
            ChatRooms rooms,
            MeetSettings settings,
            OpenTeamChannels openTeamChannels,
            Incidents incidents,
            IncidentRecord record,
            RoleHolders holders,
            Responders responders,
            RolesTableView roles,
            OutsideTable outside,
            Directory directory,
            People people,
            Links links,
            JdbcClient jdbc) {
        this.rooms = rooms;
        this.settings = settings;
        this.openTeamChannels = openTeamChannels;
        this.incidents = incidents;
        this.record = record;
        this.holders = holders;
        this.responders = responders;
        this.roles = roles;
        this.outside = outside;
        this.directory = directory;
        this.people = people;
        this.links = links;
        this.jdbc = jdbc;
    }

    /** Whether rooms are made in a chat system here. */
    public boolean chatIsOn() {
        return rooms.system().isPresent();
    }

    /** Nothing while there is none. */
    public Optional<ChatRooms.ChatRoom> of(IncidentCode code) {
        return rooms.of(code);
    }

    /** Where the team meets as far as is known without asking anybody: what is open stays, the settings fill in the rest. */
    @Override
    public Places known(IncidentCode code) {
        var open = openTeamChannels.find(code).orElse(new Places("", "", ""));
        var chat = rooms.of(code).map(ChatRooms.ChatRoom::link).orElse(open.chatRoom());
        var call = open.videoCall().isEmpty() ? settings.call(code) : open.videoCall();
        return new Places(chat, call, open.place().isEmpty() ? settings.place().strip() : open.place());
    }

    /** Keeps where the team meets, so that every task and every page of this incident shows it. */
    @Transactional
    public void note(IncidentCode code) {
        openTeamChannels.open(code, known(code), IncidentRecord.DRAAIBOEK);
        rooms.of(code)
                .ifPresent(room -> record.append(
                        code,
                        "chat.opened",
                        IncidentRecord.DRAAIBOEK,
                        Map.of("room", room.name(), "link", room.link())));
    }

    /** The facts and the links, the most important first; the title is what gives way. */
    public String topic(Incident incident) {
        var code = incident.code();
        var parts = new ArrayList<String>();
        parts.add(code.value());
        parts.add("severity " + incident.effectiveSeverity().number() + (incident.severity() == null ? "?" : ""));
        parts.add(
                incident.state().running()
                        ? phase(incident)
                        : incident.state().name().toLowerCase(Locale.ROOT));
        parts.add("lead: " + (incident.lead() == null ? "nobody yet" : people.nameOf(incident.lead())));
        var places = openTeamChannels.find(code);
        places.map(Places::videoCall).filter(call -> !call.isBlank()).ifPresent(parts::add);
        places.map(Places::place).filter(place -> !place.isBlank()).ifPresent(place -> parts.add("in " + place));
        parts.add(links.toIncident(code));
        var facts = String.join(" · ", parts);
        var left = LONGEST_TOPIC - facts.length() - 3;
        var title = oneLine(incident.title());
        return left < 10
                ? facts
                : facts + " · " + (title.length() <= left ? title : title.substring(0, left - 1) + "…");
    }

    private static String phase(Incident incident) {
        return incident.publicState().name().toLowerCase(Locale.ROOT);
    }

    /** Who does what, and what they are to work on now; one line a role. */
    public String table(IncidentCode code) {
        var lines = new ArrayList<String>();
        lines.add("Who does what in " + code);
        for (var line : roles.of(code, "en")) {
            lines.add("• " + line.role() + ": " + who(line)
                    + (line.responsibilities().isBlank() ? "" : " — " + oneLine(line.responsibilities())) + now(line));
        }
        for (var line : roles.others(code)) {
            lines.add("• " + line.who() + now(line));
        }
        for (var line : outside.of(code)) {
            lines.add("• " + oneLine(line.organisation()) + ", from outside: "
                    + (line.who() != null
                            ? oneLine(line.who())
                            : line.called() ? "is being called" : "nobody answers"));
        }
        lines.add(links.to("/incidents/" + code + "#roles"));
        return String.join("\n", lines);
    }

    private static String who(RolesTableView.Line line) {
        return line.who() == null ? line.asked() == null ? "nobody yet" : line.asked() + " is asked" : line.who();
    }

    private static String now(RolesTableView.Line line) {
        return line.tasks().isEmpty()
                ? ""
                : " — now: "
                        + line.tasks().stream().limit(3).map(TeamRoom::oneLine).collect(Collectors.joining(", "))
                        + (line.tasks().size() > 3 ? " and " + (line.tasks().size() - 3) + " more" : "");
    }

    /** Who was called, who came, who leads and who has a role; only those who are known in the chat, by login. */
    public Map<String, String> members(IncidentCode code) {
        var persons = called(code);
        responders.came(code).forEach(one -> persons.add(one.person()));
        persons.addAll(holders.of(code).values());
        return persons.stream()
                .map(person -> Map.entry(person, chatId(person)))
                .filter(member -> !member.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.TreeMap::new));
    }

    /** Logins of those who were paged, in whatever way. */
    public Set<String> called(IncidentCode code) {
        return new LinkedHashSet<>(jdbc.sql(
                        """
                select distinct a.person from draaiboek.page_attempt a join draaiboek.page p on p.id = a.page
                 where p.incident = ? and a.notice is not null order by 1""")
                .param(code.value())
                .query(String.class)
                .list());
    }

    /** How the chat system calls this person; empty when the directory does not say. */
    String chatId(String person) {
        return directory.find(person).map(contact -> contact.chat()).orElse("");
    }

    Incident incident(IncidentCode code) {
        return incidents.get(code);
    }

    /** What is typed on several lines, on one. */
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    /** All of these there are, with what stands between them. */
    static String joined(String between, Stream<String> parts) {
        return parts.filter(part -> !part.isBlank()).collect(Collectors.joining(between));
    }

    /** Words for a room wait until the chat is back, however long that takes. */
    static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(7);

    List<RoleHolders.Held> held(IncidentCode code) {
        return holders.held(code);
    }
}
