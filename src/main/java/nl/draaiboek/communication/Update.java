package nl.draaiboek.communication;

import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * What is told about an incident at one moment. It can be sent only once it was approved, so whatever sends takes an
 * {@link Approved} or a {@link Published}.
 */
public sealed interface Update {

    UpdateId id();

    IncidentCode incident();

    UpdateFacts facts();

    /** Being written. */
    record Draft(UpdateId id, IncidentCode incident, UpdateFacts facts, Instant draftedAt, String draftedBy)
            implements Update {}

    /** To be sent, or on its way; nobody has it yet. */
    record Approved(
            UpdateId id, IncidentCode incident, int number, UpdateFacts facts, Instant approvedAt, String approvedBy)
            implements Update {}

    /**
     * On its way to at least one audience.
     *
     * @param number 1 for the first of an incident
     * @param insideAt when it went out inside the company
     * @param outsideAt when it went out to customers; null for words that stay inside, and while it has not
     */
    record Published(
            UpdateId id,
            IncidentCode incident,
            int number,
            UpdateFacts facts,
            Instant approvedAt,
            String approvedBy,
            @Nullable Instant insideAt,
            @Nullable Instant outsideAt)
            implements Update {}
}
