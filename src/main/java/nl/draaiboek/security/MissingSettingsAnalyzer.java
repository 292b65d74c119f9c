package nl.draaiboek.security;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it as a list instead of a stack trace. */
class MissingSettingsAnalyzer extends AbstractFailureAnalyzer<RequiredSettings.MissingSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RequiredSettings.MissingSettings cause) {
        return new FailureAnalysis(
                "Draaiboek does not start like this:\n"
                        + cause.problems().stream()
                                .map(problem -> "  - " + problem)
                                .collect(Collectors.joining("\n")),
                "Set this in the environment (see .env.example and docs/settings.md). To try Draaiboek without any of this: mvn spring-boot:test-run",
                cause);
    }
}
