package nl.draaiboek.intake;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which source needs another token, instead of a stack trace. */
class WeakTokensAnalyzer extends AbstractFailureAnalyzer<WeakTokens> {

    @Override
    protected FailureAnalysis analyze(Throwable root, WeakTokens cause) {
        return new FailureAnalysis(
                "Draaiboek does not start with these sources of alerts and reports:\n"
                        + cause.faults().stream().map(fault -> "  - " + fault).collect(Collectors.joining("\n")),
                "Make a token for each with: openssl rand -base64 33",
                cause);
    }
}
