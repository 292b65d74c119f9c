package nl.draaiboek.demo;

import java.time.Instant;
import nl.draaiboek.communication.ImportCustomers;
import nl.draaiboek.people.ImportOutsideHelp;
import nl.draaiboek.people.ImportPeople;
import nl.draaiboek.services.ImportServices;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** What the demo adds to the program. */
@Profile("demo")
@Configuration(proxyBeanMethods = false)
@Import({DemoPages.class, DemoPhones.class, DemoChat.class})
class DemoConfiguration {

    /** The pages that show caught mail, posts and phones; they exist in the demo alone. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain demoPagesAreOpen(HttpSecurity http) throws Exception {
        return http.securityMatcher("/demo/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                .build();
    }

    @EventListener
    void hire(ApplicationStartedEvent started) {
        var context = started.getApplicationContext();
        Company.hire(context.getBean(IdentityService.class));
        context.getBean(ImportPeople.class).run(Company.sheet("people.csv"), "admin");
        context.getBean(ImportOutsideHelp.class).run(Company.sheet("outside-help.csv"), "admin");
        // Everyone is called in the chat as in Draaiboek.
        context.getBean(JdbcClient.class)
                .sql("update draaiboek.contact set chat = '@' || person where chat = ''")
                .update();
        DemoSchedules.fill(context);
        context.getBean(ImportServices.class).run(Company.sheet("services.csv"), "admin");
        context.getBean(ImportCustomers.class).run(Company.sheet("customers.csv"), false, "admin");
    }

    @EventListener
    void welcome(ApplicationReadyEvent ready) {
        var context = (WebServerApplicationContext) ready.getApplicationContext();
        System.out.println(
                DemoWelcome.text(context.getWebServer().getPort(), Instant.now().minusSeconds(60)));
    }
}
