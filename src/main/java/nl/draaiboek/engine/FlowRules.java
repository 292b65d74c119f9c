package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** How a diagram goes: what it names, how it leaves every wait and every failure, and whether people can read it. */
final class FlowRules {

    /** What the outbox sends by. */
    static final Set<String> TOPICS = Set.of("mail", "sms", "chat", "x", "status-page", "internal-page");

    static final String CHANNEL_UNAVAILABLE = "Error_ChannelUnavailable";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final Pattern ID = Pattern.compile("[A-Z][A-Za-z]*_\\w+");

    private final PlanFile file;
    private final BpmnModelInstance model;
    private final DiagramRules.Names names;
    private final List<Refusal> refusals = new ArrayList<>();

    FlowRules(PlanFile file, BpmnModelInstance model, DiagramRules.Names names) {
        this.file = file;
        this.model = model;
        this.names = names;
    }

    List<Refusal> refusals() {
        model.getModelElementsByType(Process.class)
                .forEach(process -> knownGroups(process, process.getCamundaCandidateStarterGroups()));
        for (var process : model.getModelElementsByType(Process.class)) {
            for (var property : List.of("mayStart", "mayWork", "maySee")) {
                Grants.named(process, property).forEach(group -> knownGroups(process, group));
            }
        }
        for (var element : model.getModelElementsByType(FlowElement.class)) {
            readable(element);
        }
        model.getModelElementsByType(UserTask.class).forEach(this::userTask);
        model.getModelElementsByType(StartEvent.class)
                .forEach(start -> form(start, start.getCamundaFormRef(), start.getCamundaFormRefBinding()));
        model.getModelElementsByType(CallActivity.class).forEach(this::call);
        model.getModelElementsByType(BusinessRuleTask.class).forEach(this::decision);
        model.getModelElementsByType(Task.class).forEach(this::external);
        model.getModelElementsByType(FlowNode.class).forEach(this::leavesInTime);
        model.getModelElementsByType(BoundaryEvent.class).forEach(this::namesItsError);
        model.getModelElementsByType(Gateway.class).forEach(this::gateway);
        return refusals;
    }

    private void userTask(UserTask task) {
        if (task.getDocumentations().stream()
                .allMatch(d -> d.getTextContent().strip().length() < 20)) {
            refuse(task, "has no steps: write in its documentation what to do, in which order, and when it is done");
        }
        knownGroups(task, task.getCamundaCandidateGroups());
        if (task.getCamundaCandidateGroups() == null
                && task.getCamundaAssignee() == null
                && task.getCamundaCandidateUsers() == null) {
            refuse(task, "is nobody's: set candidate groups or an assignee");
        }
        form(task, task.getCamundaFormRef(), task.getCamundaFormRefBinding());
    }

    private void form(BaseElement element, @Nullable String form, @Nullable String binding) {
        if (form == null || form.contains("${")) {
            return;
        }
        if (!"deployment".equals(binding)) {
            refuse(element, "set the binding of its form to 'deployment', so that a running incident keeps its form");
        } else if (!names.forms().contains(form)) {
            refuse(element, "its form '" + form + "' is not deployed along with it" + include(form + ".form"));
        }
    }

    private void call(CallActivity call) {
        var called = call.getCalledElement();
        if (called == null || called.contains("${")) {
            return;
        }
        if (!"deployment".equals(call.getCamundaCalledElementBinding())) {
            refuse(
                    call,
                    "set the binding of the called process to 'deployment', so that a running incident keeps its plan");
        } else if (!names.processes().contains(called)) {
            refuse(
                    call,
                    "the called process '" + called + "' is not deployed along with it" + include(called + ".bpmn"));
        }
        var ins = extensions(call, CamundaIn.class);
        if (reason(call, "noIncident").isEmpty()
                && ins.stream().noneMatch(in -> "incident".equals(in.getCamundaTarget()))) {
            refuse(call, "does not pass the variable 'incident'");
        }
        if (ins.stream().noneMatch(in -> in.getCamundaBusinessKey() != null)) {
            refuse(call, "does not pass the business key");
        }
    }

    private void decision(BusinessRuleTask task) {
        var decision = task.getCamundaDecisionRef();
        if (decision == null || decision.contains("${")) {
            return;
        }
        if ("deployment".equals(task.getCamundaDecisionRefBinding())
                ? !names.decisions().contains(decision)
                : !names.decisions().contains(decision) && !names.around().hasDecision(decision)) {
            refuse(task, "the decision '" + decision + "' is not deployed along with it" + include(decision + ".dmn"));
        }
    }

    private void external(Task task) {
        if (!"external".equals(task.getAttributeValueNs(CAMUNDA, "type"))) {
            return;
        }
        var topic = task.getAttributeValueNs(CAMUNDA, "topic");
        if (topic == null || !TOPICS.contains(topic)) {
            refuse(
                    task,
                    "nobody sends by '" + topic + "'; known are "
                            + String.join(", ", TOPICS.stream().sorted().toList()));
        }
        if (!"true".equals(task.getAttributeValueNs(CAMUNDA, "asyncBefore"))) {
            refuse(task, "has an effect outside: tick 'before' under asynchronous continuations");
        }
        if (!catches(task, CHANNEL_UNAVAILABLE)) {
            refuse(task, "has no way out when the channel is down: attach an error event with " + CHANNEL_UNAVAILABLE);
        }
    }

    private void leavesInTime(FlowNode node) {
        var waits = node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof EventBasedGateway
                || node instanceof IntermediateCatchEvent event
                        && event.getEventDefinitions().stream().noneMatch(TimerEventDefinition.class::isInstance)
                        && !afterEventGateway(event);
        if (waits && !leaves(node)) {
            refuse(
                    node,
                    "has no way out in time: attach a timer, or put it in a sub-process that has one, or set the "
                            + "extension property noTimer to the reason why it may wait for ever");
        }
    }

    private boolean leaves(FlowNode node) {
        if (node instanceof EventBasedGateway gateway
                && gateway.getSucceedingNodes().list().stream()
                        .anyMatch(next -> has(next, TimerEventDefinition.class))) {
            return true;
        }
        if (extensions(node, CamundaTaskListener.class).stream()
                .anyMatch(listener -> "timeout".equals(listener.getCamundaEvent()))) {
            return true;
        }
        for (ModelElementInstance scope = node;
                scope instanceof BaseElement element;
                scope = scope.getParentElement()) {
            if (!reason(element, "noTimer").isEmpty() || hasTimer(element)) {
                return true;
            }
        }
        return false;
    }

    /** A timer attached to it, or an event sub-process in it that starts by time. */
    private boolean hasTimer(BaseElement scope) {
        var attached = model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> scope.equals(event.getAttachedTo()))
                .anyMatch(event -> has(event, TimerEventDefinition.class));
        return attached
                || scope.getChildElementsByType(SubProcess.class).stream()
                        .filter(SubProcess::triggeredByEvent)
                        .flatMap(sub -> sub.getChildElementsByType(StartEvent.class).stream())
                        .anyMatch(start -> has(start, TimerEventDefinition.class));
    }

    private boolean catches(FlowNode node, String code) {
        for (ModelElementInstance scope = node;
                scope instanceof BaseElement element;
                scope = scope.getParentElement()) {
            var attached = model.getModelElementsByType(BoundaryEvent.class).stream()
                    .filter(event -> element.equals(event.getAttachedTo()))
                    .anyMatch(event -> catchesCode(event, code));
            var inside = element.getChildElementsByType(SubProcess.class).stream()
                    .filter(SubProcess::triggeredByEvent)
                    .flatMap(sub -> sub.getChildElementsByType(StartEvent.class).stream())
                    .anyMatch(start -> catchesCode(start, code));
            if (attached || inside) {
                return true;
            }
        }
        return false;
    }

    private static boolean catchesCode(CatchEvent event, String code) {
        return event.getEventDefinitions().stream()
                .anyMatch(definition -> definition instanceof ErrorEventDefinition error
                        && error.getError() != null
                        && code.equals(error.getError().getErrorCode()));
    }

    private void namesItsError(BoundaryEvent event) {
        for (var definition : event.getEventDefinitions()) {
            if (definition instanceof ErrorEventDefinition error
                    && (error.getError() == null || error.getError().getErrorCode() == null)) {
                refuse(event, "catches every error, programming errors too: name the one that it is about");
            }
        }
    }

    private void gateway(Gateway gateway) {
        if (!(gateway instanceof ExclusiveGateway || gateway instanceof InclusiveGateway)
                || gateway.getOutgoing().size() < 2) {
            return;
        }
        var otherwise = gateway instanceof ExclusiveGateway exclusive
                ? exclusive.getDefault()
                : ((InclusiveGateway) gateway).getDefault();
        if (otherwise == null) {
            refuse(gateway, "has no default flow: when no condition holds, the incident would stop here");
        }
        for (var flow : gateway.getOutgoing()) {
            if (!flow.equals(otherwise) && flow.getConditionExpression() == null) {
                refuse(flow, "leaves a question without a condition");
            }
            if (blank(flow.getName())) {
                refuse(flow, "is one of the answers of '" + gateway.getName() + "': name it");
            }
        }
    }

    private void readable(FlowElement element) {
        if (!ID.matcher(element.getId()).matches()) {
            refuse(element, "its id should say kind and name, such as UserTask_AssessImpact");
        }
        var asks = (element instanceof ExclusiveGateway || element instanceof InclusiveGateway)
                && ((Gateway) element).getOutgoing().size() > 1;
        var startsInside = element instanceof StartEvent start
                && start.getParentElement() instanceof SubProcess sub
                && !sub.triggeredByEvent();
        if ((element instanceof Activity || element instanceof Event || asks)
                && !startsInside
                && blank(element.getName())) {
            refuse(element, "has no name: people read the diagram while it runs");
        }
    }

    private void knownGroups(BaseElement element, @Nullable String groups) {
        if (groups == null || groups.contains("${")) {
            return;
        }
        Arrays.stream(groups.split(","))
                .map(String::strip)
                .filter(group -> !names.around().hasGroup(group))
                .forEach(group -> refuse(
                        element,
                        "there is no group '" + group + "'; known are " + String.join(", ", Groups.ALL.keySet())));
    }

    /** The reason given in this extension property, or nothing. */
    private static String reason(BaseElement element, String property) {
        return extensions(element, CamundaProperties.class).stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(candidate -> property.equals(candidate.getCamundaName()) && candidate.getCamundaValue() != null)
                .map(candidate -> candidate.getCamundaValue().strip())
                .findFirst()
                .orElse("");
    }

    private static <T extends ModelElementInstance> Collection<T> extensions(BaseElement element, Class<T> type) {
        return element.getExtensionElements() == null
                ? List.of()
                : element.getExtensionElements().getChildElementsByType(type);
    }

    private static boolean has(ModelElementInstance event, Class<? extends EventDefinition> definition) {
        return event instanceof CatchEvent catching
                && catching.getEventDefinitions().stream().anyMatch(definition::isInstance);
    }

    private static boolean afterEventGateway(FlowNode node) {
        return node.getIncoming().stream().map(SequenceFlow::getSource).anyMatch(EventBasedGateway.class::isInstance);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String include(String file) {
        return "; include " + file + " in Modeler's deployment";
    }

    private void refuse(BaseElement element, String because) {
        var name = element instanceof FlowElement flow
                ? flow.getName()
                : element instanceof Process process ? process.getName() : null;
        refusals.add(new Refusal(file.name(), DiagramRules.named(name, element.getId()), because));
    }
}
