/** Pages that people open from a message, without a login. */
@NullMarked
package nl.draaiboek.response.web;

import org.jspecify.annotations.NullMarked;
