package nl.draaiboek.services;

import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gives the register as the sheet that {@link ImportServices} takes back. */
@Component
public class ExportServices {

    private final Services services;

    ExportServices(Services services) {
        this.services = services;
    }

    /** All services, one a line, with the headings in the first line (RFC 4180). */
    public String sheet() {
        return services.all().stream()
                .map(service -> ServiceSheet.fields(service).values().stream()
                        .map(ExportServices::quoted)
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", String.join(",", ServiceSheet.COLUMNS) + "\r\n", "\r\n"));
    }

    private static String quoted(String field) {
        return field.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r')
                ? '"' + field.replace("\"", "\"\"") + '"'
                : field;
    }
}
