package nl.draaiboek.delivery;

import java.util.List;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;

/** The rooms that were made in the chat system. */
public interface ChatRooms {

    /** As the settings name the chat system, {@code Slack}; nothing while chat is off. */
    Optional<String> system();

    /** Nothing while none was made. */
    Optional<ChatRoom> of(IncidentCode code);

    /** Those in which people may still write, oldest first. */
    List<ChatRoom> open();

    /** What the room of an incident is called in the chat system, made or not: {@code inc-2026-0001}. */
    static String nameOf(IncidentCode code) {
        return code.value().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * @param name as the chat system has it
     * @param link where people open it
     * @param archived whether nobody writes there any more
     */
    record ChatRoom(IncidentCode incident, String name, String link, boolean archived) {}
}
