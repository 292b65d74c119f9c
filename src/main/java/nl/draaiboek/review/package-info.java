/**
 * Review, follow-up actions, drills.
 */
@ApplicationModule(allowedDependencies = {"incident", "engine"})
@NullMarked
package nl.draaiboek.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
