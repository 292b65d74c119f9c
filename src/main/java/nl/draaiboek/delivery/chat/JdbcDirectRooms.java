package nl.draaiboek.delivery.chat;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of one chat system. */
final class JdbcDirectRooms implements Matrix.DirectRooms {

    private final JdbcClient jdbc;
    private final String system;

    JdbcDirectRooms(JdbcClient jdbc, String system) {
        this.jdbc = jdbc;
        this.system = system;
    }

    @Override
    public @Nullable String of(String person) {
        return jdbc.sql("select room from draaiboek.chat_direct where system = ? and person = ?")
                .params(system, person)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @Override
    public void keep(String person, String room) {
        jdbc.sql("insert into draaiboek.chat_direct (system, person, room) values (?, ?, ?)"
                        + " on conflict (system, person) do update set room = excluded.room")
                .params(system, person, room)
                .update();
    }
}
