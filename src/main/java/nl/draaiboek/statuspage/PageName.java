package nl.draaiboek.statuspage;

/** Which page. */
public enum PageName {
    /** What everyone may read. */
    PUBLIC("status-page"),
    /** What colleagues read, behind the login. */
    INTERNAL("internal-page");

    private final String channel;

    PageName(String channel) {
        this.channel = channel;
    }

    /** The topic by which diagrams send to it. */
    String channel() {
        return channel;
    }
}
