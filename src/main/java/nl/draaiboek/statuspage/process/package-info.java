/** Where an incident runs in the engine. */
@NullMarked
package nl.draaiboek.statuspage.process;

import org.jspecify.annotations.NullMarked;
