/** The page of the register of services. */
@NullMarked
package nl.draaiboek.services.web;

import org.jspecify.annotations.NullMarked;
