/** What the diagrams of solving name. */
@NullMarked
package nl.draaiboek.recovery.process;

import org.jspecify.annotations.NullMarked;
