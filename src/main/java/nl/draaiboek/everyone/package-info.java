/**
 * What concerns everyone in the company: whether they are safe, and how word goes round.
 *
 * <p>Promises that nobody is forgotten: whoever is asked ends as safe, helped, or passed on to somebody by name. Other rooms ask
 * {@link nl.draaiboek.everyone.PeopleFirst} whether work may begin.
 */
@ApplicationModule(
        allowedDependencies = {"incident", "services", "people", "delivery", "engine", "security", "response", "sheet"})
@NullMarked
package nl.draaiboek.everyone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
