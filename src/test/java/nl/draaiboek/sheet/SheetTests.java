package nl.draaiboek.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SheetTests {

    private static final List<String> COLUMNS = List.of("id", "name", "note");

    @Test
    void readsWhatASpreadsheetWrites() {
        var sheet = Sheet.read(
                "\uFEFFNAME; id\r\n\"Ümit; \"\"de\"\" Vries\";1\r\n;;\r\n\"over\r\ntwee\";2\r\n",
                COLUMNS,
                List.of("id"));

        assertThat(sheet.problems()).isEmpty();
        assertThat(sheet.lines())
                .extracting(Line::number, line -> line.text("id", 9, true), line -> line.text("name", 99, false))
                .containsExactly(tuple(2, "1", "Ümit; \"de\" Vries"), tuple(4, "2", "over\r\ntwee"));
    }

    @Test
    void givesBackWhatItWroteAndWritesNothingThatASpreadsheetWouldRun() {
        var rows = List.of(
                Map.of("id", "=HYPERLINK(\"http://evil.example\")", "name", "+31 6 12345678", "note", "-1"),
                Map.of("id", "@SUM(A1)", "name", "'quoted'", "note", "a,b;c\n\"d\""),
                Map.of("id", "-cmd|' /C calc'!A0"));

        var csv = Sheet.write(COLUMNS, rows);

        assertThat(csv.lines().skip(1)).noneMatch(line -> line.matches("\"?[=@+-][^\\d ].*"));
        var read = Sheet.read(csv, COLUMNS, COLUMNS);
        assertThat(read.problems()).isEmpty();
        assertThat(read.lines())
                .extracting(
                        line -> line.text("id", 99, true),
                        line -> line.text("name", 99, false),
                        line -> line.text("note", 99, false))
                .containsExactly(
                        tuple("=HYPERLINK(\"http://evil.example\")", "+31 6 12345678", "-1"),
                        tuple("@SUM(A1)", "'quoted'", "a,b;c\n\"d\""),
                        tuple("-cmd|' /C calc'!A0", "", ""));
    }

    @Test
    void namesEveryFaultByLineAndColumn() {
        var sheet = Sheet.read("id,name,note\n,\"two\nlines\",x\n2,b,c,d\n", COLUMNS, COLUMNS);
        for (var line : sheet.lines()) {
            line.text("id", 9, true);
            line.name("name", 9, true);
            line.yes("note", false);
        }

        assertThat(sheet.problems())
                .extracting(Problem::line, Problem::column)
                .containsExactlyInAnyOrder(
                        tuple(4, ""), tuple(2, "id"), tuple(2, "name"), tuple(2, "note"), tuple(4, "note"));
    }

    @Test
    void saysWhatIsWrongWithTheHeadingsAndReadsNoFurther() {
        var sheet = Sheet.read("id,naam,id\n1,a,b\n", COLUMNS, List.of("id", "name"));

        assertThat(sheet.problems())
                .extracting(Problem::line, Problem::column)
                .containsExactly(tuple(1, "naam"), tuple(1, "id"), tuple(1, "name"));
        assertThat(sheet.lines()).isEmpty();
        assertThat(Sheet.read(" \n", COLUMNS, COLUMNS).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("empty", "id, name, note"));
    }

    @Test
    void refusesAQuoteThatIsNotClosedAndAFileInAnotherAlphabet() {
        assertThat(Sheet.read("id,name\n1,a\n2,\"open\n", COLUMNS, List.of("id"))
                        .problems())
                .extracting(Problem::line)
                .containsExactly(3);
        assertThatThrownBy(() -> Sheet.text("id,name\n1,Ümit".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(FaultySheet.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Sheet.text("id,name\n1,a\n2,\0b\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(FaultySheet.class, faulty -> assertThat(faulty.problems())
                        .extracting(Problem::line)
                        .containsExactly(3))
                .hasMessageContaining("(NUL)");
    }
}
