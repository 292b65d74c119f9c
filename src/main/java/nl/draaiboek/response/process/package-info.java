/** What diagrams name of this room. */
@NullMarked
package nl.draaiboek.response.process;

import org.jspecify.annotations.NullMarked;
