package nl.draaiboek.engine;

import java.util.ArrayList;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts {@link WaitingServiceTask} behind every service and send task of type {@code external}. The listeners are built in:
 * the diagram does not name them and Cockpit's "skip custom listeners" does not skip them.
 */
@Configuration(proxyBeanMethods = false)
class ExternalTaskListeners {

    @Bean
    AbstractCamundaConfiguration listensToExternalTasks(ObjectProvider<WaitingServiceTask> behind) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                var listeners = configuration.getCustomPreBPMNParseListeners();
                var all = listeners == null ? new ArrayList<BpmnParseListener>() : new ArrayList<>(listeners);
                all.add(new Listener(behind));
                configuration.setCustomPreBPMNParseListeners(all);
            }
        };
    }

    private static final class Listener extends AbstractBpmnParseListener {

        private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

        private final ObjectProvider<WaitingServiceTask> behind;

        Listener(ObjectProvider<WaitingServiceTask> behind) {
            this.behind = behind;
        }

        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            listen(element, activity);
        }

        @Override
        public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            listen(element, activity);
        }

        private void listen(Element element, ActivityImpl activity) {
            var topic = element.attributeNS(new org.camunda.bpm.engine.impl.util.xml.Namespace(CAMUNDA), "topic");
            if (topic == null) {
                return;
            }
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                    execution -> behind.getObject().entered(execution, topic));
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener)
                    execution -> behind.getObject().left(execution, topic));
        }
    }
}
