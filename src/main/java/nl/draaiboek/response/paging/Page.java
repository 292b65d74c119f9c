package nl.draaiboek.response.paging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is called to an incident.
 *
 * @param paged who, in the words of {@code who-is-paged.dmn}
 * @param manager who is paged when they do not answer, in the same words
 * @param together whether the first and the backup are paged at once
 * @param round how often the ladder began anew
 * @param severity as it was told last
 * @param waitsUntil when the office opens, for a page that goes out only then; null when it does not wait
 * @param calledBy who called a team in, for {@link Purpose#CALLED_IN}
 * @param calledFor what for, as typed
 */
public record Page(
        long id,
        IncidentCode incident,
        Purpose purpose,
        String paged,
        String manager,
        boolean together,
        State state,
        int round,
        int severity,
        Instant openedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedWay,
        @Nullable Instant waitsUntil,
        @Nullable String calledBy,
        @Nullable String calledFor) {

    /** Whether it still calls. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        /** Nobody need come any more, or whoever came is at work. */
        ENDED
    }

    static Page of(ResultSet row) throws SQLException {
        return new Page(
                row.getLong("id"),
                new IncidentCode(row.getString("incident")),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("paged"),
                row.getString("manager"),
                row.getBoolean("together"),
                State.valueOf(row.getString("state")),
                row.getInt("round"),
                row.getInt("severity"),
                Objects.requireNonNull(Timestamps.read(row, "opened_at")),
                row.getString("acknowledged_by"),
                Timestamps.read(row, "acknowledged_at"),
                row.getString("acknowledged_way"),
                Timestamps.read(row, "waits_until"),
                row.getString("called_by"),
                row.getString("called_for"));
    }
}
