package nl.draaiboek.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/**
 * Asks the engine in the name of the program, whoever is logged in on this thread: what follows from an act is no act of that
 * person, and needs no right of theirs.
 */
@Component
public class AsDraaiboek {

    private final IdentityService identity;

    AsDraaiboek(IdentityService identity) {
        this.identity = identity;
    }

    public <T> T call(Supplier<T> work) {
        var person = identity.getCurrentAuthentication();
        if (person == null) {
            return work.get();
        }
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(person.getUserId(), person.getGroupIds(), person.getTenantIds());
        }
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
