package nl.draaiboek.security;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it as a list instead of a stack trace. */
class MissingSecretsAnalyzer extends AbstractFailureAnalyzer<RequiredSecrets.MissingSecrets> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RequiredSecrets.MissingSecrets cause) {
        return new FailureAnalysis(
                "Draaiboek does not start without good secrets:\n"
                        + cause.problems().stream()
                                .map(problem -> "  - " + problem)
                                .collect(Collectors.joining("\n")),
                "Set them in the environment (see .env.example). To try Draaiboek without any of this: mvn spring-boot:test-run",
                cause);
    }
}
