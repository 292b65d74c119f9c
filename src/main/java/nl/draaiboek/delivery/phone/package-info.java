/**
 * SMS and calls, through Twilio or any gateway that takes an HTTP request, and what those tell us afterwards: an answer, a key,
 * how a call ended. Where one provider fails the next takes over.
 *
 * <p>No number of anybody stands in a log, a figure or a word that others show.
 */
@NullMarked
package nl.draaiboek.delivery.phone;

import org.jspecify.annotations.NullMarked;
