package nl.draaiboek.everyone;

/** What is known of somebody in a roll call. */
public enum Safety {
    NO_ANSWER,
    SAFE,
    NEEDS_HELP,
    /** Somebody saw to it. */
    HELPED,
    /** Somebody by name finds out. */
    PASSED_ON,
    /** Looked for and not found; the emergency services know. */
    NOT_FOUND,
    /** On leave when it began, and not asked. */
    AWAY,
    /** Nobody was in danger after all. */
    CALLED_OFF;

    /** Whether nothing has to be done about them any more. */
    public boolean accountedFor() {
        return this != NO_ANSWER && this != NEEDS_HELP && this != PASSED_ON;
    }

    /** Whether they are asked nothing else; {@code draaiboek.in_need} has the same three. */
    public boolean inNeed() {
        return this == NEEDS_HELP || this == PASSED_ON || this == NOT_FOUND;
    }
}
