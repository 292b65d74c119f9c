/** What diagrams and forms may ask of the intake. */
@NullMarked
package nl.draaiboek.intake.process;

import org.jspecify.annotations.NullMarked;
