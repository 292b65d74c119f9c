package nl.draaiboek.intake;

import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.incident.Severity;
import org.jspecify.annotations.Nullable;

/** What monitoring and people call how bad it is. An unknown word is no severity; what that counts as, the incident knows. */
final class SeverityWords {

    private SeverityWords() {}

    static Optional<Severity> read(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "1", "critical", "page", "emergency", "disaster", "fatal", "alert", "sev1", "sev-1", "p1" ->
                Optional.of(Severity.ONE);
            case "2", "major", "warning", "error", "high", "average", "sev2", "sev-2", "p2" ->
                Optional.of(Severity.TWO);
            case "3", "minor", "info", "information", "informational", "notice", "low", "none", "sev3", "sev-3", "p3" ->
                Optional.of(Severity.THREE);
            default -> Optional.empty();
        };
    }
}
