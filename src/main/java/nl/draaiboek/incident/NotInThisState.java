package nl.draaiboek.incident;

/** What was asked cannot be done while the incident stands where it stands. */
public class NotInThisState extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotInThisState(Incident incident, String asked) {
        super(incident.code() + " is " + incident.state() + " (outside: " + incident.publicState() + "), so it cannot "
                + asked + ".");
    }
}
