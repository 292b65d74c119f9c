package nl.draaiboek.response.process;

import java.time.Duration;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.WatchOnCall;

/** What is looked for in the schedules, and told. Times ahead stand in the diagram, as {@code P7D}. */
@ForDiagrams("onCallWatch")
public class OnCallForDiagrams {

    private final WatchOnCall watchOnCall;

    OnCallForDiagrams(WatchOnCall watchOnCall) {
        this.watchOnCall = watchOnCall;
    }

    /**
     * Tells of times without anybody on call.
     *
     * @param ahead how long before
     * @param near when once more
     */
    public void tellGaps(String ahead, String near) {
        watchOnCall.tellGaps(Duration.parse(ahead), Duration.parse(near));
    }

    public void tellCalendars() {
        watchOnCall.tellCalendars();
    }

    /** @param ahead how long before a shift */
    public void tellUnready(String ahead) {
        watchOnCall.tellUnready(Duration.parse(ahead));
    }
}
