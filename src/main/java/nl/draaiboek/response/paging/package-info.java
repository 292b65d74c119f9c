/**
 * Pages: who is called to an incident, by which ways, and who answered. The ladder itself is a diagram; here are its
 * rows, its words and its acts.
 */
@NamedInterface("paging")
@NullMarked
package nl.draaiboek.response.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
