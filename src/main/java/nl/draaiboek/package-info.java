/** Draaiboek: the incident plan that runs itself. The rooms below it are declared in their own {@code package-info}. */
@NullMarked
package nl.draaiboek;

import org.jspecify.annotations.NullMarked;
