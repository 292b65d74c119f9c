package nl.draaiboek.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which diagrams are refused when there is no earlier plan to go on with. */
class RefusedPlanAnalyzer extends AbstractFailureAnalyzer<PlanDeployer.Refused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, PlanDeployer.Refused cause) {
        return new FailureAnalysis(
                "Draaiboek does not start without a plan. " + cause.getMessage(),
                "Put it right in DRAAIBOEK_PLAN_FOLDER. To check the folder without starting: java -jar draaiboek.jar --check-plan FOLDER",
                cause);
    }
}
