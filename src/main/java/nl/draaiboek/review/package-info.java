/**
 * What remains once the emergency has ended, the review, and the actions that follow from both until they are done (R-7.6,
 *
 */
@ApplicationModule(allowedDependencies = {"incident", "people", "recovery", "engine"})
@NullMarked
package nl.draaiboek.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
