/**
 * The outbox: one row an address, written with the token; leases, retries, receipts; the {@link nl.draaiboek.delivery.Channel}
 * port and a package a channel.
 *
 * <p>Knows nothing of what the words mean: those come from a {@link nl.draaiboek.delivery.Composer} of another room.
 */
@ApplicationModule(allowedDependencies = {"incident", "engine"})
@NullMarked
package nl.draaiboek.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
