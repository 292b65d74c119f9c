/**
 * The register of services: owner team, dependencies, recovery objectives, backups, state, and the customers that use them.
 */
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package nl.draaiboek.services;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
