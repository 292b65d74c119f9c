package nl.draaiboek.response.paging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * One way that was tried.
 *
 * @param step ways of the same step were tried at once
 * @param way word of a {@link nl.draaiboek.people.Way}
 * @param notice in the outbox, or null when nothing was sent
 */
public record Attempt(
        long id,
        long page,
        int round,
        Rung rung,
        String person,
        int step,
        String way,
        Instant at,
        @Nullable UUID notice,
        Outcome outcome,
        @Nullable String why,
        boolean used) {

    /** What became of it. */
    public enum Outcome {
        SENT,
        /** The other side took it; that is no answer. */
        ARRIVED,
        /** Refused, or its channel is down: the next way came at once. */
        FAILED,
        /** Its channel has no settings here. */
        OFF,
        /** This person was paged too often lately. */
        HELD_BACK,
        NO_ANSWER,
        BUSY,
        VOICEMAIL,
        ANSWERED;

        boolean nobodyGotIt() {
            return this == FAILED || this == OFF || this == HELD_BACK;
        }
    }

    static Attempt of(ResultSet row) throws SQLException {
        return new Attempt(
                row.getLong("id"),
                row.getLong("page"),
                row.getInt("round"),
                Rung.valueOf(row.getString("rung")),
                row.getString("person"),
                row.getInt("step"),
                row.getString("way"),
                Objects.requireNonNull(Timestamps.read(row, "at")),
                row.getObject("notice", UUID.class),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("why"),
                row.getObject("used_at") != null);
    }
}
