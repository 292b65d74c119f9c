/** The page by which somebody answers, and the lists that follow what becomes of everyone. */
@NullMarked
package nl.draaiboek.everyone.web;

import org.jspecify.annotations.NullMarked;
