package nl.draaiboek.everyone.process;

import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times of the response policy for roll calls and phone trees. Without an incident those of severity 1. */
@Component
class TimesForEveryone {

    /** Where the table of the owner is older than a column. */
    private static final Map<String, String> USUAL = Map.of(
            "rollCallRemindAfter", "PT3M",
            "rollCallPassOnAfter", "PT5M",
            "rollCallFindWithin", "PT15M",
            "rollCallHelpWithin", "PT5M",
            "rollCallHelpAgainAfter", "PT2M",
            "phoneTreeAskAfter", "PT5M",
            "phoneTreeCallWithin", "PT10M",
            "phoneTreeAgainAfter", "PT15M",
            "phoneTreeTellEvery", "PT30M");

    private final ResponsePolicies policies;

    TimesForEveryone(ResponsePolicies policies) {
        this.policies = policies;
    }

    /** As an ISO 8601 duration. */
    String of(@Nullable IncidentCode incident, String column) {
        var policy = incident == null ? policies.of(Severity.ONE) : policies.of(incident);
        return policy.containsKey(column) ? policy.get(column) : String.valueOf(USUAL.get(column));
    }
}
