package nl.draaiboek.services;

import nl.draaiboek.sheet.Sheet;
import org.springframework.stereotype.Component;

/** Gives the register as the sheet that {@link ImportServices} takes back. */
@Component
public class ExportServices {

    private final Services services;

    ExportServices(Services services) {
        this.services = services;
    }

    /** All services, one a line, as a file for a spreadsheet. */
    public byte[] sheet() {
        return Sheet.file(
                ServiceSheet.COLUMNS,
                services.all().stream().map(ServiceSheet::fields).toList());
    }
}
