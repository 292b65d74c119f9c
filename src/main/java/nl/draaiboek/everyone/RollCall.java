package nl.draaiboek.everyone;

import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * People are asked whether they are safe.
 *
 * @param incident null when it was called without one
 * @param place as typed; empty for everywhere
 * @param what as typed: what is going on
 * @param startedBy login, or {@code draaiboek} when an answer to "may anyone be in danger" began it
 * @param overriddenBy who answered for all, or let work begin before all were safe
 * @param calledOff whether nobody was in danger after all
 */
public record RollCall(
        long id,
        @Nullable IncidentCode incident,
        String place,
        String what,
        String startedBy,
        Instant begunAt,
        @Nullable String overriddenBy,
        @Nullable String reason,
        boolean calledOff,
        @Nullable Instant endedAt) {}
