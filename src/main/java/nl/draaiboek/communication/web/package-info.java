/** The pages of this room: unsubscribing, and the register of customers. */
@NullMarked
package nl.draaiboek.communication.web;

import org.jspecify.annotations.NullMarked;
