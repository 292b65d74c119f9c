package nl.draaiboek.communication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class JdbcCustomers implements Customers {

    private static final String SELECT =
            """
            select c.*, array(select service from draaiboek.customer_service s where s.customer = c.id order by service) as services
              from draaiboek.customer c
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcCustomers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Customer> all() {
        return jdbc.sql(SELECT + "order by c.name, c.id")
                .query(JdbcCustomers::map)
                .list();
    }

    @Override
    public Optional<Customer> byId(String id) {
        return jdbc.sql(SELECT + "where c.id = ?")
                .param(id)
                .query(JdbcCustomers::map)
                .optional();
    }

    @Override
    public List<Customer> touchedBy(IncidentCode incident, Collection<String> services) {
        return jdbc.sql(
                        SELECT
                                + """
                where c.unsubscribed_at is null
                  and (exists (select 1 from draaiboek.customer_service s where s.customer = c.id and s.service = any(:services))
                    or exists (select 1 from draaiboek.customer_informed i where i.customer = c.id and i.incident = :incident))
                order by c.id""")
                .param("services", services.toArray(String[]::new))
                .param("incident", incident.value())
                .query(JdbcCustomers::map)
                .list();
    }

    @Override
    public List<Customer> told(IncidentCode incident) {
        return touchedBy(incident, List.of());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void carryOver(IncidentCode merged, IncidentCode into) {
        jdbc.sql(
                        """
                insert into draaiboek.customer_informed (incident, customer)
                select :into, customer from draaiboek.customer_informed where incident = :merged on conflict do nothing""")
                .param("merged", merged.value())
                .param("into", into.value())
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void informed(IncidentCode incident, Collection<String> services) {
        jdbc.sql(
                        """
                insert into draaiboek.customer_informed (incident, customer)
                select distinct :incident, c.id
                  from draaiboek.customer c join draaiboek.customer_service s on s.customer = c.id
                 where c.unsubscribed_at is null and s.service = any(:services)
                on conflict do nothing""")
                .param("services", services.toArray(String[]::new))
                .param("incident", incident.value())
                .update();
    }

    @Override
    @Transactional
    public boolean unsubscribe(String id) {
        var now = Timestamps.of(clock.instant());
        var changed = jdbc.sql(
                        "update draaiboek.customer set unsubscribed_at = ? where id = ? and unsubscribed_at is null")
                .params(now, id)
                .update();
        return changed == 1 ? note(id, "unsubscribed") : byId(id).isPresent();
    }

    @Override
    @Transactional
    public boolean subscribeAgain(String id) {
        var changed = jdbc.sql(
                        "update draaiboek.customer set unsubscribed_at = null where id = ? and unsubscribed_at is not null")
                .param(id)
                .update();
        return changed == 1 ? note(id, "subscribed") : byId(id).isPresent();
    }

    private boolean note(String id, String what) {
        jdbc.sql("insert into draaiboek.customer_change (at, actor, customer, what) values (?, 'customer', ?, ?)")
                .params(Timestamps.of(clock.instant()), id, what)
                .update();
        return true;
    }

    private static Customer map(ResultSet row, int number) throws SQLException {
        return new Customer(
                row.getString("id"),
                row.getString("name"),
                row.getString("mail"),
                row.getString("language"),
                List.of((String[]) row.getArray("services").getArray()),
                Timestamps.read(row, "unsubscribed_at"));
    }
}
