package nl.draaiboek.services;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets how a service is doing by hand: maintenance, or what no incident says. What incidents do to it comes on top. */
@Component
public class SetServiceState {

    private final JdbcClient jdbc;
    private final Clock clock;

    SetServiceState(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param actor user id, kept with the change
     * @return whether anything changed: false when it stood so already, or the register knows no such service
     */
    @Transactional
    public boolean set(String service, ServiceState state, String actor) {
        var before = jdbc.sql("select state from draaiboek.service where id = ? for update")
                .param(service)
                .query(String.class)
                .optional();
        if (before.isEmpty() || before.get().equals(state.name())) {
            return false;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("update draaiboek.service set state = ?, changed_at = ? where id = ?")
                .params(state.name(), now, service)
                .update();
        jdbc.sql("insert into draaiboek.service_change (at, actor, service, what) values (?, ?, ?, ?)")
                .params(now, actor, service, "changed state: '" + before.get() + "' → '" + state.name() + "'")
                .update();
        return true;
    }
}
