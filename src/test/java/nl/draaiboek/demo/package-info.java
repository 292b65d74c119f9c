/** Draaiboek to try: the real program with a demo company, a mail catcher and a stand-in for X. */
@NullMarked
package nl.draaiboek.demo;

import org.jspecify.annotations.NullMarked;
