/**
 * The public and the internal page, their feeds and API.
 */
@ApplicationModule(allowedDependencies = {"communication", "incident", "services", "delivery", "engine"})
@NullMarked
package nl.draaiboek.statuspage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
