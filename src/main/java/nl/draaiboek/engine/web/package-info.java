/** The page about the plan itself. */
@NullMarked
package nl.draaiboek.engine.web;

import org.jspecify.annotations.NullMarked;
