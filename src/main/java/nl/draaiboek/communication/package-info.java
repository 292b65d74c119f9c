/**
 * Updates (draft, approved, published), their templates and audiences, customers, and the promised next update.
 */
@ApplicationModule(allowedDependencies = {"incident", "services", "people", "delivery", "engine", "security", "sheet"})
@NullMarked
package nl.draaiboek.communication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
