package nl.draaiboek.incident;

/**
 * What was decided about severity and crisis plan, beside what the tables proposed.
 *
 * @param proposed severity by the table, with the rule that fired and its reason
 * @param planProposed crisis plan by the table, with the rule that fired and its reason
 * @param why as typed; needed where the decision differs from a proposal
 */
public record SeverityDecision(
        Severity severity,
        boolean crisisPlan,
        Proposal<Severity> proposed,
        Proposal<Boolean> planProposed,
        String why) {

    public SeverityDecision {
        why = why.strip();
        if (why.isEmpty() && (severity != proposed.value() || crisisPlan != planProposed.value())) {
            throw new IllegalArgumentException("A decision that differs from the proposal needs a reason.");
        }
    }

    /**
     * What a table said.
     *
     * @param rule short name of the rule that fired
     * @param because its reason, as the table gives it
     */
    public record Proposal<T>(T value, String rule, String because) {}
}
