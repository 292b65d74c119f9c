package nl.draaiboek.delivery;

/** Somebody who takes SMS of a kind, so that one that nobody takes is answered once, and only then. */
public interface ReadsSms {

    /** Whether this SMS means something here: it is acted on or answered. */
    boolean takes(SmsReceived sms);

    /** Whether a yes or a no without a code is for here, and not for a page that waits as well. */
    default boolean takesFirst(SmsReceived sms) {
        return false;
    }
}
