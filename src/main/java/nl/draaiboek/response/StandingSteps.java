package nl.draaiboek.response;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine's side of steps that failed and are tried no more by themselves. */
public interface StandingSteps {

    /** Ids of all that stand still now. */
    Collection<String> now();

    /** What is known of those of these that still stand still. */
    List<Step> describe(Collection<String> ids);

    /** What became of one that does not stand still any more. */
    Became became(String id);

    /**
     * Lets it be tried once more, soon.
     *
     * @return false when it does not stand still any more
     */
    boolean again(String id);

    /** {@code TRIED_AGAIN}: it is waiting for its turn; {@code TAKEN_AWAY}: its process ended or went another way. */
    enum Became {
        TRIED_AGAIN,
        WENT_ON,
        TAKEN_AWAY
    }

    /**
     * One step, in the words of its diagram.
     *
     * @param id the same at every try
     * @param businessKey of its process; the code of the incident where it runs for one
     * @param processInstance where it stands, or null for what starts one
     */
    record Step(
            String id,
            @Nullable String businessKey,
            @Nullable String processInstance,
            String process,
            String step,
            String why) {}
}
