package nl.draaiboek.response.process;

import java.time.Duration;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.WatchOnCall;
import nl.draaiboek.response.WatchOutsideHelp;

/** What is looked for in the schedules, and told. Times ahead stand in the diagram, as {@code P7D}. */
@ForDiagrams("onCallWatch")
public class OnCallForDiagrams {

    private final WatchOnCall watchOnCall;
    private final WatchOutsideHelp watchOutsideHelp;

    OnCallForDiagrams(WatchOnCall watchOnCall, WatchOutsideHelp watchOutsideHelp) {
        this.watchOnCall = watchOnCall;
        this.watchOutsideHelp = watchOutsideHelp;
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

    /**
     * Also of whoever outside a call would not reach.
     *
     * @param ahead how long before a shift
     */
    public void tellUnready(String ahead) {
        watchOnCall.tellUnready(Duration.parse(ahead));
        watchOutsideHelp.tellUnready();
    }
}
