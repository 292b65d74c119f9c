package nl.draaiboek.intake.process;

import java.util.Arrays;
import java.util.List;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;

/** The variables of the process that merges two incidents. */
final class MergeChosen {

    /** Field of the form: those that end as merged. */
    static final String CHOSEN = "merged";

    /** Their codes, separated by commas. */
    static final ProcessVariable<String> MERGED = ProcessVariable.text("mergedCodes");

    /** Code of the one that goes on. */
    static final ProcessVariable<String> INTO = ProcessVariable.text("into");

    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    /** User id of who started the process. */
    static final ProcessVariable<String> MERGER = ProcessVariable.text("merger");

    private MergeChosen() {}

    static List<IncidentCode> codes(String mergedCodes) {
        return Arrays.stream(mergedCodes.split(",")).map(IncidentCode::new).toList();
    }
}
