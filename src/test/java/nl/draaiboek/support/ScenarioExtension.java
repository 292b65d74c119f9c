package nl.draaiboek.support;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Empties the data and puts the clock back before each test. */
class ScenarioExtension implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        SpringExtension.getApplicationContext(context).getBean(Scenario.class).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ProcessCoverage.remember(SpringExtension.getApplicationContext(context).getBean(JdbcClient.class));
        org.camunda.bpm.engine.impl.util.ClockUtil.reset();
    }
}
