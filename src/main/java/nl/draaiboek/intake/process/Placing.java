package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ProcessVariable;

/** The variables of the processes that find out where a report or declaration belongs. */
final class Placing {

    /** Number of what came in. */
    static final ProcessVariable<Long> SIGNAL = new ProcessVariable<>("signal", Long.class);

    /** Code of the running incident that it belongs to, or {@link #NONE}. */
    static final ProcessVariable<String> CHOICE = ProcessVariable.text("choice");

    static final String NONE = "none";

    /** User id of who chose. */
    static final ProcessVariable<String> CHOSEN_BY = ProcessVariable.text("chosenBy");

    /** Whether anyone may be in danger: then nobody is asked first. */
    static final ProcessVariable<Boolean> DANGER = ProcessVariable.yesNo("someoneInDanger");

    private Placing() {}
}
