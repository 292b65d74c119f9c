package nl.draaiboek.everyone;

/** Whether word reached somebody in a phone tree. */
public enum Reached {
    /** It is not their turn yet. */
    WAITING,
    /** Somebody by name is calling them. */
    BEING_CALLED,
    REACHED,
    /** On voicemail, or with somebody else: who has not said so themselves may not have heard it. */
    MESSAGE_LEFT,
    NO_ANSWER,
    /** On leave when it began, and not called. */
    AWAY,
    /** They need help themselves, or are looked for: not called, and told by mail alone. */
    IN_NEED;

    /** Whether they stand on the list of who was not reached, once it is over. */
    public boolean missed() {
        return this != REACHED && this != AWAY;
    }

    /** Whether somebody tried in vain. */
    boolean tried() {
        return this == MESSAGE_LEFT || this == NO_ANSWER;
    }
}
