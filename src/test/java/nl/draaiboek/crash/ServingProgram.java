package nl.draaiboek.crash;

import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** The whole program as it is served to people, with the people of {@link Company}. */
final class ServingProgram {

    private ServingProgram() {}

    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, Setup.class)
                .profiles("test")
                .run(args);
        ChildProgram.tell("READY " + program.getEnvironment().getProperty("local.server.port"));
    }

    /** Without a stereotype, so that no scan finds it. */
    static class Setup {

        private final IdentityService identity;

        Setup(IdentityService identity) {
            this.identity = identity;
        }

        /** While no other program is starting. */
        @EventListener(ApplicationStartedEvent.class)
        void hire() {
            Company.hire(identity);
        }
    }
}
