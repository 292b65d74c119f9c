package nl.draaiboek.incident;

import org.jspecify.annotations.Nullable;

/**
 * What the lead asked a colleague about the impact.
 *
 * @param askedOf user id
 * @param question as typed
 * @param answer as typed, null while there is none
 */
public record Question(long id, String askedBy, String askedOf, String question, @Nullable String answer) {}
