/**
 * Who can be reached, and in which groups they stand. Logins and groups are the engine's own (Camunda Admin).
 */
@ApplicationModule(allowedDependencies = {"engine", "sheet"})
@NullMarked
package nl.draaiboek.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
