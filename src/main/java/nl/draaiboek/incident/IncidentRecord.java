package nl.draaiboek.incident;

import java.util.List;
import java.util.Map;

/**
 * The append-only record of an incident's life: who, what, when. Each entry carries a hash over itself and
 * the one before it, so that a change made behind our back shows.
 */
public interface IncidentRecord {

    /** Who acts when no person and no source does. */
    String DRAAIBOEK = "draaiboek";

    /**
     * Appends in the transaction that is running, and fails when there is none.
     *
     * @param kind what happened, {@code noun.participle}: {@code update.published}, {@code task.completed}
     * @param actor user id, name of a source, or {@link #DRAAIBOEK}
     * @param details plain values, lists and maps, as they were typed; kept as JSON. No phone numbers, no secrets.
     */
    void append(IncidentCode code, String kind, String actor, Map<String, ?> details);

    /** All entries, oldest first. */
    List<RecordEntry> of(IncidentCode code);

    /** The sequence number of the first entry whose hash does not fit, or 0 when the chain is whole. */
    int firstBroken(IncidentCode code);
}
