package nl.draaiboek.response;

import java.util.ArrayList;
import java.util.Optional;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.engine.PlanWarning;
import nl.draaiboek.incident.IncidentOpened;
import nl.draaiboek.people.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whether an incident wakes anybody: somebody who may lead has an address, and mail is on. */
@Component
public class WhoCanBeReached implements PlanWarning {

    private static final Logger LOG = LoggerFactory.getLogger(WhoCanBeReached.class);

    private final People people;
    private final Channels channels;

    WhoCanBeReached(People people, Channels channels) {
        this.people = people;
        this.channels = channels;
    }

    /** Empty when somebody would be woken. */
    @Override
    public Optional<String> warning() {
        return nobody(
                people.inGroups("incidentManagers").stream()
                        .anyMatch(person -> !person.mail().isBlank()),
                Optional.of(channels.get("mail").readiness())
                        .filter(readiness -> !readiness.on())
                        .map(readiness -> readiness.why())
                        .orElse(""));
    }

    /**
     * @param reachable whether anybody in incidentManagers has a mail address
     * @param mailOff why mail is off, or empty
     */
    static Optional<String> nobody(boolean reachable, String mailOff) {
        var missing = new ArrayList<String>();
        if (!reachable) {
            missing.add("nobody in the group incidentManagers has a mail address (add one in Admin, under Users)");
        }
        if (!mailOff.isBlank()) {
            missing.add("mail is off (" + mailOff.strip().replaceAll("\\.$", "") + ")");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("An incident wakes nobody: " + String.join("; ", missing) + ".");
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        warning().ifPresent(LOG::warn);
    }

    @EventListener
    void opened(IncidentOpened event) {
        warning().ifPresent(why -> LOG.warn("{} is open and nobody is told of it. {}", event.code(), why));
    }
}
