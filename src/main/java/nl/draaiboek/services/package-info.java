/**
 * The register of services: owner team, dependencies, recovery objectives, backups and state.
 *
 * <p>Promises that the register is whole: an import that has one fault changes nothing. Which customers use a service is
 * known to the room {@code communication}; what an incident does to a service is known to {@code incident}.
 */
@ApplicationModule(allowedDependencies = {"engine", "sheet"})
@NullMarked
package nl.draaiboek.services;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
