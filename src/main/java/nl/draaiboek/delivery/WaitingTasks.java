package nl.draaiboek.delivery;

/** The engine's side of a dispatch. Each call joins the transaction that settles the dispatch. */
public interface WaitingTasks {

    /** Whether the token is still there and may move on: not gone, not suspended, and not waiting for an administrator. */
    boolean canMove(WaitingTask task);

    /** Whether the token is there at all. */
    boolean exists(WaitingTask task);

    /** All addresses have their receipt: the token moves on. */
    void complete(WaitingTask task);

    /** The channel stays down: the token takes the way of {@code Error_ChannelUnavailable}. */
    void channelUnavailable(WaitingTask task, String why);

    /** The token could not move on; an administrator finds the reason in Cockpit and lets it try again there. */
    void stuck(WaitingTask task, Exception why);
}
