package nl.draaiboek.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a process, told in the transaction that makes it.
 *
 * @param businessKey of the process; the code of the incident where it runs for one
 * @param kind {@code noun.participle}: {@code task.completed}, {@code step.started}, {@code decision.made}
 * @param actor user id, or null when the program itself acts
 * @param details plain values, the words of the diagram
 */
public record StepHappened(String businessKey, String kind, @Nullable String actor, Map<String, Object> details) {}
