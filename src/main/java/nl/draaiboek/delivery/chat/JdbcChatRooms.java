package nl.draaiboek.delivery.chat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import nl.draaiboek.delivery.ChatRooms;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which room is whose, what is pinned in it and how far it was read. */
@Component
class JdbcChatRooms implements ChatRooms {

    private static final String SELECT = "select * from draaiboek.chat_room where ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ChatSystem chat;
    private final TransactionTemplate transaction;

    JdbcChatRooms(JdbcClient jdbc, Clock clock, ChatSystem chat, PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.clock = clock;
        this.chat = chat;
    }

    /**
     * @param pinned id of what is pinned, or null
     * @param readUntil where the last reading ended, or null before the first
     */
    record Kept(
            IncidentCode incident,
            String name,
            ChatSystem.Room room,
            @Nullable String pinned,
            @Nullable String readUntil,
            boolean archived) {}

    @Override
    public Optional<String> system() {
        return chat.readiness().on() ? Optional.of(chat.name()) : Optional.empty();
    }

    @Override
    public Optional<ChatRoom> of(IncidentCode code) {
        return kept("incident = ?", code.value()).stream()
                .map(JdbcChatRooms::shown)
                .findFirst();
    }

    @Override
    public List<ChatRoom> open() {
        return kept("archived_at is null and system = ? order by opened_at", chat.name()).stream()
                .map(JdbcChatRooms::shown)
                .toList();
    }

    private static ChatRoom shown(Kept kept) {
        return new ChatRoom(kept.incident(), kept.name(), kept.room().link(), kept.archived());
    }

    /** By the name that the outbox has as an address. A room of a system that was left behind is none. */
    Optional<Kept> find(String name) {
        return kept("name = ? and system = '" + chat.name() + "'", name).stream()
                .findFirst();
    }

    private List<Kept> kept(String where, String value) {
        return jdbc.sql(SELECT + where)
                .param(value)
                .query((row, n) -> new Kept(
                        new IncidentCode(row.getString("incident")),
                        row.getString("name"),
                        new ChatSystem.Room(row.getString("id"), row.getString("link")),
                        row.getString("pinned"),
                        row.getString("read_until"),
                        row.getObject("archived_at") != null))
                .list();
    }

    void opened(IncidentCode code, String name, ChatSystem.Room room) {
        jdbc.sql(
                        """
                insert into draaiboek.chat_room (name, incident, system, id, link, opened_at)
                values (:name, :incident, :system, :id, :link, :now)
                on conflict (name) do update set system = excluded.system, id = excluded.id, link = excluded.link,
                  pinned = null, read_until = null, archived_at = null""")
                .param("name", name)
                .param("incident", code.value())
                .param("system", chat.name())
                .param("id", room.id())
                .param("link", room.link())
                .param("now", now())
                .update();
    }

    /** Does this while no other node does the same in this room. */
    String alone(String name, Supplier<String> act) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("chat-room/" + name)
                    .query((row, n) -> true)
                    .single();
            return act.get();
        }));
    }

    void pinned(String name, String post) {
        jdbc.sql("update draaiboek.chat_room set pinned = ? where name = ?")
                .params(post, name)
                .update();
    }

    void archived(String name) {
        jdbc.sql("update draaiboek.chat_room set archived_at = coalesce(archived_at, ?) where name = ?")
                .params(now(), name)
                .update();
    }

    /** Takes the turn to read for this long, so that no other node reads the same at once. */
    List<String> due(Duration every) {
        return jdbc.sql(
                        """
                update draaiboek.chat_room set read_at = :now
                 where name in (select name from draaiboek.chat_room
                                 where archived_at is null and system = :system and (read_at is null or read_at <= :before)
                                 order by read_at nulls first limit 20 for update skip locked)
                returning name""")
                .param("now", now())
                .param("before", Timestamps.of(clock.instant().minus(every)))
                .param("system", chat.name())
                .query(String.class)
                .list();
    }

    void readUntil(String name, @Nullable String end) {
        jdbc.sql("update draaiboek.chat_room set read_until = ?, read_at = ? where name = ?")
                .params(java.util.Arrays.asList(end, now(), name))
                .update();
    }

    /** @return whether it was not kept before */
    boolean keep(String name, String message) {
        return jdbc.sql("insert into draaiboek.chat_said (room, message) values (?, ?) on conflict do nothing")
                        .params(name, message)
                        .update()
                == 1;
    }

    private java.time.OffsetDateTime now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }
}
