package nl.draaiboek.intake;

import java.util.List;

/** Tokens of sources that are missing, weak or used twice: whoever guesses one can declare incidents. */
class WeakTokens extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    /** @param faults a line each, with the setting */
    WeakTokens(List<String> faults) {
        super(String.join(" ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
