package nl.draaiboek.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.DraaiboekApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Draaiboek to try: <code>mvn spring-boot:test-run</code>. The real program on an embedded PostgreSQL that keeps its data
 * between runs, with a mail catcher, stand-ins for X, Twilio and Mattermost, and a demo company.
 */
public class DemoApplication {

    /** The token of the demo's monitoring. It opens nothing but the demo on this machine. */
    public static final String MONITORING_TOKEN = "demo-monitoring-0123456789abcdef0123456789abcdef";

    public static void main(String[] args) {
        var program = start(context -> {}, args);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(program), "stop-demo"));
    }

    /**
     * What Alertmanager sends of the datacenter.
     *
     * @param status {@code firing} or {@code resolved}
     */
    public static String alert(Instant since, String status) {
        return DemoWelcome.alert(since).replace("\"firing\"", '"' + status + '"');
    }

    /**
     * Starts everything; {@link #stop} ends it.
     *
     * @param more what a test adds
     */
    public static ConfigurableApplicationContext start(
            ApplicationContextInitializer<ConfigurableApplicationContext> more, String... args) {
        var database = DemoDatabase.start(Path.of(System.getProperty("draaiboek.demo.folder", "target/demo"))
                .resolve("postgresql"));
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();

        var settings = new LinkedHashMap<String, Object>();
        settings.put("spring.datasource.url", database.address());
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", mail.getSmtp().getPort());
        settings.put("draaiboek.x.base-url", "http://localhost:${server.port:8080}/demo/x");
        settings.put("draaiboek.twilio.base-url", "http://localhost:${server.port:8080}/demo/twilio");
        settings.put("draaiboek.chat.url", "http://localhost:${server.port:8080}/demo/chat");
        // DemoConfiguration is found by the scan; named here too, it would do everything twice.
        SpringApplication application = new SpringApplicationBuilder(DraaiboekApplication.class)
                .profiles("demo")
                .properties(Map.copyOf(settings))
                .initializers(more)
                .initializers(context -> {
                    var beans = ((ConfigurableApplicationContext) context).getBeanFactory();
                    beans.registerSingleton("demoDatabase", database);
                    beans.registerSingleton("demoMail", mail);
                })
                .build();
        // Closed by us, in order: the program first, what it stands on after it.
        application.setRegisterShutdownHook(false);
        try {
            return application.run(args);
        } catch (RuntimeException e) {
            mail.stop();
            database.close();
            throw e;
        }
    }

    /** Ends the program first, and what it stands on after it. */
    public static void stop(ConfigurableApplicationContext context) {
        var mail = context.getBean(GreenMail.class);
        var database = context.getBean(DemoDatabase.class);
        context.close();
        mail.stop();
        database.close();
    }
}
