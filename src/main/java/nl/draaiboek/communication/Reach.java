package nl.draaiboek.communication;

/** How far an update goes. */
public enum Reach {
    /** Colleagues only. */
    INSIDE,
    /** Colleagues first, then customers and everyone else. */
    EVERYONE
}
