package nl.draaiboek.delivery;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the channel {@code chat} is to do with the room of an incident. A message without an act is a direct message
 * to the person whose id in the chat system is its address.
 */
public enum ChatAct {
    /** Makes the room named by the address, unless it is there; {@link Content#subject()} is what people read as its name. */
    OPEN,
    /** The text becomes the topic of the room named by the address. */
    TOPIC,
    /** The person whose id is the address may read and write in {@link #ROOM}. */
    INVITE,
    /** Posted in the room named by the address; whoever {@link #MENTION} names is notified. */
    POST,
    /** The one message that stays in sight in the room named by the address: posted and pinned, and from then on rewritten. */
    TABLE,
    /** {@link #STATUS_TEXT} becomes the status of the person whose id is the address; where we may not, the text asks them to. */
    STATUS,
    /** All that was said in the room named by the address is kept. */
    KEEP,
    /** All is kept, and from then on nobody writes there any more. */
    ARCHIVE;

    /** The fact that names the room, where the address names a person. */
    public static final String ROOM = "room";

    /** The fact that holds the chat id of whom a post is for. */
    public static final String MENTION = "mention";

    /** The fact that holds the words of a status; empty clears it. */
    public static final String STATUS_TEXT = "status";

    private static final String ACT = "act";

    /** @param facts further ones, of the names above */
    public Content content(String subject, String text, Map<String, String> facts) {
        var all = new LinkedHashMap<>(facts);
        all.put(ACT, name().toLowerCase(Locale.ROOT));
        return new Content(subject, text, null, all);
    }

    /** Nothing for a direct message. */
    public static Optional<ChatAct> of(Content content) {
        var act = content.facts().get(ACT);
        return Arrays.stream(values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(act))
                .findFirst();
    }
}
