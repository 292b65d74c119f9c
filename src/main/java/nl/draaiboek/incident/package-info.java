/**
 * What an incident is: its code, facts, severity, public state and milestones, and the append-only record of its life.
 *
 * <p>Every room reads the incident; none owns another's facts. What must flow back is an event.
 */
@ApplicationModule(allowedDependencies = {"people", "services", "engine"})
@NullMarked
package nl.draaiboek.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
