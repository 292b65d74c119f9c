package nl.draaiboek.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tech lead confirmed when users may expect to work again, or it is no longer told. Published inside the
 * transaction that made it so.
 *
 * @param expected null when none is told any more
 * @param passed the time that passed without recovery; null when it changed for another reason
 */
public record ExpectedRecoveryChanged(IncidentCode code, @Nullable Instant expected, @Nullable Instant passed) {}
