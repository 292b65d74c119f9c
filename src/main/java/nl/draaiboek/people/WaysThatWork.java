package nl.draaiboek.people;

/** Which ways lead anywhere: the channels are another room's. */
public interface WaysThatWork {

    /** Whether what is sent this way goes out, by the settings; not whether a provider is down just now. */
    boolean works(Way way);
}
