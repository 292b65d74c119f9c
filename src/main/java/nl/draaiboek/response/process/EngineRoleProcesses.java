package nl.draaiboek.response.process;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.response.Responders;
import nl.draaiboek.response.RoleProcesses;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Roles in the engine: {@code give-role}, {@code place-responders}, {@code watch-workload} and {@code relieve-somebody}. */
@Component
class EngineRoleProcesses implements RoleProcesses {

    static final ProcessVariable<String> OFFER = ProcessVariable.text("offer");

    /** Code and role, as the form of {@code hand-over-role} offers them. */
    static final ProcessVariable<String> WANTED = ProcessVariable.text("wanted");

    private static final String HAND_OVER = "hand-over-role";
    private static final String PLACE = "place-responders";
    private static final String WATCH = "watch-workload";

    /** Those that stand beside the response, and do not end with it. */
    private static final List<String> OURS = List.of("give-role", PLACE, WATCH, "relieve-somebody");

    private final ProcessEngine engine;
    private final Responders responders;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;
    private final ProcessMessages messages;
    private final Clock clock;

    EngineRoleProcesses(
            @Lazy ProcessEngine engine,
            Responders responders,
            @Lazy AsDraaiboek asDraaiboek,
            BeforeCommit beforeCommit,
            @Lazy ProcessMessages messages,
            Clock clock) {
        this.clock = clock;
        this.engine = engine;
        this.responders = responders;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
        this.messages = messages;
    }

    @Override
    public void ask(IncidentCode incident, long offer) {
        asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "give-role",
                        incident.value(),
                        Map.of(ProcessVariable.INCIDENT.name(), incident.value(), OFFER.name(), Long.toString(offer))));
    }

    @Override
    public void withdrawn(IncidentCode incident, long offer) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .createMessageCorrelation("role-offer.withdrawn")
                .processInstanceVariableEquals(OFFER.name(), Long.toString(offer))
                .correlateAll()));
    }

    /** Whoever comes while one runs is in it already: the task shows who came. */
    @Override
    public void answerOverdue(IncidentCode incident, long offer) {
        asDraaiboek.run(() -> engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("give-role")
                .processInstanceBusinessKey(incident.value())
                .variableValueEquals(OFFER.name(), Long.toString(offer))
                .list()
                .forEach(waiting -> engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(waiting.getId())
                        .activityId("Boundary_AnswerOverdue")
                        .list()
                        .forEach(timer -> engine.getManagementService()
                                .setJobDuedate(timer.getId(), Date.from(clock.instant())))));
    }

    @Override
    public void place(IncidentCode incident) {
        asDraaiboek.run(() -> {
            if (responders.unplaced(incident).isEmpty() || placing(incident)) {
                return;
            }
            engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            PLACE, incident.value(), Map.of(ProcessVariable.INCIDENT.name(), incident.value()));
        });
    }

    /** One for each incident; it looks again whenever roles change, and when somebody has one too long. */
    @Override
    public void rolesChanged(IncidentCode incident) {
        beforeCommit.run(() -> asDraaiboek.run(() -> {
            var watched = engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(incident.value())
                            .processDefinitionKey(WATCH)
                            .count()
                    > 0;
            if (watched) {
                engine.getRuntimeService()
                        .createMessageCorrelation("roles.changed")
                        .processInstanceBusinessKey(incident.value())
                        .correlateAll();
            } else {
                engine.getRuntimeService()
                        .startProcessInstanceByKey(
                                WATCH, incident.value(), Map.of(ProcessVariable.INCIDENT.name(), incident.value()));
            }
        }));
    }

    @Override
    public void relieve(IncidentCode incident, String person, String role) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "relieve-somebody",
                        incident.value(),
                        Map.of(ProcessVariable.INCIDENT.name(), incident.value(), "person", person, "role", role))));
    }

    @Override
    public boolean givingRoles(IncidentCode incident) {
        return asDraaiboek.call(() -> engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(incident.value())
                        .taskDefinitionKey("UserTask_GiveRoles")
                        .count()
                > 0);
    }

    @Override
    public String handOver(IncidentCode incident, String role, String person) {
        return asDraaiboek.call(() -> {
            var wanted = incident.value() + '/' + role;
            return handingOver(wanted, person).findFirst().orElseGet(() -> {
                engine.getRuntimeService()
                        .startProcessInstanceByKey(
                                HAND_OVER,
                                Map.of(
                                        ProcessVariable.INCIDENT.name(),
                                        incident.value(),
                                        WANTED.name(),
                                        wanted,
                                        "starter",
                                        person));
                return handingOver(wanted, person).findFirst().orElseThrow();
            });
        });
    }

    private Stream<String> handingOver(String wanted, String person) {
        return engine
                .getTaskService()
                .createTaskQuery()
                .processDefinitionKey(HAND_OVER)
                .taskAssignee(person)
                .processVariableValueEquals(WANTED.name(), wanted)
                .list()
                .stream()
                .map(Task::getId);
    }

    @Override
    public List<String> tasksOf(IncidentCode incident, String person) {
        return asDraaiboek.call(() -> engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(incident.value())
                .taskAssignee(person)
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(task -> String.valueOf(task.getName()).replaceAll("\\s+", " "))
                .toList());
    }

    /** What is merged is over for whoever was asked in it; the other goes on with its own roles. */
    @EventListener
    void merged(IncidentMerged event) {
        messages.tellAtTheEnd("incident.over", event.code().value(), OURS);
    }

    private boolean placing(IncidentCode incident) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(incident.value())
                        .processDefinitionKey(PLACE)
                        .count()
                > 0;
    }
}
