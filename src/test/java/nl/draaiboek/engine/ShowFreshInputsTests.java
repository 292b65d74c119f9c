package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A form that is opened shows what is so now, not what was when its task came. */
@ScenarioTest
class ShowFreshInputsTests {

    @Autowired
    Scenario scenario;

    @Autowired
    FormService forms;

    @Autowired
    JdbcClient jdbc;

    private String task = "";

    @BeforeEach
    void aTaskWaitsWhileTheFactsGoOn() {
        var code = RunningIncident.declared(scenario, jdbc, 2, true);
        scenario.runtime().startProcessInstanceByKey("review-incident", code.value(), Map.of("incident", code.value()));
        scenario.settle();
        task = scenario.task("UserTask_PrepareReview").getId();
        jdbc.sql("update draaiboek.incident set title = 'Known better by now'").update();
    }

    @Test
    void asValuesForWhoReadsThemInJava() {
        var view = (Map<?, ?>)
                Objects.requireNonNull(forms.getTaskFormVariables(task).get("view"));

        assertThat(view.get("title")).isEqualTo("Known better by now");
    }

    @Test
    void asTheyAreWrittenForTasklist() {
        var view = (ObjectValue) forms.getTaskFormVariables(task, null, false).getValueTyped("view");

        assertThat(view.isDeserialized()).isFalse();
        assertThat(view.getValueSerialized()).startsWith("{").contains("Known better by now");
    }

    /** The input {@code timeline} comes from the bean {@code timeline}. */
    @Test
    void alsoWhereAnInputIsCalledAsItsBean(
            @Autowired IncidentRecord record, @Autowired TransactionTemplate transaction) {
        var code = new IncidentCode(
                scenario.taskService().getVariable(task, "incident").toString());
        var before = (List<?>)
                Objects.requireNonNull(forms.getTaskFormVariables(task).get("timeline"));
        transaction.executeWithoutResult(
                s -> record.append(code, "finding.noted", "anouk", Map.of("found", "Breaker B4")));

        assertThat((List<?>) forms.getTaskFormVariables(task).get("timeline")).hasSize(before.size() + 1);
    }

    @Test
    void storesNothing() {
        forms.getTaskFormVariables(task);

        assertThat(jdbc.sql(
                                "select count(*) from act_ge_bytearray where encode(bytes_, 'escape') like '%Known better%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
