package nl.draaiboek.communication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the next update comes.
 *
 * @param number 1 for the first of an incident; a new one takes the place of the one before
 * @param at null when nothing more is promised
 * @param outside whether customers were promised it; otherwise it is our own deadline for the first words
 */
record Promise(int number, @Nullable Instant at, boolean outside) {}
