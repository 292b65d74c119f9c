package nl.draaiboek.everyone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a roll call.
 *
 * @param by who said so last: themselves, or who dealt with it; empty when nobody did
 * @param way how they answered: {@code link}, {@code sms}, {@code call}, {@code task}, {@code page}; empty when they did not
 * @param note what they said of themselves; nobody's business but of who helps
 * @param finder who finds out, when it was passed on
 * @param rounds how often they were asked
 */
public record Asked(
        long id,
        long rollCall,
        String person,
        String location,
        Safety safety,
        Instant at,
        String by,
        String way,
        String note,
        @Nullable String finder,
        int rounds) {

    /** Without what is nobody's business. */
    @Override
    public String toString() {
        return "Asked[" + id + " " + person + " " + safety + "]";
    }
}
