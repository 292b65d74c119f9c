package nl.draaiboek.response;

import java.time.Duration;
import nl.draaiboek.incident.Severity;

/** How much one person is given to do, as the newest {@code workload.dmn} says. */
public interface Workload {

    Most of(Severity severity);

    /**
     * @param roles how many one person has at most
     * @param time how long they have each at most
     */
    record Most(int roles, Duration time) {}
}
