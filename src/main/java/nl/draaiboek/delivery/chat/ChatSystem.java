package nl.draaiboek.delivery.chat;

import java.time.Instant;
import java.util.List;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * A system in which a team chats. Everything may be asked twice: what is there already is not made again. Whatever goes wrong is a
 * {@link ChatFailure}.
 *
 * <p>An id of a person is what the directory holds for the chat, in the form of this system.
 */
interface ChatSystem {

    /** As people call it: {@code Slack}. */
    String name();

    Readiness readiness();

    /**
     * The room of this name; made when there is none.
     *
     * @param name lower-case letters, digits and hyphens
     * @param title as people read it, where the system shows another name than the address
     */
    Room open(String name, String title);

    void topic(Room room, String topic);

    void invite(Room room, String person);

    /**
     * A direct message.
     *
     * @return its id
     */
    String say(String person, Post post);

    /** @return its id */
    String post(Room room, Post post);

    /**
     * Posts and pins, or rewrites what was pinned.
     *
     * @param before id of what was pinned, or null
     * @return id of what is pinned now
     */
    String pin(Room room, @Nullable String before, Post post);

    /**
     * @param text empty to clear it
     * @return false when the status of others is not ours to set here
     */
    boolean status(String person, String text);

    /** Nobody writes there any more; it can still be read. */
    void archive(Room room);

    /**
     * What people said, oldest first, without what we posted ourselves.
     *
     * @param after where an earlier reading ended, or null for the beginning
     */
    History history(Room room, @Nullable String after);

    /**
     * Everything that people said from the beginning, answers in threads included. Asked once, at the end.
     *
     * @param after as in {@link #history}
     */
    default History all(Room room, @Nullable String after) {
        return history(room, after);
    }

    /**
     * @param id of the system
     * @param link where people open it
     */
    record Room(String id, String link) {}

    /**
     * @param text plain; nothing in it is markup or notifies anybody
     * @param mention id of whom it is for, who is notified; null for nobody
     * @param key the same at every attempt, never used for another
     * @param again whether an earlier attempt may have arrived: it is looked for first
     */
    record Post(String text, @Nullable String mention, String key, boolean again) {}

    /**
     * @param end where this reading ended, to go on from
     * @param more whether there is more to read now
     */
    record History(List<Said> said, @Nullable String end, boolean more) {
        public History {
            said = List.copyOf(said);
        }
    }

    /** @param id of the message in its room */
    record Said(String id, Instant at, String sender, String senderName, String text, String link) {}
}
