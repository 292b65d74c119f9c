package nl.draaiboek.people;

import java.util.List;
import nl.draaiboek.sheet.FaultySheet;

/** The register of outside help of its last export, without a database. */
public final class OutsideHelpFromSheet {

    private OutsideHelpFromSheet() {}

    /**
     * Everyone in it, in its order.
     *
     * @throws FaultySheet with every fault by line and column
     */
    public static List<OutsideContact> read(String csv) {
        var sheet = OutsideSheet.read(csv, List.of());
        if (!sheet.problems().isEmpty()) {
            throw new FaultySheet(sheet.problems());
        }
        return sheet.contacts();
    }
}
