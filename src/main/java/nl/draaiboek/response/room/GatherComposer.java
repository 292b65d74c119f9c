package nl.draaiboek.response.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.draaiboek.delivery.ChatRooms;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.Way;
import nl.draaiboek.response.OpenTeamChannels;
import nl.draaiboek.response.OpenTeamChannels.Places;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.Team;
import org.springframework.stereotype.Component;

/**
 * Tells the team where to gather now that the chat is out, or that its room is open after all: by mail everyone who was told of the incident, by SMS
 * those who were called or have a role.
 */
@Component
class GatherComposer implements Composer {

    private final TeamRoom teamRoom;
    private final OpenTeamChannels openTeamChannels;
    private final RoleHolders holders;
    private final Team team;
    private final Directory directory;
    private final ResponseTexts texts;
    private final Links links;

    GatherComposer(
            TeamRoom teamRoom,
            OpenTeamChannels openTeamChannels,
            RoleHolders holders,
            Team team,
            Directory directory,
            ResponseTexts texts,
            Links links) {
        this.teamRoom = teamRoom;
        this.openTeamChannels = openTeamChannels;
        this.holders = holders;
        this.team = team;
        this.directory = directory;
        this.texts = texts;
        this.links = links;
    }

    @Override
    public String message() {
        return "gather";
    }

    @Override
    public Composition compose(Request request) {
        var code = request.incident();
        var sms = request.channel().equals("sms");
        return new Composition(
                texts.contents(sms ? "gather-sms" : "gather", values(code)),
                sms ? bySms(code) : byMail(),
                code + "/team",
                code + (teamRoom.of(code).isPresent() ? "/gather/room" : "/gather"));
    }

    private Map<String, Object> values(IncidentCode code) {
        var incident = teamRoom.incident(code);
        var places = openTeamChannels.find(code).orElse(new Places("", "", ""));
        var values = new HashMap<String, Object>();
        values.put("code", code.value());
        values.put("title", incident.title());
        values.put("severity", Integer.toString(incident.effectiveSeverity().number()));
        var room = teamRoom.of(code);
        values.put("open", room.isPresent());
        values.put(
                "where",
                room.map(ChatRooms.ChatRoom::link)
                        .orElseGet(() -> TeamRoom.joined(
                                ", ", Stream.of(places.videoCall(), places.place(), places.chatRoom()))));
        values.put("link", links.toTasks(code));
        return values;
    }

    private List<Recipient> byMail() {
        return team.audience("team").stream()
                .filter(person -> !person.mail().isBlank())
                .map(person -> new Recipient("person:" + person.id(), person.mail(), person.language(), Map.of()))
                .toList();
    }

    private List<Recipient> bySms(IncidentCode code) {
        var persons = teamRoom.called(code);
        persons.addAll(holders.of(code).values());
        return persons.stream()
                .flatMap(person -> directory.find(person).stream())
                .flatMap(GatherComposer::mobile)
                .toList();
    }

    private static Stream<Recipient> mobile(Contact contact) {
        var person = contact.colleague();
        return contact.possible().contains(Way.SMS)
                ? contact.address(Way.SMS).stream()
                        .map(number -> new Recipient("person:" + person.id(), number, person.language(), Map.of()))
                : Stream.empty();
    }
}
