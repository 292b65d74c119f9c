package nl.draaiboek.intake;

import org.jspecify.annotations.Nullable;

/**
 * Who reported something, as far as they said.
 *
 * @param user their login, when they are a colleague
 * @param name as typed
 * @param mail where they can be told what came of it
 */
public record Reporter(@Nullable String user, @Nullable String name, @Nullable String mail) {}
