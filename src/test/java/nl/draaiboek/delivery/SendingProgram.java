package nl.draaiboek.delivery;

import java.util.Map;
import nl.draaiboek.DraaiboekApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The whole program in a JVM of its own, so that a test can kill it; sends to customers when told to. */
final class SendingProgram {

    private SendingProgram() {}

    /** @param args settings, and {@code start=1000} to mail 1000 customers */
    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, SendingProcess.class)
                .properties(Map.of("server.port", "0", "draaiboek.mail.from", "status@haarlem-hosting.example"))
                .profiles("test")
                .run(args);
        var start = program.getEnvironment().getProperty("start");
        if (start != null) {
            var sending = program.getBean(SendingProcess.class);
            sending.start(sending.incident(), "mail", start + " customers");
        }
        System.out.println("READY");
    }
}
