package nl.draaiboek.incident;

/** The incident has ended, so nothing joins it any more. */
public class NotRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRunning(IncidentCode code, IncidentState state) {
        super(code + " is " + state.name().toLowerCase(java.util.Locale.ROOT)
                + "; only a running incident can be joined.");
    }
}
