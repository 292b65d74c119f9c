/** The pages and addresses of this room. */
@NullMarked
package nl.draaiboek.statuspage.web;

import org.jspecify.annotations.NullMarked;
