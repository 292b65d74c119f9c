package nl.draaiboek.incident;

/** No incident has this code. */
public class NoSuchIncident extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchIncident(String code) {
        super("No incident has the code '" + code + "'.");
    }
}
