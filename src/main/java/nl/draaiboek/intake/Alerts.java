package nl.draaiboek.intake;

import java.util.List;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alerts of an incident as they stand. */
@Component
public class Alerts {

    private final JdbcClient jdbc;

    Alerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many alerts of the incident fire now. */
    public int firing(IncidentCode code) {
        return jdbc.sql(
                        """
                select count(*) from (
                  select distinct on (source, fingerprint) status from draaiboek.signal
                  where incident = :incident and kind = 'ALERT' and outcome is distinct from 'OUTDATED'
                  order by source, fingerprint, id desc) latest
                where status = 'FIRING'""")
                .param("incident", code.value())
                .query(Integer.class)
                .single();
    }

    /** Whether it has alerts, and none of them fires any more. An incident that people reported is never cleared by itself. */
    public boolean cleared(IncidentCode code) {
        var any = jdbc.sql("select exists (select 1 from draaiboek.signal where incident = ? and kind = 'ALERT')")
                .param(code.value())
                .query(Boolean.class)
                .single();
        return any && firing(code) == 0;
    }

    /** The incident that the group belongs to, or belonged to last. */
    Optional<IncidentCode> ofGroup(String source, @Nullable String group) {
        return jdbc.sql("select incident from draaiboek.alert_group where source = ? and group_key = ?")
                .params(List.of(source, String.valueOf(group)))
                .query(String.class)
                .optional()
                .map(IncidentCode::new);
    }

    /** From now on the group belongs to this incident. */
    void belongs(Signal alert, IncidentCode code) {
        jdbc.sql(
                        """
                insert into draaiboek.alert_group (source, group_key, incident) values (:source, :group, :incident)
                on conflict (source, group_key) do update set incident = excluded.incident""")
                .param("source", alert.source())
                .param("group", alert.group())
                .param("incident", code.value())
                .update();
    }
}
