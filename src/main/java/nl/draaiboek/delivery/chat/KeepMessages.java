package nl.draaiboek.delivery.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.ChatSaid;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what people say in the room of an incident and keeps it: while it runs, so that a chat that disappears takes little
 * with it, and all of it at the end. Nothing is held while the chat system is asked.
 */
@Component
class KeepMessages {

    private static final Logger LOG = LoggerFactory.getLogger(KeepMessages.class);
    private static final int MOST_PAGES = 500;
    private static final int AT_ONCE = 100;
    private static final int LONGEST = 4_000;

    private final ChatSystem chat;
    private final JdbcChatRooms rooms;
    private final ChatSettings settings;
    private final LockIncident lockIncident;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    KeepMessages(
            ChatSystem chat,
            JdbcChatRooms rooms,
            ChatSettings settings,
            LockIncident lockIncident,
            IncidentRecord record,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.chat = chat;
        this.rooms = rooms;
        this.settings = settings;
        this.lockIncident = lockIncident;
        this.record = record;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What is new in the rooms whose turn it is. One that cannot be read has its turn again.
     *
     * @throws ChatFailure when the chat is away
     */
    void read() {
        if (!chat.readiness().on()) {
            return;
        }
        for (var name : rooms.due(settings.readEvery())) {
            try {
                rooms.find(name).ifPresent(kept -> follow(kept, chat.history(kept.room(), kept.readUntil())));
            } catch (ChatFailure e) {
                if (!(e.outcome() instanceof Outcome.Refused)) {
                    throw e;
                }
                LOG.warn("Room {} cannot be read: {}", name, e.getMessage());
            }
        }
    }

    /** Nobody writes there any more: noted with what was kept before. */
    void archived(JdbcChatRooms.Kept kept) {
        transaction.executeWithoutResult(status -> {
            lockIncident.lock(kept.incident());
            rooms.archived(kept.name());
            record.append(
                    kept.incident(),
                    "chat.archived",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("room", kept.name(), "link", kept.room().link()));
        });
    }

    /** Everything, answers in threads included. */
    void all(JdbcChatRooms.Kept kept) {
        follow(kept, chat.all(kept.room(), kept.readUntil()));
    }

    private void follow(JdbcChatRooms.Kept kept, ChatSystem.History first) {
        var history = first;
        for (var page = 0; page < MOST_PAGES; page++) {
            keep(kept, history);
            if (!history.more()) {
                return;
            }
            history = chat.history(kept.room(), history.end());
        }
    }

    private void keep(JdbcChatRooms.Kept kept, ChatSystem.History history) {
        var said = history.said();
        for (var from = 0; from < said.size(); from += AT_ONCE) {
            var part = said.subList(from, Math.min(said.size(), from + AT_ONCE));
            transaction.executeWithoutResult(status -> keep(kept, part));
        }
        if (history.end() != null && !history.end().equals(kept.readUntil())) {
            rooms.readUntil(kept.name(), history.end());
        }
    }

    private void keep(JdbcChatRooms.Kept kept, Collection<ChatSystem.Said> said) {
        lockIncident.lock(kept.incident());
        var fresh = new ArrayList<ChatSaid.Message>();
        for (var one : said) {
            if (rooms.keep(kept.name(), one.id())) {
                fresh.add(new ChatSaid.Message(
                        one.at(), one.sender(), plain(one.senderName(), 100), plain(one.text(), LONGEST), one.link()));
            }
        }
        if (!fresh.isEmpty()) {
            events.publishEvent(new ChatSaid(kept.incident(), List.copyOf(fresh)));
        }
    }

    /** Nothing that hides or turns around what is read. */
    private static String plain(String text, int longest) {
        var plain = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\u202A-\u202E\u2066-\u2069]", "")
                .strip();
        return plain.length() <= longest ? plain : plain.substring(0, longest - 1) + "…";
    }
}
