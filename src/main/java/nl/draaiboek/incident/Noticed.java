package nl.draaiboek.incident;

/** Who noticed first; monitoring should be first. */
public enum Noticed {
    MONITORING,
    COLLEAGUE,
    CUSTOMER,
    SOCIAL_MEDIA,
    TICKET;

    /** Whether we noticed it ourselves, before a customer did. */
    public boolean byUs() {
        return this == MONITORING || this == COLLEAGUE;
    }
}
