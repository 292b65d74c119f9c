/**
 * The public and the internal page, their feeds and API, and the page of an incident.
 *
 * <p>Promises that a page shows what was published and never what is being written: an update reaches it as a delivery, over
 * the channels {@code status-page} and {@code internal-page}, like any other address.
 */
@ApplicationModule(
        allowedDependencies = {
            "communication",
            "incident",
            "services",
            "people",
            "intake",
            "response",
            "response :: paging",
            "response :: outside",
            "delivery",
            "everyone",
            "engine"
        })
@NullMarked
package nl.draaiboek.statuspage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
