package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** the plan is within reach when our own network is not, and only for who knows the passphrase. */
class EmergencyPackTests {

    private static final String PASSPHRASE = "tulpen uit Almere 1953";
    private static final Map<String, String> ENVIRONMENT = Map.of(MakeEmergencyPack.PASSPHRASE, PASSPHRASE);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneId.of("Europe/Amsterdam"));
    private static final String SHEET =
            """
            id,first_name,last_name,mail,language,groups,primary_phone,landline,emergency_name,emergency_phone,location,teams,left_on
            anouk,Anouk,de Vries,anouk@waddenhost.example,nl,employees incidentManagers,06 12345601,,Noor,06 12345699,Haarlem,bhv,
            bram,Bram,Jansen,bram@waddenhost.example,nl,employees,06 12345602,,,,Haarlem,,
            emma,Zoë,Łukasiewicz,emma@waddenhost.example,nl,employees,06 12345603,020 7000000,,,Zwolle,,
            farid,Farid,Yilmaz,farid@waddenhost.example,nl,employees,,,,,Zwolle,,
            oud,Oud,Gediende,oud@waddenhost.example,nl,employees,06 12345608,,,,Zwolle,,2026-01-01
            """;

    private static final String OUTSIDE =
            """
            id,organisation,name,kind,turn,helps_with,reference,language,mail,landline,ways,ended_on
            desk,Noorder Netwerk,Standby desk,partner,1,Network,SLA 2026-14,nl,standby@noordernetwerk.example,020 5550151,call-landline > mail,
            gone,Voorbij BV,Niemand,expert,1,Tapes,,nl,niemand@voorbij.example,,mail,2026-01-01
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void holdsPeopleTreeStepsAndAddressesAndOpensByItsPassphraseAlone() throws IOException {
        var sheet = Files.writeString(folder.resolve("people.csv"), SHEET);
        var pdf = folder.resolve("pack.pdf");

        assertThat(run(
                        ENVIRONMENT,
                        "--from",
                        sheet.toString(),
                        "--outside",
                        Files.writeString(folder.resolve("outside.csv"), OUTSIDE)
                                .toString(),
                        "--to",
                        pdf.toString(),
                        "--address",
                        "Statuspagina=https://status.waddenhost.example"))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();

        var bytes = Files.readAllBytes(pdf);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .doesNotContain("Vries", "12345601");
        assertThatThrownBy(() -> Loader.loadPDF(bytes)).isInstanceOf(InvalidPasswordException.class);
        assertThatThrownBy(() -> Loader.loadPDF(bytes, "tulpen uit Almere"))
                .isInstanceOf(InvalidPasswordException.class);
        try (var opened = Loader.loadPDF(bytes, PASSPHRASE)) {
            assertThat(opened.getEncryption().getRevision())
                    .as("AES, 256 bits, ISO 32000-2")
                    .isEqualTo(6);
            assertThat(opened.getEncryption().getLength()).isEqualTo(256);
            assertThat(opened.getCurrentAccessPermission().canPrint()).isTrue();
            var text = new PDFTextStripper().getText(opened);
            assertThat(text)
                    .contains("https://status.waddenhost.example", "Anouk de Vries · Haarlem · +31 6 12345601")
                    .contains("Noorder Netwerk · Standby desk · +31 20 555 0151", "SLA 2026-14")
                    .doesNotContain("Voorbij BV")
                    .contains("bij nood: Noor +31 6 12345699", "Zoë Łukasiewicz")
                    .contains(
                            "Telefoonboom",
                            "– Bram Jansen",
                            "Stappen van het draaiboek",
                            "Take the lead",
                            "Call the next one")
                    .doesNotContain("Gediende", "Variables:", "(R-");
            assertThat(List.of("Take the lead", "Decide severity", "Write update", "Confirm impact ended"))
                    .as("as an incident goes")
                    .extracting(step -> text.indexOf("[ ] " + step))
                    .doesNotContain(-1)
                    .isSorted();
            assertThat(text.indexOf("Anouk de Vries · Haarlem · +31 6 12345601", text.indexOf("Telefoonboom")))
                    .as("who leads begins the tree")
                    .isPositive();
            assertThat(opened.getNumberOfPages()).isGreaterThan(5);
        }
    }

    @Test
    void saysWhatIsMissingOrWrongAndMakesNothing() throws IOException {
        var pdf = folder.resolve("pack.pdf");
        var sheet = Files.writeString(folder.resolve("people.csv"), SHEET.replace("06 12345602", "06 123"));
        assertThat(run(Map.of(), "--from", sheet.toString(), "--to", pdf.toString()))
                .isEqualTo(2);
        assertThat(run(
                        Map.of(MakeEmergencyPack.PASSPHRASE, "kort"),
                        "--from",
                        sheet.toString(),
                        "--to",
                        pdf.toString()))
                .isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("at least 12")
                .doesNotContain("kort");
        assertThat(run(ENVIRONMENT, "--to", pdf.toString())).isEqualTo(2);
        var outside = Files.writeString(folder.resolve("outside.csv"), OUTSIDE.replace("partner", "friend"));
        assertThat(run(
                        ENVIRONMENT,
                        "--from",
                        sheet.toString(),
                        "--outside",
                        outside.toString(),
                        "--to",
                        pdf.toString()))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(sheet + ", line 3, primary_phone", outside + ", line 2, kind", "No pack was made.");
        assertThat(run(
                        ENVIRONMENT,
                        "--from",
                        folder.resolve("none.csv").toString(),
                        "--outside",
                        folder.toString(),
                        "--to",
                        pdf.toString()))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "none.csv cannot be read: there is no such file.", folder + " cannot be read: it is a folder.");
        assertThat(pdf).doesNotExist();

        Files.writeString(pdf, "the last good one");
        var headings = Files.writeString(
                folder.resolve("headings.csv"), SHEET.lines().findFirst().orElseThrow() + "\n");
        assertThat(run(ENVIRONMENT, "--from", headings.toString(), "--to", pdf.toString()))
                .isEqualTo(1);
        assertThat(run(ENVIRONMENT, "--form", headings.toString(), "--to", pdf.toString()))
                .isEqualTo(2);
        var empty = Files.writeString(folder.resolve("empty.csv"), "");
        assertThat(run(ENVIRONMENT, "--from", empty.toString(), "--to", pdf.toString()))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("names nobody who works here", "'--form' is no option.")
                .doesNotContain(", :");
        assertThat(pdf).hasContent("the last good one");
    }

    @Test
    void oneCommandMakesItWithoutServerOrDatabase() throws Exception {
        var sheet = Files.writeString(folder.resolve("people.csv"), SHEET);
        var pdf = folder.resolve("pack.pdf");
        var log = folder.resolve("log.txt");
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "nl.draaiboek.DraaiboekApplication",
                        "emergency-pack",
                        "--from",
                        sheet.toString(),
                        "--to",
                        pdf.toString(),
                        "--language",
                        "en")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put(MakeEmergencyPack.PASSPHRASE, PASSPHRASE);
        var process = command.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log))
                .contains("encrypted to the passphrase")
                .doesNotContain("Spring", PASSPHRASE);
        assertThat(process.exitValue()).isZero();
        try (var opened = Loader.loadPDF(Files.readAllBytes(pdf), PASSPHRASE)) {
            assertThat(new PDFTextStripper().getText(opened)).contains("Emergency pack", "Steps of the plan");
        }
    }

    private int run(Map<String, String> environment, String... arguments) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return MakeEmergencyPack.run(List.of(arguments), environment, CLOCK, stream, stream);
    }
}
