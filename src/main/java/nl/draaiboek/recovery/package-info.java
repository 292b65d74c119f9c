/**
 * Theories and experiments, restoring in order, integrity and verification.
 */
@ApplicationModule(allowedDependencies = {"incident", "people", "services", "engine"})
@NullMarked
package nl.draaiboek.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
