package nl.draaiboek.communication;

/** Whose words an update is shown in: colleagues read what they can do meanwhile, customers do not. */
public enum Audience {
    INTERNAL,
    EXTERNAL
}
