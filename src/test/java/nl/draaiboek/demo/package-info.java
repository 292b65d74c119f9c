/** Draaiboek to try: the real program with a demo company, a mail catcher and stand-ins for X and Twilio. */
@NullMarked
package nl.draaiboek.demo;

import org.jspecify.annotations.NullMarked;
