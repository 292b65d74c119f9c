package nl.draaiboek.response;

/** A role beside the lead. */
public enum Role {
    /** Theories of what broke and why; decides on changes; leads the technical team. */
    TECH_LEAD,
    /** Writes and sends, inside and out. */
    COMMUNICATIONS_MANAGER
}
