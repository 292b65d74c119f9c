package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ProcessVariable;

/** The variables of the process that merges two incidents. */
final class MergeChosen {

    /** Code of the one that ends as merged. */
    static final ProcessVariable<String> MERGED = ProcessVariable.text("merged");

    /** Code of the one that goes on. */
    static final ProcessVariable<String> INTO = ProcessVariable.text("into");

    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    /** User id of who started the process. */
    static final ProcessVariable<String> MERGER = ProcessVariable.text("merger");

    private MergeChosen() {}
}
