package nl.draaiboek.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;

/**
 * Answers whoever comes too late in plain words and with a 4xx: the task is gone, somebody else has it, or something else moved
 * the same process on at that moment. To the engine each of them is an error of the program, with a page of it in the log. Found
 * like {@link ShowInvalidAnswers}.
 */
public final class TellLateAnswers implements AutoDiscoverable {

    static final String GONE =
            "This task is no longer there: somebody else did it, or its incident went on without it. Nothing was kept.";
    static final String TAKEN = "Somebody else took this task just before you.";
    static final String OVERTAKEN =
            "Something else happened here at the same moment, and your answer was not kept. Look again, and send it once more if it is still asked.";

    private static final Pattern NO_TASK = Pattern.compile("Cannot find task with id .*task is null", Pattern.DOTALL);

    @Override
    public void configure(FeatureContext context) {
        for (var mapper : List.of(Wrapped.class, Nothing.class, Missing.class, Claimed.class, Overtaken.class)) {
            if (!context.getConfiguration().isRegistered(mapper)) {
                context.register(mapper);
            }
        }
    }

    /** The answer to somebody who was too late, when that is what went wrong. */
    private static Optional<Response> late(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TaskAlreadyClaimedException) {
                return Optional.of(answer(Status.CONFLICT, "TaskTaken", TAKEN));
            }
            if (cause instanceof OptimisticLockingException) {
                return Optional.of(answer(Status.CONFLICT, "Overtaken", OVERTAKEN));
            }
            if (cause instanceof ProcessEngineException
                    && NO_TASK.matcher(String.valueOf(cause.getMessage())).find()) {
                return Optional.of(answer(Status.NOT_FOUND, "TaskGone", GONE));
            }
        }
        return Optional.empty();
    }

    private static Response answer(Status status, String type, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", type, "message", message))
                .build();
    }

    private static Response otherwise(ProcessEngineException failure) {
        return late(failure).orElseGet(() -> new ProcessEngineExceptionHandler().toResponse(failure));
    }

    /** Around what went wrong while a form was submitted or a task completed; the engine has a mapper of the same, which is asked later. */
    @Priority(1)
    static final class Wrapped implements ExceptionMapper<RestException> {
        @Override
        public Response toResponse(RestException failure) {
            return late(failure).orElseGet(() -> new RestExceptionHandler().toResponse(failure));
        }
    }

    static final class Nothing implements ExceptionMapper<NullValueException> {
        @Override
        public Response toResponse(NullValueException failure) {
            return otherwise(failure);
        }
    }

    static final class Missing implements ExceptionMapper<NotFoundException> {
        @Override
        public Response toResponse(NotFoundException failure) {
            return otherwise(failure);
        }
    }

    static final class Claimed implements ExceptionMapper<TaskAlreadyClaimedException> {
        @Override
        public Response toResponse(TaskAlreadyClaimedException failure) {
            return otherwise(failure);
        }
    }

    static final class Overtaken implements ExceptionMapper<OptimisticLockingException> {
        @Override
        public Response toResponse(OptimisticLockingException failure) {
            return otherwise(failure);
        }
    }
}
