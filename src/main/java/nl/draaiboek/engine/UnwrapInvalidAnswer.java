package nl.draaiboek.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Takes an {@link InvalidAnswer} out of the exceptions that the engine wraps around what a listener throws. */
final class UnwrapInvalidAnswer extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (ProcessEngineException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidAnswer refusal) {
                    throw refusal;
                }
            }
            throw e;
        }
    }
}
