package nl.draaiboek.engine;

import java.util.Optional;

/** Something that keeps the plan from working, for the page of the plan: a room that knows of it has a bean of this type. */
public interface PlanWarning {

    /** In a sentence that says what to do; empty while all is well. */
    Optional<String> warning();
}
