package nl.draaiboek.crash;

import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Holds the thread at a point of an incident until the program is killed: once its effect is written and not committed, once it
 * is committed, and, where a service task waits for its messages, once more when it is about to move on.
 */
final class StopAtPoints extends AbstractCamundaConfiguration {

    private final ObjectProvider<Points> points;

    StopAtPoints(ObjectProvider<Points> points) {
        this.points = points;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        var listeners = configuration.getCustomPostBPMNParseListeners();
        var all = listeners == null ? new ArrayList<BpmnParseListener>() : new ArrayList<>(listeners);
        all.add(new Listener());
        configuration.setCustomPostBPMNParseListeners(all);
    }

    private void reached(DelegateExecution execution, String moment) {
        if (!(execution.getVariable(Points.VARIABLE) instanceof String point)
                || !point.equals(pointOf(execution))
                || ((ExecutionEntity) execution).isCanceled()) {
            return;
        }
        stopAt(point, moment);
        if (moment.equals("written") && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    stopAt(point, "committed");
                }
            });
        }
    }

    private static String pointOf(DelegateExecution execution) {
        var definition = execution.getProcessDefinitionId();
        return definition.substring(0, definition.indexOf(':')) + "/" + execution.getCurrentActivityId();
    }

    private void stopAt(String point, String moment) {
        if (points.getObject().remains(point, moment)) {
            ChildProgram.tell("AT " + point + " " + moment);
            while (true) {
                LockSupport.park();
            }
        }
    }

    private final class Listener extends AbstractBpmnParseListener {

        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            listen(element, activity);
        }

        @Override
        public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            listen(element, activity);
        }

        private void listen(Element element, ActivityImpl activity) {
            var external = "external".equals(element.attributeNS(Points.CAMUNDA, "type"));
            if (external) {
                activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) e -> reached(e, "written"));
            }
            activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener)
                    e -> reached(e, external ? "settling" : "written"));
        }
    }
}
