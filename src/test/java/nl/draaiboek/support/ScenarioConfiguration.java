package nl.draaiboek.support;

import nl.draaiboek.delivery.SendingProcess;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@org.springframework.context.annotation.Profile("test")
@TestConfiguration(proxyBeanMethods = false)
@Import(SendingProcess.class)
class ScenarioConfiguration {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    /** Stand in for channels that have no settings here or no implementation yet; a channel that is on goes first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    StandInChannel standInX() {
        return new StandInChannel("x");
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    StandInChannel standInStatusPage() {
        return new StandInChannel("status-page");
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    StandInChannel standInInternalPage() {
        return new StandInChannel("internal-page");
    }

    @Bean
    Scenario scenario(org.springframework.context.ApplicationContext context) {
        return new Scenario(context);
    }
}
