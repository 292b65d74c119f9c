package nl.draaiboek.communication;

/** What kind of update it is; each has templates of its own. */
public enum UpdateKind {
    /** Announced as possible, before it is proven. */
    POSSIBLE,
    REGULAR,
    /** "Still working on it", sent by itself at the promised time. */
    HOLDING,
    /** The crisis plan was switched off after a downgrade: the last word unless it gets worse again. */
    LAST_FOR_NOW,
    /** It is over and nothing more follows. */
    CLOSING,
    /** What was announced as possible turned out to be no incident. */
    RETRACTED,
    /** It is the same as another; under its code it goes on. */
    MERGED;

    /** Whether no next update is promised after it. */
    public boolean last() {
        return this == LAST_FOR_NOW || ends();
    }

    /** Whether nothing at all follows under this code. */
    public boolean ends() {
        return this == CLOSING || withdraws();
    }

    /** Whether it ends what was told without an outage having been resolved: to readers it is over. */
    public boolean withdraws() {
        return this == RETRACTED || this == MERGED;
    }
}
