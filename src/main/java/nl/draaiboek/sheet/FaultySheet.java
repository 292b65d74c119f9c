package nl.draaiboek.sheet;

import java.util.List;

/** The sheet has faults; nothing of it was taken over. */
public final class FaultySheet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public FaultySheet(List<Problem> problems) {
        super("The sheet has " + problems.size() + " faults; the first is in line "
                + problems.get(0).line() + ": " + problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
