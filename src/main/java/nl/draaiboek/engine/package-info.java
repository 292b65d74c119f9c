/**
 * All that is Camunda's: configuration, {@link nl.draaiboek.engine.ProcessVariable}, the beans that diagrams may name
 * ({@link nl.draaiboek.engine.ForDiagrams}), deployment rules, grants and the mapping of errors.
 *
 * <p>Knows no other room. Beside this one, only a room's {@code process} package may import {@code org.camunda}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package nl.draaiboek.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
