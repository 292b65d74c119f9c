package nl.draaiboek.services;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * Rows of comma- or semicolon-separated values (RFC 4180), as spreadsheets write them: quoted fields may hold separators,
 * doubled quotes and line breaks. Which separator is used shows in the first line.
 */
record Csv(List<Row> rows) {

    /** @param line where the row begins in the file, from 1 */
    record Row(int line, List<String> fields) {

        boolean blank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    static Csv parse(String text) {
        var sheet = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var rows = new ArrayList<Row>();
        // The parser counts lines as they end, so a row begins on the line after the one before it.
        var line = 1;
        try (var parser = format(sheet).parse(new StringReader(sheet))) {
            for (var record : parser) {
                rows.add(new Row(line, List.of(record.values())));
                line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
            }
        } catch (IOException e) {
            throw new IllegalStateException("Text in memory was read.", e);
        }
        return new Csv(rows.stream().filter(row -> !row.blank()).toList());
    }

    private static CSVFormat format(String sheet) {
        var first = sheet.lines().findFirst().orElse("");
        var semicolons = first.chars().filter(c -> c == ';').count();
        var commas = first.chars().filter(c -> c == ',').count();
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(semicolons > commas ? ';' : ',')
                .setIgnoreEmptyLines(false)
                .setLenientEof(true)
                .setTrailingData(true)
                .get();
    }
}
