package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the engine is set up beyond {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** Expressions reach the beans that are meant for diagrams, and no other. */
    @Bean
    ProcessEnginePlugin onlyBeansForDiagrams(ApplicationContext beans) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                var forDiagrams = new DiagramBeans(beans);
                configuration.setBeans(forDiagrams);
                // Named, because the engine's own was made before this, with every bean there is.
                configuration.setExpressionManager(new SpringExpressionManager(beans, forDiagrams) {
                    @Override
                    protected ELResolver createElResolver() {
                        var guarded = new CompositeELResolver();
                        guarded.add(new NoMachinery());
                        guarded.add(super.createElResolver());
                        return guarded;
                    }
                });
            }
        };
    }

    /** What a listener refuses reaches the person who answered, in plain words. */
    @Bean
    ProcessEnginePlugin plainRefusals() {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new UnwrapInvalidAnswer()));
            }
        };
    }

    /**
     * Who lost a race hears that, and not that the diagram is wrong; who opens a form sees what is so now; what somebody writes at a
     * task stands in the record.
     */
    @Bean
    ProcessEnginePlugin lostRaces(ObjectProvider<JdbcClient> jdbc, ApplicationEventPublisher events) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setCustomPostCommandInterceptorsTxRequired(
                        List.of(new TellLostRaces(jdbc), new ShowFreshInputs(), new TellComments(events)));
            }
        };
    }

    /** Rights are given per process; guessing is slowed down by {@code security}, and locks nobody out. */
    @Bean
    ProcessEnginePlugin rightsPerProcess() {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setResourceAuthorizationProvider(new NewTaskGrants());
                configuration.setCommandCheckers(new ArrayList<>(List.of(new TenantCommandChecker(), new OwnTasks())));
                configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
                configuration.setCustomPreDeployers(List.of(PlanDeployer.check()));
                configuration.setCustomPostDeployers(List.of(PlanDeployer.grant()));
                configuration.setLoginDelayBase(1);
                configuration.setLoginDelayFactor(1);
                configuration.setLoginDelayMaxTime(1);
            }
        };
    }

    /** A password can be guessed as long as it is short, however slowly. */
    @Bean
    ProcessEnginePlugin longPasswords(@Value("${draaiboek.shortest-password:12}") int shortest) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setEnablePasswordPolicy(true);
                configuration.setPasswordPolicy(() -> List.of(new PasswordPolicyLengthRuleImpl(shortest)));
            }
        };
    }

    /** Tasklist, Modeler and our pages all ask the engine whether a password is right. */
    @Bean
    ProcessEnginePlugin passwordsOfElsewhere(ObjectProvider<OutsidePasswords> outside) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setIdentityProviderSessionFactory(new PasswordsOfElsewhere(outside));
            }
        };
    }

    /** What happens in a process is told to who keeps the record. */
    @Bean
    ProcessEnginePlugin tellsSteps(ApplicationEventPublisher events) {
        return new AbstractCamundaConfiguration() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                var handlers = new ArrayList<HistoryEventHandler>(configuration.getCustomHistoryEventHandlers());
                handlers.add(new TellSteps(events));
                configuration.setCustomHistoryEventHandlers(handlers);
            }
        };
    }

    /** Looks a bean up when an expression first asks for it, because delegates need services of the engine that is being built. */
    private static final class DiagramBeans extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1L;

        private final transient ListableBeanFactory beans;
        private final Map<String, Boolean> allowed = new java.util.concurrent.ConcurrentHashMap<>();

        DiagramBeans(ListableBeanFactory beans) {
            this.beans = beans;
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String name
                    && allowed.computeIfAbsent(
                            name,
                            n -> beans.containsBean(n) && beans.findAnnotationOnBean(n, ForDiagrams.class) != null);
        }

        @Override
        public @org.jspecify.annotations.Nullable Object get(Object key) {
            return containsKey(key) ? beans.getBean((String) key) : null;
        }
    }
}
