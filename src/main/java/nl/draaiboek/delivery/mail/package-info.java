/** Mail over SMTP. */
@NullMarked
package nl.draaiboek.delivery.mail;

import org.jspecify.annotations.NullMarked;
