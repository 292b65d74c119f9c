package nl.draaiboek.people;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Sheet;

/** Reads the last export of the directory where neither server nor database is. */
public final class PeopleFromSheet {

    private PeopleFromSheet() {}

    /**
     * Everyone in it, in its order.
     *
     * @throws FaultySheet with every fault by line and column
     */
    public static List<Contact> read(String csv) {
        var groups = Sheet.read(csv, ContactSheet.COLUMNS, List.of("id")).lines().stream()
                .flatMap(line -> line.list("groups", "[\\s,|]+"))
                .collect(Collectors.toCollection(TreeSet::new));
        var sheet = ContactSheet.read(csv, List.of(), groups);
        // Who has which rights is nothing that paper gives, and from paper nobody answers.
        var faults = sheet.problems().stream()
                .filter(problem -> !problem.column().equals("groups") && !ContactSheet.taken(problem))
                .toList();
        if (!faults.isEmpty()) {
            throw new FaultySheet(faults);
        }
        return sheet.contacts();
    }
}
