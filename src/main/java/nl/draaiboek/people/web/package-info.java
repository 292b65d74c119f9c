/** The pages of the directory. */
@NullMarked
package nl.draaiboek.people.web;

import org.jspecify.annotations.NullMarked;
