/**
 * What comes in is kept first, then joined to an incident or declared as one: Alertmanager, CloudEvents,
 * reports, and declarations of colleagues.
 */
@ApplicationModule(allowedDependencies = {"incident", "services", "people", "engine"})
@NullMarked
package nl.draaiboek.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
