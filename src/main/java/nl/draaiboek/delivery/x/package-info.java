/** Posts on X, API version 2. */
@NullMarked
package nl.draaiboek.delivery.x;

import org.jspecify.annotations.NullMarked;
