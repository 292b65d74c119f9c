package nl.draaiboek.incident;

/** The response policy as its owners keep it in {@code response-policy.dmn}: one row a severity. */
public interface ResponsePolicies {

    /** The policy for the severity that counts now, its times reckoned from now. */
    ResponsePolicy of(IncidentCode code);

    /** The policy for a severity, its times reckoned from now. */
    ResponsePolicy of(Severity severity);
}
