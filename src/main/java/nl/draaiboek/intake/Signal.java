package nl.draaiboek.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * An alert, report or declaration that was kept.
 *
 * @param group source and group are one incident at most
 * @param firing for an alert: whether it says that it fires, or that it stopped
 * @param state what became of it
 * @param incident which one it belongs to, once that is known
 */
public record Signal(
        long id,
        SignalKind kind,
        String source,
        Noticed noticed,
        String title,
        @Nullable String group,
        @Nullable String fingerprint,
        boolean firing,
        List<String> services,
        @Nullable Severity severity,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Boolean danger,
        @Nullable String dangerWhere,
        @Nullable Reporter reporter,
        Instant receivedAt,
        State state,
        @Nullable IncidentCode incident) {

    /** What became of it. */
    public enum State {
        /** Kept; nothing done yet. */
        RECEIVED,
        /** A person is asked where it belongs. */
        ASKING,
        /** Opened or joined an incident, or was written down only. */
        ACTED,
        /** Something goes wrong each time; it is tried again, and shows in health. */
        FAILED
    }

    /** Who acts, in the record: the person, else the source. */
    String actor() {
        return reporter != null && reporter.user() != null ? reporter.user() : source;
    }

    static Signal map(ResultSet row, int number) throws SQLException {
        var kind = SignalKind.valueOf(row.getString("kind"));
        var severity = row.getObject("severity", Integer.class);
        var incident = row.getString("incident");
        return new Signal(
                row.getLong("id"),
                kind,
                row.getString("source"),
                Noticed.valueOf(row.getString("noticed")),
                row.getString("title"),
                row.getString("group_key"),
                row.getString("fingerprint"),
                "FIRING".equals(row.getString("status")),
                List.of((String[]) row.getArray("services").getArray()),
                severity == null ? null : Severity.of(severity).orElseThrow(),
                Timestamps.read(row, "starts_at"),
                Timestamps.read(row, "ends_at"),
                row.getObject("danger", Boolean.class),
                row.getString("danger_where"),
                kind == SignalKind.ALERT
                        ? null
                        : new Reporter(
                                row.getString("reporter"),
                                row.getString("reporter_name"),
                                row.getString("reporter_mail")),
                Objects.requireNonNull(Timestamps.read(row, "received_at")),
                State.valueOf(row.getString("state")),
                incident == null ? null : new IncidentCode(incident));
    }
}
