package nl.draaiboek.intake;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who may hand in alerts and reports. Knows the hash of each token, and no token. */
@Component
public class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final Map<String, Source> byTokenHash;

    Sources(IntakeSettings settings) {
        byTokenHash = settings.byTokenHash();
        if (byTokenHash.isEmpty()) {
            LOG.warn("No source may hand in alerts or reports: set DRAAIBOEK_SOURCES_MONITORING_TOKEN, for one.");
        }
    }

    /** Whose token it is. */
    public Optional<Source> of(String token) {
        return Optional.ofNullable(byTokenHash.get(Digest.sha256(token)));
    }
}
