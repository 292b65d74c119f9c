/** What the diagrams of closing and review name. */
@NullMarked
package nl.draaiboek.review.process;

import org.jspecify.annotations.NullMarked;
