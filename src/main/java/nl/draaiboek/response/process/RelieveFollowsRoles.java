package nl.draaiboek.response.process;

import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LeadChanged;
import nl.draaiboek.people.People;
import nl.draaiboek.response.RoleGiven;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.TellTaskGiven;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * "Relieve somebody" is with who leads now, and asked no more about a role that is somebody else's. What a manager took up
 * stays with them.
 */
@Component
class RelieveFollowsRoles {

    private final ProcessEngine engine;
    private final RoleHolders holders;
    private final TellTaskGiven tellTaskGiven;
    private final People people;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    RelieveFollowsRoles(
            @Lazy ProcessEngine engine,
            RoleHolders holders,
            TellTaskGiven tellTaskGiven,
            People people,
            @Lazy AsDraaiboek asDraaiboek,
            BeforeCommit beforeCommit) {
        this.engine = engine;
        this.holders = holders;
        this.tellTaskGiven = tellTaskGiven;
        this.people = people;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
    }

    @EventListener
    void given(RoleGiven event) {
        beforeCommit.run(() -> asDraaiboek.run(() -> takeBackWhatIsSettled(event.code())));
    }

    @EventListener
    void lead(LeadChanged event) {
        beforeCommit.run(() -> asDraaiboek.run(() -> {
            takeBackWhatIsSettled(event.code());
            var before = event.before();
            engine
                    .getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(event.code().value())
                    .taskDefinitionKey("UserTask_Relieve")
                    .list()
                    .stream()
                    .filter(task -> task.getAssignee() == null
                            || task.getAssignee().equals(before)
                            || task.getAssignee().equals(event.now()))
                    .forEach(task -> goesTo(event, task));
        }));
    }

    private void goesTo(LeadChanged event, Task task) {
        var person = variable(task.getProcessInstanceId(), "person");
        if (person.equals(event.now())) {
            engine.getTaskService().setAssignee(task.getId(), null);
            return;
        }
        engine.getTaskService().setAssignee(task.getId(), event.now());
        tellTaskGiven.tell(
                event.code(),
                event.now(),
                task.getId() + "/" + event.now(),
                String.valueOf(task.getName()),
                people.nameOf(person),
                null);
    }

    private void takeBackWhatIsSettled(IncidentCode code) {
        var held = holders.held(code);
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .processDefinitionKey("relieve-somebody")
                .list()
                .forEach(one -> {
                    var role = variable(one.getId(), "role");
                    var person = variable(one.getId(), "person");
                    var still = role.isEmpty()
                            || held.stream()
                                    .anyMatch(has -> has.role().equals(role)
                                            && has.person().equals(person));
                    if (!still) {
                        engine.getRuntimeService()
                                .createMessageCorrelation("workload.relieved")
                                .processInstanceId(one.getId())
                                .correlateAll();
                    }
                });
    }

    private String variable(String process, String name) {
        return String.valueOf(engine.getRuntimeService().getVariable(process, name));
    }
}
