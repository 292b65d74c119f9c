package nl.draaiboek.delivery.chat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.ChatAct;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.stereotype.Component;

/**
 * The channel {@code chat}: direct messages, and what is to be done with the room of an incident ({@link ChatAct}). All of it may be
 * repeated: what is there is not made again, and a post that may have arrived is looked for first.
 */
@Component
class ChatChannel implements Channel {

    private final ChatSystem chat;
    private final JdbcChatRooms rooms;
    private final KeepMessages keepMessages;
    private final ChatSettings settings;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    ChatChannel(ChatSystem chat, JdbcChatRooms rooms, KeepMessages keepMessages, ChatSettings settings) {
        this.chat = chat;
        this.rooms = rooms;
        this.keepMessages = keepMessages;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public Readiness readiness() {
        return chat.readiness();
    }

    @Override
    public ChannelPolicy policy() {
        return new ChannelPolicy(
                2, 5, 5, Duration.ofSeconds(5), Duration.ofMinutes(2), settings.givesUpAfter(), ChannelPolicy.ALWAYS);
    }

    /** Who was to be paged was paged in another way, and the team gathers elsewhere. */
    @Override
    public boolean worthItLate() {
        return false;
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                try {
                    return new Outcome.Delivered(ChatAct.of(message.content())
                            .map(act -> act(act, message))
                            .orElseGet(() -> chat.say(message.recipient().address(), direct(message))));
                } catch (ChatFailure e) {
                    return e.outcome();
                }
            }

            @Override
            public void close() {}
        };
    }

    /** Read outside of any room: what it is about comes first. */
    private static ChatSystem.Post direct(OutgoingMessage message) {
        var content = message.content();
        var text = content.text().strip();
        return new ChatSystem.Post(
                text.startsWith(content.subject()) ? text : content.subject() + "\n\n" + text,
                null,
                message.key(),
                message.again());
    }

    private static ChatSystem.Post post(OutgoingMessage message) {
        return new ChatSystem.Post(
                message.content().text().strip(),
                message.content().facts().get(ChatAct.MENTION),
                message.key(),
                message.again());
    }

    /** One thing at a time in a room: two who pin would pin two. */
    private String act(ChatAct act, OutgoingMessage message) {
        var address = message.recipient().address();
        var room = message.content().facts().getOrDefault(ChatAct.ROOM, address);
        synchronized (locks.computeIfAbsent(room, any -> new Object())) {
            return switch (act) {
                case OPEN -> open(room, message);
                case STATUS -> status(address, message);
                // Two nodes that pin at once would pin two.
                case TABLE -> rooms.alone(room, () -> inRoom(act, message, kept(room)));
                default -> inRoom(act, message, kept(room));
            };
        }
    }

    /** A room that cannot be made is no fault of its name: the team needs another place, and somebody looks at the settings. */
    private String open(String name, OutgoingMessage message) {
        var there = rooms.find(name);
        if (there.isPresent()) {
            return there.get().room().link();
        }
        try {
            var room = chat.open(name, message.content().subject());
            rooms.opened(new IncidentCode(name.toUpperCase(java.util.Locale.ROOT)), name, room);
            return room.link();
        } catch (ChatFailure e) {
            throw e.asDown();
        }
    }

    private String inRoom(ChatAct act, OutgoingMessage message, JdbcChatRooms.Kept kept) {
        var room = kept.room();
        switch (act) {
            case TOPIC -> chat.topic(room, message.content().text().strip());
            case INVITE -> chat.invite(room, message.recipient().address());
            case POST -> {
                return chat.post(room, post(message));
            }
            case TABLE -> {
                var pinned = chat.pin(room, kept.pinned(), post(message));
                rooms.pinned(kept.name(), pinned);
                return pinned;
            }
            case KEEP -> keepMessages.all(kept);
            case ARCHIVE -> {
                if (!kept.archived()) {
                    keepMessages.all(kept);
                    chat.archive(room);
                    keepMessages.archived(kept);
                }
            }
            default -> throw new IllegalArgumentException(act + " is not done in a room.");
        }
        return kept.name();
    }

    /** Where we may not set it, we ask. */
    private String status(String person, OutgoingMessage message) {
        var text = message.content().facts().getOrDefault(ChatAct.STATUS_TEXT, "");
        return chat.status(person, text) ? person : chat.say(person, direct(message));
    }

    private JdbcChatRooms.Kept kept(String name) {
        return rooms.find(name).orElseThrow(() -> ChatFailure.refused("There is no room " + name + "."));
    }
}
