/**
 * Who is paged, who leads, which roles are taken, and what the team was told.
 */
@ApplicationModule(allowedDependencies = {"incident", "intake", "services", "people", "delivery", "engine", "security"})
@NullMarked
package nl.draaiboek.response;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
