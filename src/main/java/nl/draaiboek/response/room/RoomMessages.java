package nl.draaiboek.response.room;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.draaiboek.delivery.ChatAct;
import nl.draaiboek.delivery.ChatRooms;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What diagrams ask of the channel {@code chat}: to make the room, to set its topic, to invite, to keep and to archive. */
@Configuration(proxyBeanMethods = false)
class RoomMessages {

    private final TeamRoom teamRoom;
    private final Following following;

    RoomMessages(TeamRoom teamRoom, Following following) {
        this.teamRoom = teamRoom;
        this.following = following;
    }

    @Bean
    Composer openRoom() {
        return new RoomComposer("room-open", code -> {
            var incident = teamRoom.incident(code);
            var title = TeamRoom.oneLine(code + " " + incident.title());
            return inRoom(code, ChatAct.OPEN, title, title, "open");
        });
    }

    @Bean
    Composer setTopic() {
        return new RoomComposer("room-topic", code -> {
            var topic = teamRoom.topic(teamRoom.incident(code));
            following.topicIs(code, topic);
            return inRoom(code, ChatAct.TOPIC, code.value(), topic, "topic");
        });
    }

    @Bean
    Composer inviteCalled() {
        return new RoomComposer("room-invite", code -> {
            var members = teamRoom.members(code);
            members.keySet().forEach(person -> following.invites(code, person));
            return invite(
                    code,
                    members.entrySet().stream()
                            .map(member -> recipient("person:" + member.getKey(), member.getValue()))
                            .toList(),
                    "invite");
        });
    }

    @Bean
    Composer keepMessages() {
        return new RoomComposer("room-keep", code -> inRoom(code, ChatAct.KEEP, code.value(), code.value(), "keep"));
    }

    @Bean
    Composer archiveRoom() {
        return new RoomComposer(
                "room-archive", code -> inRoom(code, ChatAct.ARCHIVE, code.value(), code.value(), "archive"));
    }

    static Composition inRoom(IncidentCode code, ChatAct act, String subject, String text, String key) {
        return inRoom(code, act.content(subject, text, Map.of()), key);
    }

    /** @param key a later one of the same key takes its place while it still waits */
    static Composition inRoom(IncidentCode code, Content content, String key) {
        var room = ChatRooms.nameOf(code);
        return new Composition(
                Map.of("en", content), List.of(recipient("room:" + room, room)), code + "/room", code + "/room/" + key);
    }

    static Composition invite(IncidentCode code, List<Recipient> persons, String key) {
        var content = ChatAct.INVITE.content(code.value(), code.value(), Map.of(ChatAct.ROOM, ChatRooms.nameOf(code)));
        return new Composition(Map.of("en", content), persons, code + "/room", code + "/room/" + key);
    }

    static Recipient recipient(String who, String address) {
        return new Recipient(who, address, "en", Map.of());
    }

    /** One message of a diagram. */
    private record RoomComposer(String message, Function<IncidentCode, Composition> words) implements Composer {

        @Override
        public Composition compose(Request request) {
            return words.apply(request.incident());
        }
    }
}
