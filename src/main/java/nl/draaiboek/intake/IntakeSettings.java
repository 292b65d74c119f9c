package nl.draaiboek.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nl.draaiboek.incident.Noticed;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Who may hand in what, under {@code draaiboek}: {@code draaiboek.sources.monitoring.token=…}, or in the environment
 * {@code DRAAIBOEK_SOURCES_MONITORING_TOKEN=…}.
 *
 * @param sources by name
 */
@ConfigurationProperties("draaiboek")
public record IntakeSettings(@DefaultValue Map<String, SourceSettings> sources, @DefaultValue Limits intake) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int TOKEN_LENGTH = 32;
    private static final int TOKEN_DIFFERENT = 10;

    /**
     * @param kind what an incident counts as noticed by; told from the name where it is left out
     * @param token at least 32 characters at random, such as {@code openssl rand -base64 33} gives; kept as its hash only
     * @param tokenHash instead of the token: SHA-256 of it in hex
     */
    public record SourceSettings(@Nullable Noticed kind, @Nullable String token, @Nullable String tokenHash) {}

    /**
     * @param worker {@code off} leaves what comes in until it is taken in by hand; for tests
     * @param alertsSize the largest body of alerts; more is answered with 413
     * @param reportSize the largest body of a report
     * @param deliveriesPerSecond per source and node; more is answered with 429
     * @param serviceLabels labels of an alert that name the service, the first that is there counts
     * @param severityLabels labels of an alert that name the severity
     */
    public record Limits(
            @DefaultValue("on") String worker,
            @DefaultValue("5MB") DataSize alertsSize,
            @DefaultValue("256KB") DataSize reportSize,
            @DefaultValue("100") int deliveriesPerSecond,
            @DefaultValue("service") List<String> serviceLabels,
            @DefaultValue({"severity", "priority"}) List<String> severityLabels) {}

    /**
     * The sources by the hash of their token.
     *
     * @throws WeakTokens that names every source whose token is missing, weak or used twice
     */
    Map<String, Source> byTokenHash() {
        var faults = new ArrayList<String>();
        var result = new HashMap<String, Source>();
        sources.forEach((name, settings) -> {
            var fault = fault(settings);
            if (fault != null) {
                faults.add(setting(name) + ": " + fault);
            } else if (result.put(hash(settings), new Source(name, kind(name, settings))) != null) {
                faults.add(setting(name) + ": its token is that of another source; give each its own.");
            }
        });
        if (!faults.isEmpty()) {
            throw new WeakTokens(faults);
        }
        return Map.copyOf(result);
    }

    private static String setting(String name) {
        return "DRAAIBOEK_SOURCES_" + name.toUpperCase(Locale.ROOT) + "_TOKEN (draaiboek.sources." + name + ")";
    }

    private static @Nullable String fault(SourceSettings settings) {
        var token = settings.token();
        var tokenHash = settings.tokenHash();
        if (tokenHash != null && !tokenHash.isBlank()) {
            return SHA_256.matcher(tokenHash).matches() ? null : "token-hash must be a SHA-256 in hex, 64 digits.";
        }
        if (token == null || token.isBlank()) {
            return "set token or token-hash.";
        }
        if (token.length() < TOKEN_LENGTH || token.chars().distinct().count() < TOKEN_DIFFERENT) {
            return "the token is weak; take at least " + TOKEN_LENGTH
                    + " characters at random, such as 'openssl rand -base64 33' prints.";
        }
        return null;
    }

    private static String hash(SourceSettings settings) {
        var tokenHash = settings.tokenHash();
        return tokenHash != null && !tokenHash.isBlank()
                ? tokenHash.toLowerCase(Locale.ROOT)
                : Digest.sha256(String.valueOf(settings.token()));
    }

    private static Noticed kind(String name, SourceSettings settings) {
        if (settings.kind() != null) {
            return settings.kind();
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("ticket") || lower.contains("desk")) {
            return Noticed.TICKET;
        }
        if (lower.contains("social")) {
            return Noticed.SOCIAL_MEDIA;
        }
        return lower.contains("customer") || lower.contains("portal") ? Noticed.CUSTOMER : Noticed.MONITORING;
    }
}
