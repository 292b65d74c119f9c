package nl.draaiboek.recovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What was looked at before calling it solved.
 *
 * @param functional it does what it should
 * @param nothingBroken and nothing new is broken
 * @param performance back at its normal level
 * @param team the team confirms
 * @param customers customers confirm
 */
public record ServiceTest(
        boolean functional, boolean nothingBroken, boolean performance, boolean team, boolean customers) {

    public boolean passed() {
        return missing().isEmpty();
    }

    /** What has not passed yet, in words. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        details().forEach((test, passed) -> {
            if (!passed) {
                missing.add(test);
            }
        });
        return missing;
    }

    /** Each test in words, and whether it passed. */
    public LinkedHashMap<String, Boolean> details() {
        var details = new LinkedHashMap<String, Boolean>();
        details.put("functional", functional);
        details.put("nothing new broken", nothingBroken);
        details.put("performance", performance);
        details.put("confirmed by the team", team);
        details.put("confirmed by customers", customers);
        return details;
    }
}
