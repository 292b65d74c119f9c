/** The whole program, as somebody in a browser lives through it. */
@NullMarked
package nl.draaiboek.endtoend;

import org.jspecify.annotations.NullMarked;
