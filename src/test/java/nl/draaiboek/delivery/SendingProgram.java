package nl.draaiboek.delivery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The whole program in a JVM of its own, so that a test can kill it; sends to customers when told to. */
final class SendingProgram {

    private SendingProgram() {}

    /** @param args settings, {@code --start=1000} to mail 1000 customers, {@code --steps=200} to start as many small ones meanwhile */
    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, SendingProcess.class)
                .properties(Map.of("server.port", "0", "draaiboek.mail.from", "status@haarlem-hosting.example"))
                .profiles("test")
                .run(args);
        var sending = program.getBean(SendingProcess.class);
        var steps = program.getEnvironment().getProperty("steps", Integer.class, 0);
        var incidents = Stream.generate(sending::incident).limit(steps).toList();
        var start = program.getEnvironment().getProperty("start");
        if (start != null) {
            sending.start(sending.incident(), "mail", start + " customers");
        }
        while (program.getBean(Nodes.class).number() == null) {
            Thread.onSpinWait();
        }
        System.out.println("NODE " + program.getBean(Nodes.class).number());
        System.out.println("READY " + program.getEnvironment().getProperty("local.server.port"));
        new Thread(() -> startAll(sending, incidents), "steps").start();
    }

    /** As somebody who sees an error looks whether it was done, and clicks again. */
    private static void startAll(SendingProcess sending, List<IncidentCode> incidents) {
        for (var incident : incidents) {
            for (var started = false; !started; ) {
                try {
                    TimeUnit.MILLISECONDS.sleep(40);
                    if (!sending.wasStarted(incident)) {
                        sending.start(incident, "mail", "team-" + incident + "@haarlem-hosting.example");
                    }
                    started = sending.wasStarted(incident);
                } catch (RuntimeException | InterruptedException e) {
                    System.out.println("Once more for " + incident + " after: " + e);
                }
            }
        }
    }
}
