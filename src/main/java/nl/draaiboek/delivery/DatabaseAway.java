package nl.draaiboek.delivery;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells that the database was away or refused to work just then, from a statement or a diagram that is wrong. */
final class DatabaseAway {

    /** Connection lost, rolled back in a race, out of room or connections, shut down, file trouble. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /** A server that takes over and does not write yet. */
    private static final String READ_ONLY = "25006";

    private DatabaseAway() {}

    static boolean causes(@Nullable Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException refused && isAway(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** @param state null where the pool itself had no connection to give */
    private static boolean isAway(@Nullable String state) {
        return state == null || state.equals(READ_ONLY) || CLASSES.contains(state.substring(0, 2));
    }
}
