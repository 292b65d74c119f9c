/** Starts the plan of an incident, tells its processes what happened, and shows forms and diagrams the facts. */
@NullMarked
package nl.draaiboek.incident.process;

import org.jspecify.annotations.NullMarked;
