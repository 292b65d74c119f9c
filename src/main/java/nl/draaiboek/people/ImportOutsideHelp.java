package nl.draaiboek.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.people.ImportPeople.Difference;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.sheet.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the register of outside help over from a sheet (CSV), and gives it back as one. One fault anywhere and nothing is
 * taken over. Whom the sheet does not name stays; who helps no more is given a day in {@code ended_on}.
 */
@Component
public class ImportOutsideHelp {

    private final OutsideHelp outsideHelp;

    ImportOutsideHelp(OutsideHelp outsideHelp) {
        this.outsideHelp = outsideHelp;
    }

    /**
     * What an import does.
     *
     * @param problems when there are any, nothing is taken over and the rest is empty
     * @param same how many contacts of the sheet the register already knows exactly so
     * @param notInSheet ids that the register knows and the sheet does not name; they stay
     */
    public record Preview(List<Problem> problems, List<Change> changes, int same, List<String> notInSheet) {}

    /** One contact who is new or differs. Holds telephone numbers. */
    public record Change(OutsideContact contact, boolean isNew, List<Difference> differences) {

        /** Read by the page of a preview, as is {@link #name}. */
        public String id() {
            return contact.id();
        }

        public String name(String language) {
            return contact.nameWithOrganisation();
        }

        /** Which fields, and what stood in those that anyone may read. */
        String inWords() {
            return (isNew ? "added " : "changed ")
                    + differences.stream()
                            .map(d -> OutsideSheet.CONFIDENTIAL.contains(d.column())
                                    ? d.column()
                                    : d.column() + ": '" + d.before() + "' → '" + d.after() + "'")
                            .collect(Collectors.joining("; "));
        }
    }

    /** What an import of this sheet would do, or what is wrong with it. Changes nothing. */
    @Transactional(readOnly = true)
    public Preview preview(String csv) {
        var known = outsideHelp.all();
        var sheet = OutsideSheet.read(csv, known);
        if (!sheet.problems().isEmpty()) {
            return new Preview(sheet.problems(), List.of(), 0, List.of());
        }
        var before = new LinkedHashMap<String, OutsideContact>();
        known.forEach(contact -> before.put(contact.id(), contact));
        var changes = new ArrayList<Change>();
        for (var contact : sheet.contacts()) {
            var old = before.remove(contact.id());
            var differences = differences(old, contact);
            if (old == null || !differences.isEmpty()) {
                changes.add(new Change(contact, old == null, differences));
            }
        }
        return new Preview(
                List.of(),
                List.copyOf(changes),
                sheet.contacts().size() - changes.size(),
                List.copyOf(before.keySet()));
    }

    /**
     * Imports the sheet as a whole.
     *
     * @param actor user id, kept with every change
     * @return what was done
     * @throws FaultySheet when anything is wrong with it; then nothing has changed
     */
    @Transactional
    public Preview run(String csv, String actor) {
        outsideHelp.lock();
        var preview = preview(csv);
        if (!preview.problems().isEmpty()) {
            throw new FaultySheet(preview.problems());
        }
        preview.changes().forEach(change -> outsideHelp.save(change.contact(), actor, change.inWords()));
        return preview;
    }

    /** Everyone, with their numbers, as a file for a spreadsheet that {@link #run} takes back; that they were seen is kept. */
    public byte[] sheet(String actor) {
        return Sheet.file(
                OutsideSheet.COLUMNS,
                outsideHelp.lookAtAll(actor, "the register of outside help as a sheet").stream()
                        .map(OutsideSheet::fields)
                        .toList());
    }

    private static List<Difference> differences(@Nullable OutsideContact before, OutsideContact after) {
        Map<String, String> old = before == null ? Map.of() : OutsideSheet.fields(before);
        return OutsideSheet.fields(after).entrySet().stream()
                .filter(field -> !field.getValue().equals(old.getOrDefault(field.getKey(), "")))
                .map(field -> new Difference(field.getKey(), old.getOrDefault(field.getKey(), ""), field.getValue()))
                .toList();
    }
}
