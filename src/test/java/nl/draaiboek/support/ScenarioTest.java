package nl.draaiboek.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole program on real PostgreSQL, with a clock that the test moves and nothing that runs by itself: the
 * job executor and the delivery worker move when {@link Scenario} says so. All such tests share one context; data is
 * emptied before each.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "draaiboek.delivery.worker=off",
            "draaiboek.intake.worker=off",
            "draaiboek.intake.deliveries-per-second=100000",
            "draaiboek.sources.monitoring.token=" + Scenario.MONITORING_TOKEN,
            "draaiboek.sources.tickets.token=" + Scenario.TICKETS_TOKEN,
            "spring.task.scheduling.enabled=false"
        })
@ActiveProfiles("test")
@ContextConfiguration(initializers = {FreshDatabase.class, MailServer.class})
@Import(ScenarioConfiguration.class)
@ExtendWith(ScenarioExtension.class)
public @interface ScenarioTest {}
