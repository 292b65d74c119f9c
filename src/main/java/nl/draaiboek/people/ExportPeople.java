package nl.draaiboek.people;

import nl.draaiboek.sheet.Sheet;
import org.springframework.stereotype.Component;

/** Gives the directory as the sheet that {@link ImportPeople} takes back. */
@Component
public class ExportPeople {

    private final LookAtNumbers lookAtNumbers;

    ExportPeople(LookAtNumbers lookAtNumbers) {
        this.lookAtNumbers = lookAtNumbers;
    }

    /** Everyone, with their numbers, as a file for a spreadsheet; that they were seen is kept. */
    public byte[] sheet(String actor) {
        return Sheet.file(
                ContactSheet.COLUMNS,
                lookAtNumbers.lookAtAll(actor, "the directory as a sheet").stream()
                        .map(ContactSheet::fields)
                        .toList());
    }
}
