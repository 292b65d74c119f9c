package nl.draaiboek.people.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.ContactChanges;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.ExportPeople;
import nl.draaiboek.people.ImportPeople;
import nl.draaiboek.people.ImportPeople.Preview;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The directory on pages. Numbers are shown of one person at a time, to who says what for, and that is kept
 * the sheet with all of them is for administrators.
 */
@Controller
@RequestMapping("/register/people")
class PeopleController {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int SHOWN = 500;
    private static final int LOOKS = 20;
    private static final int LONGEST_REASON = 200;

    private final Directory directory;
    private final LookAtNumbers lookAtNumbers;
    private final ContactChanges changes;
    private final ImportPeople importPeople;
    private final ExportPeople exportPeople;
    private final Clock clock;

    PeopleController(
            Directory directory,
            LookAtNumbers lookAtNumbers,
            ContactChanges changes,
            ImportPeople importPeople,
            ExportPeople exportPeople,
            Clock clock) {
        this.directory = directory;
        this.lookAtNumbers = lookAtNumbers;
        this.changes = changes;
        this.importPeople = importPeople;
        this.exportPeople = exportPeople;
        this.clock = clock;
    }

    /** @param find part of a name, login, team, group or place */
    @GetMapping
    String everyone(@RequestParam(defaultValue = "") String find, Model model) {
        var wanted = find.strip().toLowerCase(Locale.ROOT);
        var found = directory.all().stream()
                .filter(contact -> words(contact).contains(wanted))
                .sorted(Comparator.comparing(contact -> contact.colleague().lastName()))
                .toList();
        model.addAttribute("find", find);
        model.addAttribute("count", found.size());
        model.addAttribute(
                "people", found.stream().limit(SHOWN).map(this::entry).toList());
        return "people/everyone";
    }

    @GetMapping("/{id:[A-Za-z0-9]+}")
    String person(@PathVariable String id, Model model) {
        return person(directory.find(id).orElseThrow(NobodyKnown::new), model);
    }

    /** Shows the numbers of one person. A GET never does, so that no bookmark and no history shows them again unseen. */
    @PostMapping("/{id:[A-Za-z0-9]+}")
    String numbers(@PathVariable String id, @RequestParam(defaultValue = "") String why, Principal who, Model model) {
        var reason = why.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            model.addAttribute("noReason", true);
            return person(id, model);
        }
        var contact = lookAtNumbers.look(id, who.getName(), reason).orElseThrow(NobodyKnown::new);
        model.addAttribute("numbers", Numbers.of(contact));
        return person(contact, model);
    }

    /** The directory as it stands, to be changed and handed in again. */
    @GetMapping(path = "/sheet.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> sheet(Principal who) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"people.csv\"")
                .body(exportPeople.sheet(who.getName()));
    }

    @GetMapping("/sheet")
    String handIn() {
        return "people/sheet";
    }

    /** Shows what a sheet would change, or what is wrong with it; changes nothing. */
    @PostMapping("/sheet/preview")
    String preview(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String csv,
            Model model)
            throws IOException {
        try {
            var text = file == null || file.isEmpty() ? csv : Sheet.text(file.getBytes());
            return preview(text, importPeople.preview(text), model);
        } catch (FaultySheet faulty) {
            return preview("", faulty, model);
        }
    }

    @PostMapping("/sheet")
    String run(@RequestParam String csv, Principal who, Model model, RedirectAttributes after) {
        try {
            var done = importPeople.run(csv, who.getName());
            after.addFlashAttribute("taken", done.changes().size());
            return "redirect:/register/people";
        } catch (FaultySheet faulty) {
            return preview(csv, faulty, model);
        }
    }

    private static String preview(String csv, FaultySheet faulty, Model model) {
        return preview(csv, new Preview(faulty.problems(), List.of(), 0, List.of()), model);
    }

    private static String preview(String csv, Preview preview, Model model) {
        model.addAttribute("of", "people");
        model.addAttribute("handIn", "/register/people/sheet");
        model.addAttribute("language", Locale.ENGLISH.getLanguage());
        model.addAttribute("csv", csv);
        model.addAttribute("preview", preview);
        return "register/preview";
    }

    private String person(Contact contact, Model model) {
        var id = contact.colleague().id();
        model.addAttribute("person", entry(contact));
        model.addAttribute(
                "looks",
                lookAtNumbers.looks(id, LOOKS).stream()
                        .map(PeopleController::look)
                        .toList());
        model.addAttribute(
                "changes",
                changes.of(id, LOOKS).stream().map(PeopleController::change).toList());
        return "people/person";
    }

    private Entry entry(Contact contact) {
        var today = LocalDate.ofInstant(clock.instant(), ZONE);
        var colleague = contact.colleague();
        var confirmed = contact.confirmedAt();
        return new Entry(
                colleague.id(),
                colleague.name(),
                colleague.mail(),
                colleague.language(),
                contact.location(),
                contact.technical(),
                contact.teams().stream().sorted().toList(),
                contact.leads().stream().sorted().toList(),
                colleague.groups().stream().sorted().toList(),
                contact.ways(false).write(),
                contact.ways(true).write(),
                contact.hasLeft(today),
                !contact.hasLeft(today) && !contact.available(today),
                contact.away().stream()
                        .filter(absence -> !absence.lastDay().isBefore(today))
                        .map(absence -> absence.firstDay() + " – " + absence.lastDay())
                        .toList(),
                confirmed == null ? null : LocalDate.ofInstant(confirmed, ZONE));
    }

    private static Line look(LookAtNumbers.Look look) {
        return new Line(WHEN.format(look.at().atZone(ZONE)), look.actor(), look.why());
    }

    private static Line change(ContactChanges.Change change) {
        return new Line(WHEN.format(change.at().atZone(ZONE)), change.actor(), change.what());
    }

    private static String words(Contact contact) {
        var colleague = contact.colleague();
        return String.join(
                        " ",
                        colleague.id(),
                        colleague.name(),
                        contact.location(),
                        String.join(" ", contact.teams()),
                        String.join(" ", colleague.groups()))
                .toLowerCase(Locale.ROOT);
    }

    /** What anyone who works at an incident may see of a colleague: no numbers. */
    public record Entry(
            String id,
            String name,
            String mail,
            String language,
            String location,
            boolean technical,
            List<String> teams,
            List<String> leads,
            List<String> groups,
            String byDay,
            String byNight,
            boolean left,
            boolean away,
            List<String> absences,
            @Nullable LocalDate confirmed) {}

    /** Somebody did something with this colleague's entry. */
    public record Line(String at, String who, String what) {}

    /** As people read them; empty when not known. */
    public record Numbers(String primary, String secondary, String landline, String emergencyName, String emergency) {

        static Numbers of(Contact contact) {
            return new Numbers(
                    text(contact.primaryPhone()),
                    text(contact.secondaryPhone()),
                    text(contact.landline()),
                    contact.emergencyName(),
                    text(contact.emergencyPhone()));
        }

        private static String text(nl.draaiboek.people.@Nullable PhoneNumber phone) {
            return phone == null ? "" : phone.inWords();
        }
    }

    @ResponseStatus(HttpStatus.NOT_FOUND)
    private static final class NobodyKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
