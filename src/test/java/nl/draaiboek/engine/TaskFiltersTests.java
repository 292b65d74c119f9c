package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the lists of Tasklist, and that owners keep theirs. */
@ScenarioTest
class TaskFiltersTests {

    @Autowired
    Scenario scenario;

    @Autowired
    ProcessEngine engine;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @Test
    void tasklistOpensWithWhatIsMineAndWhatNobodyOfMyGroupsTookTheMostUrgentFirst() {
        task("of anouk", 40, "anouk", null);
        task("free for her group", 100, null, "incidentManagers");
        task("minor, free for her group", 30, null, "incidentManagers");
        task("of bram, of her group", 90, "bram", "incidentManagers");
        task("free for others", 90, null, "techLeads");

        assertThat(list(TaskLists.TO_DO, "anouk"))
                .containsExactly("free for her group", "of anouk", "minor, free for her group");
        assertThat(list(TaskLists.TO_DO, "joost")).isEmpty();
        assertThat(engine.getFilterService().createFilterQuery().list().stream()
                        .min(java.util.Comparator.comparingInt(TaskFiltersTests::place))
                        .map(Filter::getName))
                .as("the list that Tasklist opens with")
                .contains(TaskLists.TO_DO);
        deleteTasks();
    }

    @Test
    void aListIsMadeOnceAndWhatAnAdministratorChangedStays() {
        var filters = new TaskFilters(engine, jdbc);
        filters.makeMissing();
        var count = engine.getFilterService().createFilterQuery().count();
        var overdue = filter(TaskLists.OVERDUE);
        engine.getFilterService().saveFilter(overdue.setName("Too late"));

        filters.makeMissing();
        assertThat(engine.getFilterService().createFilterQuery().count())
                .as("those of before, and none twice")
                .isEqualTo(count);
        assertThat(engine.getFilterService()
                        .createFilterQuery()
                        .filterName(TaskLists.OVERDUE)
                        .count())
                .as("what was renamed is not made again")
                .isZero();

        engine.getFilterService().saveFilter(overdue.setName(TaskLists.OVERDUE));
    }

    private void task(
            String name,
            int priority,
            @org.jspecify.annotations.Nullable String person,
            @org.jspecify.annotations.Nullable String group) {
        var task = scenario.taskService().newTask();
        task.setName(name);
        task.setPriority(priority);
        task.setAssignee(person);
        scenario.taskService().saveTask(task);
        if (group != null) {
            scenario.taskService().addCandidateGroup(task.getId(), group);
        }
    }

    private void deleteTasks() {
        scenario.taskService().createTaskQuery().list().stream()
                .map(Task::getId)
                .forEach(id -> scenario.taskService().deleteTask(id, true));
    }

    private List<String> list(String name, String person) {
        Company.act(identity, person);
        try {
            return engine.getFilterService().<Task>list(filter(name).getId()).stream()
                    .map(Task::getName)
                    .toList();
        } finally {
            identity.clearAuthentication();
        }
    }

    private Filter filter(String name) {
        return engine.getFilterService().createFilterQuery().filterName(name).singleResult();
    }

    private static int place(Filter filter) {
        return (Integer) Map.copyOf(filter.getProperties()).getOrDefault("priority", 0);
    }
}
