package nl.draaiboek.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.DraaiboekApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Draaiboek to try: <code>mvn spring-boot:test-run</code>. The real program on an embedded PostgreSQL that keeps its data
 * between runs, with a mail catcher, a stand-in for X and a demo company.
 */
public class DemoApplication {

    public static void main(String[] args) {
        start(args);
    }

    /** Starts everything; closing the context stops the program first, then mail catcher and database. */
    public static ConfigurableApplicationContext start(String... args) {
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
        SpringApplication application = new SpringApplicationBuilder(
                        DraaiboekApplication.class, DemoConfiguration.class)
                .profiles("demo")
                .properties(Map.copyOf(settings))
                .initializers(context -> {
                    var beans = ((ConfigurableApplicationContext) context).getBeanFactory();
                    beans.registerSingleton("demoDatabase", database);
                    beans.registerSingleton("demoMail", mail);
                })
                .build();
        // Closed by us, in order: the program first, what it stands on after it.
        application.setRegisterShutdownHook(false);
        try {
            var context = application.run(args);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, mail, database), "stop-demo"));
            return context;
        } catch (RuntimeException e) {
            mail.stop();
            database.close();
            throw e;
        }
    }

    private static void stop(ConfigurableApplicationContext context, GreenMail mail, DemoDatabase database) {
        context.close();
        mail.stop();
        database.close();
    }
}
