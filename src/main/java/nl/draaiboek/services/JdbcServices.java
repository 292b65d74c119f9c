package nl.draaiboek.services;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register in {@code draaiboek.service}. */
@Component
class JdbcServices implements Services {

    private static final String SELECT =
            """
            select s.*,
                   array(select d.depends_on from draaiboek.service_dependency d where d.service = s.id order by 1) as depends_on,
                   array(select l.label from draaiboek.service_label l where l.service = s.id order by 1) as labels
            from draaiboek.service s\s""";

    private final JdbcClient jdbc;

    JdbcServices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Service> find(String id) {
        return jdbc.sql(SELECT + "where s.id = ?")
                .param(id)
                .query(JdbcServices::map)
                .optional();
    }

    @Override
    public List<Service> all() {
        return jdbc.sql(SELECT + "order by s.position, s.id")
                .query(JdbcServices::map)
                .list();
    }

    @Override
    public Optional<Service> byLabel(String label) {
        return jdbc.sql(
                        SELECT
                                + """
                where s.id = :label
                   or exists (select from draaiboek.service_label l where l.service = s.id and l.label = :label)
                   or lower(s.name_nl) = :label or lower(s.name_en) = :label
                order by s.id <> :label, s.position, s.id limit 1""")
                .param("label", label.strip().toLowerCase(Locale.ROOT))
                .query(JdbcServices::map)
                .optional();
    }

    @Override
    public Set<String> touchedBy(String id) {
        return new LinkedHashSet<>(jdbc.sql(
                        """
                with recursive edge as (
                  select service as id, depends_on as "on" from draaiboek.service_dependency
                  union select id, parent from draaiboek.service where parent is not null),
                touched as (
                  select e.id from edge e where e."on" = :id
                  union select e.id from edge e join touched t on e."on" = t.id)
                select id from touched where id <> :id order by id""")
                .param("id", id)
                .query(String.class)
                .list());
    }

    @Override
    public Map<String, Changed> changes() {
        var changes = new HashMap<String, Changed>();
        jdbc.sql("select id, created_at, changed_at from draaiboek.service").query(row -> {
            changes.put(row.getString("id"), new Changed(instant(row, "created_at"), instant(row, "changed_at")));
        });
        return changes;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Service map(ResultSet row, int number) throws SQLException {
        return new Service(
                row.getString("id"),
                row.getString("name_nl"),
                row.getString("name_en"),
                row.getString("description_nl"),
                row.getString("description_en"),
                row.getString("owner"),
                row.getString("parent"),
                texts(row, "depends_on"),
                minutes(row, "rto_minutes"),
                minutes(row, "rpo_minutes"),
                new Backup(
                        row.getString("backup_kind"),
                        minutes(row, "backup_every_minutes"),
                        row.getString("backup_place"),
                        minutes(row, "backup_restore_minutes")),
                row.getBoolean("customer_facing"),
                texts(row, "labels"),
                row.getInt("position"),
                ServiceState.valueOf(row.getString("state")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray()).sorted().toList();
    }

    private static @Nullable Duration minutes(ResultSet row, String column) throws SQLException {
        var minutes = row.getObject(column, Integer.class);
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }
}
