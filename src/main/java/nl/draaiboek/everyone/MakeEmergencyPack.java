package nl.draaiboek.everyone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.draaiboek.engine.PlanText;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelpFromSheet;
import nl.draaiboek.people.PeopleFromSheet;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Sheet;

/**
 * Makes an emergency pack of the last export, without server or database: {@code java -jar draaiboek.jar emergency-pack
 * --from people.csv --to pack.pdf}. The passphrase comes from the environment, because arguments stand in the list of processes.
 */
public final class MakeEmergencyPack {

    /** Where the passphrase is read from, here and by the server. */
    public static final String PASSPHRASE = "DRAAIBOEK_EMERGENCYPACK_PASSPHRASE";

    private static final String USAGE =
            """
            java -jar draaiboek.jar emergency-pack --from people.csv --to emergency-pack.pdf
              [--outside outside-help.csv]        the sheet of outside help; without it none stands in the pack
              [--plan FOLDER]                     diagrams and tables of your own; without it those that were delivered
              [--address "Status page=https://status.example"]   as often as you like
              [--language nl|en]                  nl without it
            The passphrase, of at least 12 characters, is read from """
                    + " " + PASSPHRASE + ".";

    private MakeEmergencyPack() {}

    /** @return 0 when it was made, 1 when something in a sheet is wrong, or one is not there, 2 when something was not asked rightly */
    public static int run(
            List<String> arguments, Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
        var asked = new LinkedHashMap<String, String>();
        var addresses = new LinkedHashMap<String, String>();
        var left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            var name = left.remove();
            if (!List.of("--from", "--outside", "--to", "--plan", "--address", "--language")
                            .contains(name)
                    || left.isEmpty()) {
                err.println(
                        left.isEmpty() && name.startsWith("--")
                                ? "'" + name + "' stands alone; each option is followed by its value."
                                : "'" + name + "' is no option.");
                err.println(USAGE);
                return 2;
            }
            var value = left.remove();
            if (name.equals("--address")) {
                var at = value.indexOf('=');
                addresses.put(at < 0 ? value : value.substring(0, at), at < 0 ? "" : value.substring(at + 1));
            } else {
                asked.put(name, value);
            }
        }
        var language = asked.getOrDefault("--language", "nl");
        var from = asked.get("--from");
        var to = asked.get("--to");
        if (from == null || to == null || !List.of("nl", "en").contains(language)) {
            err.println(USAGE);
            return 2;
        }
        var passphrase = environment.getOrDefault(PASSPHRASE, "");
        if (passphrase.length() < EncryptedPdf.SHORTEST) {
            err.println("Set " + PASSPHRASE + " to a passphrase of at least " + EncryptedPdf.SHORTEST
                    + " characters that is kept outside your network. No pack is made without it.");
            return 2;
        }
        var faults = new ArrayList<String>();
        var today = LocalDate.now(clock);
        var everyone = read(from, PeopleFromSheet::read, faults);
        var outsideHelp = asked.get("--outside");
        var outside = outsideHelp == null
                ? List.<OutsideContact>of()
                : read(outsideHelp, OutsideHelpFromSheet::read, faults).stream()
                        .filter(contact -> !contact.contact().hasLeft(today))
                        .toList();
        if (faults.isEmpty() && everyone.stream().allMatch(contact -> contact.hasLeft(today))) {
            faults.add(from
                    + " names nobody who works here: a pack without anyone would take the place of the last good one.");
        }
        if (!faults.isEmpty()) {
            faults.forEach(err::println);
            err.println("No pack was made.");
            return 1;
        }
        try {
            var folder = asked.get("--plan");
            var pack = EmergencyPack.of(
                    everyone,
                    outside,
                    addresses,
                    folder == null ? PlanText.delivered() : PlanText.of(Path.of(folder)),
                    language,
                    today);
            var made = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm z").format(ZonedDateTime.now(clock));
            Files.write(Path.of(to), EncryptedPdf.of(pack, made, passphrase));
            out.println("Made " + Path.of(to).toAbsolutePath()
                    + ", encrypted to the passphrase. Print it, or keep it outside your network.");
            return 0;
        } catch (IOException | IllegalStateException e) {
            err.println(
                    e instanceof NoSuchFileException
                            ? e.getMessage() + " cannot be read or written: it, or its folder, does not exist."
                            : "Cannot be read or written: " + e.getMessage());
            return 2;
        }
    }

    /** What a sheet says; what is wrong with it goes to the faults, by file, line and column. */
    private static <T> List<T> read(String file, Function<String, List<T>> reader, List<String> faults) {
        try {
            return reader.apply(Sheet.text(Files.readAllBytes(Path.of(file))));
        } catch (FaultySheet e) {
            e.problems()
                    .forEach(problem -> faults.add(file + (problem.line() > 0 ? ", line " + problem.line() : "")
                            + (problem.column().isBlank() ? "" : ", " + problem.column()) + ": "
                            + problem.message()));
        } catch (NoSuchFileException e) {
            faults.add(file + " cannot be read: there is no such file.");
        } catch (IOException e) {
            faults.add(file + " cannot be read: "
                    + (Files.isDirectory(Path.of(file)) ? "it is a folder." : e.getMessage()));
        }
        return List.of();
    }
}
