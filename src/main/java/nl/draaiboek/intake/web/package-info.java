/** The addresses where programs hand in alerts and reports. */
@NullMarked
package nl.draaiboek.intake.web;

import org.jspecify.annotations.NullMarked;
