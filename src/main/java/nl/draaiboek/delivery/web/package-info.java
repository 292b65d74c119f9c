/** The page that shows how far the messages are. */
@NullMarked
package nl.draaiboek.delivery.web;

import org.jspecify.annotations.NullMarked;
