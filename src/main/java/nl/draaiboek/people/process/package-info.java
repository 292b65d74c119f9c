/** Reads logins and groups from the engine's identity service. */
@NullMarked
package nl.draaiboek.people.process;

import org.jspecify.annotations.NullMarked;
