package nl.draaiboek;

import java.time.Clock;
import java.util.List;
import nl.draaiboek.engine.CheckPlan;
import nl.draaiboek.everyone.MakeEmergencyPack;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.mustache.MustacheAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The program. Message templates use jmustache by themselves, so Spring's Mustache views stay out. Beans carry the name of
 * their class with its package, so that the short names are left to those that diagrams use.
 */
@SpringBootApplication(
        exclude = MustacheAutoConfiguration.class,
        proxyBeanMethods = false,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class DraaiboekApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("--check-plan")) {
            System.exit(args.length == 2 ? CheckPlan.check(args[1]) : CheckPlan.usage());
        }
        if (args.length > 0 && args[0].equals("emergency-pack")) {
            System.exit(MakeEmergencyPack.run(
                    List.of(args).subList(1, args.length),
                    System.getenv(),
                    Clock.systemDefaultZone(),
                    System.out,
                    System.err));
        }
        SpringApplication.run(DraaiboekApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
