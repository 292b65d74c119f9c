package nl.draaiboek.everyone;

/** Tells the diagrams of a phone tree what happened, in the transaction in which it did. Nobody has to be waiting. */
public interface PhoneTreeProcesses {

    /** The plan started it. */
    void begin(PhoneTree tree);

    /** Somebody is to call somebody. */
    void call(PhoneTree tree, TreeCall call);

    /** This call is reported, or not needed any more: its task goes away. */
    void settled(long call);

    /** Nobody is being called, and nobody waits for a call. */
    void roundOver(long tree);

    /** Its incident is over: nothing of it goes on, neither its calls nor what is left to see to. */
    void over(long tree);
}
