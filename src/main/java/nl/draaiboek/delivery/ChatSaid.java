package nl.draaiboek.delivery;

import java.time.Instant;
import java.util.List;
import nl.draaiboek.incident.IncidentCode;

/**
 * People said something in the room of an incident. Published in the transaction that keeps it, each message once, oldest first.
 */
public record ChatSaid(IncidentCode code, List<Message> messages) {

    public ChatSaid {
        messages = List.copyOf(messages);
    }

    /**
     * @param at when it was said, by the clock of the chat system
     * @param sender their id in the chat system
     * @param senderName as the chat system shows them
     * @param text as typed, shortened where it is very long; pictures and files as links
     * @param link opens it in the chat system
     */
    public record Message(Instant at, String sender, String senderName, String text, String link) {}
}
