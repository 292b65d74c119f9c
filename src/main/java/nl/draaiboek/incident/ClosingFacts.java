package nl.draaiboek.incident;

import org.jspecify.annotations.Nullable;

/**
 * What the last messages say beyond the milestones, as somebody gathered it.
 *
 * @param supportCases null when nobody counted
 * @param lostNl what data was lost, in Dutch; empty when none was or nobody knows
 * @param lostEn the same in English
 * @param summaryNl what was the matter and what was done, in Dutch, as typed; may be empty
 * @param summaryEn the same in English
 */
public record ClosingFacts(
        @Nullable Integer supportCases,
        DataLost dataLost,
        String lostNl,
        String lostEn,
        String summaryNl,
        String summaryEn) {

    /** What is told when nobody gathered anything in time: never a guess. */
    public static final ClosingFacts UNKNOWN = new ClosingFacts(null, DataLost.UNKNOWN, "", "", "", "");

    /** Whether data of users was lost. */
    public enum DataLost {
        NO,
        YES,
        UNKNOWN
    }

    /** @param language {@code nl} for Dutch; anything else is English */
    public String summaryIn(String language) {
        return language.startsWith("nl") ? summaryNl : summaryEn;
    }

    /** @param language {@code nl} for Dutch; anything else is English */
    public String lostIn(String language) {
        return language.startsWith("nl") ? lostNl : lostEn;
    }
}
