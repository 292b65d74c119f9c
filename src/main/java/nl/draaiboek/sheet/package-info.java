/**
 * Registers as sheets (CSV), the way people keep them: read with every fault named by line and column, and written so that
 * what was written can be read back. Knows no register; each room says what its columns mean.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package nl.draaiboek.sheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
