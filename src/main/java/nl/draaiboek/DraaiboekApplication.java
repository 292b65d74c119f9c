package nl.draaiboek;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.mustache.MustacheAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The program. Message templates use jmustache by themselves, so Spring's Mustache views stay out. */
@SpringBootApplication(exclude = MustacheAutoConfiguration.class, proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class DraaiboekApplication {

    public static void main(String[] args) {
        SpringApplication.run(DraaiboekApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
