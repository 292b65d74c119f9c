package nl.draaiboek.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@org.springframework.context.annotation.Profile("test")
@TestConfiguration(proxyBeanMethods = false)
class ScenarioConfiguration {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    @Bean
    Scenario scenario(org.springframework.context.ApplicationContext context) {
        return new Scenario(context);
    }
}
