/** What the diagrams of communication name: delegates, listeners and views of this room. */
@NullMarked
package nl.draaiboek.communication.process;

import org.jspecify.annotations.NullMarked;
