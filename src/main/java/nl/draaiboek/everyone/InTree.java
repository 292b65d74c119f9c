package nl.draaiboek.everyone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a phone tree.
 *
 * @param caller number of who calls them as the tree was made; null for who begins
 * @param calls how many they are to call at most
 * @param level how many calls it takes until it is their turn
 * @param by who said so last; empty when nobody did
 * @param way how it was said: {@code link}, {@code sms}, {@code call}, {@code task}, {@code page}; empty when it was not
 * @param silent whether they were to call and did not say in time what came of it
 */
public record InTree(
        long id,
        long tree,
        String person,
        String location,
        @Nullable Long caller,
        int calls,
        int level,
        Reached state,
        Instant at,
        String by,
        String way,
        boolean silent) {}
