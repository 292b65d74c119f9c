/** What diagrams name of this room. */
@NullMarked
package nl.draaiboek.services.process;

import org.jspecify.annotations.NullMarked;
