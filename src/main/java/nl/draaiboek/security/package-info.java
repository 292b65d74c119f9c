/**
 * Who gets in where.
 */
@ApplicationModule(allowedDependencies = {"engine"})
@NullMarked
package nl.draaiboek.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
