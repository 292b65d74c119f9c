/** Somebody outside the company is called in: who, by which ways, and what they answered. */
@NamedInterface("outside")
@NullMarked
package nl.draaiboek.response.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
