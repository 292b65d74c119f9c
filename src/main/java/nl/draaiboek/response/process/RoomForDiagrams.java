package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.room.AskRoomAgain;
import nl.draaiboek.response.room.TeamRoom;
import org.jspecify.annotations.Nullable;

/** Where the team of an incident meets, as diagrams and forms ask for it. */
@ForDiagrams("room")
public class RoomForDiagrams {

    private final TeamRoom teamRoom;
    private final AskRoomAgain askRoomAgain;
    private final EngineRooms engineRooms;

    RoomForDiagrams(TeamRoom teamRoom, AskRoomAgain askRoomAgain, EngineRooms engineRooms) {
        this.teamRoom = teamRoom;
        this.askRoomAgain = askRoomAgain;
        this.engineRooms = engineRooms;
    }

    /** Whether rooms are made in a chat system here. */
    public boolean chatIsOn() {
        return teamRoom.chatIsOn();
    }

    /** Whether this incident has a chat room in which people may still write. */
    public boolean open(String incident) {
        return teamRoom.of(new IncidentCode(incident))
                .filter(room -> !room.archived())
                .isPresent();
    }

    /** Whether there should be a chat room and the chat did not make it. */
    public boolean chatIsOut(String incident) {
        return chatIsOn() && teamRoom.of(new IncidentCode(incident)).isEmpty();
    }

    /** Whether a call or a room in a building is known without asking anybody. */
    public boolean callIsKnown(String incident) {
        return videoCall(incident) != null || place(incident) != null;
    }

    /** Keeps what is known of where the team meets, so that all tasks show it. */
    public void note(String incident) {
        teamRoom.note(new IncidentCode(incident));
    }

    /** Topic and invitations go out when the chat is back. */
    public void followLater(String incident) {
        askRoomAgain.later(new IncidentCode(incident));
    }

    /** The room is made once the chat answers, for as long as the incident runs. */
    public void tryLater(String incident) {
        engineRooms.tryLater(new IncidentCode(incident));
    }

    /** What the team lacks, in words for a form. */
    public String missing(String incident) {
        var known = teamRoom.known(new IncidentCode(incident));
        var room = known.chatRoom().isBlank() ? "the chat room" : "";
        var call = known.lacksCall() ? "the video call (or the room you all sit in)" : "";
        var both = room.isEmpty() || call.isEmpty() ? "" : " and ";
        return room.isEmpty() && call.isEmpty() ? "nothing, but say that it is right" : room + both + call;
    }

    /** What a form begins with: the chat room, or nothing. */
    public @Nullable String chatRoom(String incident) {
        return known(teamRoom.known(new IncidentCode(incident)).chatRoom());
    }

    /** The same of the call. */
    public @Nullable String videoCall(String incident) {
        return known(teamRoom.known(new IncidentCode(incident)).videoCall());
    }

    /** The same of the room in a building. */
    public @Nullable String place(String incident) {
        return known(teamRoom.known(new IncidentCode(incident)).place());
    }

    private static @Nullable String known(String place) {
        return place.isBlank() ? null : place;
    }
}
