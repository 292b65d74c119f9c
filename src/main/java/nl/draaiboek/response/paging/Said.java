package nl.draaiboek.response.paging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered to a page, in one round of it.
 *
 * @param comes whether they come; if not, they passed it on
 * @param way by which they said so
 * @param too whether somebody else had come before
 * @param undone why it holds no more, if it does not
 */
record Said(int round, String person, Instant at, String way, boolean comes, boolean too, @Nullable Undone undone) {

    /** Why somebody who said that they come is not expected any more. */
    enum Undone {
        /** Nothing came of it in time. */
        LAPSED,
        /** They said that they cannot after all. */
        CANNOT
    }

    /** Whether they are expected. */
    boolean expected() {
        return comes && undone == null;
    }

    static Said of(ResultSet row) throws SQLException {
        var undone = row.getString("undone");
        return new Said(
                row.getInt("round"),
                row.getString("person"),
                Objects.requireNonNull(Timestamps.read(row, "at")),
                row.getString("way"),
                row.getBoolean("comes"),
                row.getBoolean("too"),
                undone == null ? null : Undone.valueOf(undone));
    }
}
