package nl.draaiboek.services;

import java.util.ArrayList;
import java.util.List;

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
        return new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    private static final class Reader {
        private final String text;
        private final char separator;
        private final List<Row> rows = new ArrayList<>();
        private List<String> fields = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private int at;
        private int line = 1;
        private int rowLine = 1;

        Reader(String text) {
            this.text = text;
            var first = text.lines().findFirst().orElse("");
            this.separator = first.chars().filter(c -> c == ';').count()
                            > first.chars().filter(c -> c == ',').count()
                    ? ';'
                    : ',';
        }

        Csv read() {
            while (at < text.length()) {
                var c = text.charAt(at++);
                if (c == '"' && field.isEmpty()) {
                    quoted();
                } else if (c == separator) {
                    endField();
                } else if (c == '\n') {
                    line++;
                    endRow();
                } else if (c != '\r') {
                    field.append(c);
                }
            }
            if (!field.isEmpty() || !fields.isEmpty()) {
                endRow();
            }
            return new Csv(rows.stream().filter(row -> !row.blank()).toList());
        }

        private void quoted() {
            while (at < text.length()) {
                var c = text.charAt(at++);
                if (c == '"') {
                    if (at < text.length() && text.charAt(at) == '"') {
                        at++;
                    } else {
                        return;
                    }
                }
                if (c == '\n') {
                    line++;
                }
                field.append(c);
            }
        }

        private void endField() {
            fields.add(field.toString());
            field.setLength(0);
        }

        private void endRow() {
            endField();
            rows.add(new Row(rowLine, List.copyOf(fields)));
            fields = new ArrayList<>();
            rowLine = line;
        }
    }
}
