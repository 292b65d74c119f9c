package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** what stands in an expression reaches the beans that are meant for diagrams, wherever the expression stands. */
@ScenarioTest
class ExpressionReachTests {

    @Autowired
    ProcessEngine engine;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${dataSource}",
                "${environment}",
                "${jdbcClient}",
                "${transactionManager}",
                "${systemProperties}",
                "${processEngine}",
                "${runtimeService}"
            })
    void noOtherBeanHasANameThere(String expression) {
        assertThatThrownBy(() -> value(expression)).hasMessageContaining("Unknown property used in expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${incidents.class}",
                "${incidents['class']}",
                "${incidents['cl'.concat('ass')]}",
                "${incidents.getClass()}",
                "${incidents['getClass']()}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "#{incidents['get'.concat('Class')]().classLoader}",
                "${execution.processEngineServices}"
            })
    void noValueLeadsToTheMachineryUnderIt(String expression) {
        assertThatThrownBy(() -> value(expression)).rootCause().hasMessageContaining("may not stand in an expression");
    }

    @Test
    void whatIsMeantForDiagramsIsThere() {
        assertThat(value("${incidents}")).isNotNull();
        assertThat(value("${'more at '.concat('15:00')}")).isEqualTo("more at 15:00");
        assertThat(value("${now()}")).isNotNull();
    }

    @Test
    void whatIsHandedInBecomesNoClassOfItsOwnChoice() {
        var validator = configuration().getDeserializationTypeValidator();

        assertThat(configuration().isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(validator.validate("javax.swing.JEditorPane")).isFalse();
        assertThat(validator.validate("org.springframework.context.support.ClassPathXmlApplicationContext"))
                .isFalse();
        assertThat(validator.validate("java.util.ArrayList")).isTrue();
    }

    private Object value(String expression) {
        return configuration().getCommandExecutorTxRequired().execute(context -> {
            AbstractVariableScope scope = new ExecutionEntity();
            return configuration()
                    .getExpressionManager()
                    .createExpression(expression)
                    .getValue(scope);
        });
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
