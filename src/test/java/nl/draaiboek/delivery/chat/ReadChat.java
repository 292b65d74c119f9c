package nl.draaiboek.delivery.chat;

import org.springframework.context.ApplicationContext;

/** Lets the program read the rooms whose turn it is. */
public final class ReadChat {

    private ReadChat() {}

    /** A chat that is away is read later, as ever. */
    public static void now(ApplicationContext context) {
        try {
            context.getBean(KeepMessages.class).read();
        } catch (ChatFailure away) {
            // Its turn comes again.
        }
    }
}
