package nl.draaiboek.people.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.people.ImportOutsideHelp;
import nl.draaiboek.people.ImportOutsideHelp.Preview;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.people.web.PeopleController.Line;
import nl.draaiboek.people.web.PeopleController.Numbers;
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
 * The register of outside help on pages. As with our own people, numbers are shown one contact at a time to who says what
 * for, and that is kept.
 */
@Controller
@RequestMapping("/register/outside-help")
class OutsideHelpController {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final int LOOKS = 20;
    private static final int LONGEST_REASON = 200;

    private final OutsideHelp outsideHelp;
    private final ImportOutsideHelp importOutsideHelp;

    OutsideHelpController(OutsideHelp outsideHelp, ImportOutsideHelp importOutsideHelp) {
        this.outsideHelp = outsideHelp;
        this.importOutsideHelp = importOutsideHelp;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute(
                "contacts", outsideHelp.all().stream().map(this::entry).toList());
        return "people/outside-help";
    }

    @GetMapping("/{id:[a-z0-9-]+}")
    String one(@PathVariable String id, Model model) {
        return one(outsideHelp.find(id).orElseThrow(NobodyKnown::new), model);
    }

    /** Shows the numbers of one contact. A GET never does, so that no bookmark and no history shows them again unseen. */
    @PostMapping("/{id:[a-z0-9-]+}")
    String numbers(@PathVariable String id, @RequestParam(defaultValue = "") String why, Principal who, Model model) {
        var reason = why.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            model.addAttribute("noReason", true);
            return one(id, model);
        }
        var outside = outsideHelp.look(id, who.getName(), reason).orElseThrow(NobodyKnown::new);
        model.addAttribute("numbers", Numbers.of(outside.contact()));
        model.addAttribute("mail", outside.contact().colleague().mail());
        return one(outside, model);
    }

    /** The register as it stands, to be changed and handed in again. */
    @GetMapping(path = "/sheet.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> sheet(Principal who) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"outside-help.csv\"")
                .body(importOutsideHelp.sheet(who.getName()));
    }

    /** Whoever may change the register says that nothing of this contact has to be changed. */
    @PostMapping("/sheet/{id:[a-z0-9-]+}")
    String confirm(@PathVariable String id, Principal who) {
        if (!outsideHelp.confirm(id, who.getName())) {
            throw new NobodyKnown();
        }
        return "redirect:/register/outside-help/" + id;
    }

    @GetMapping("/sheet")
    String handIn() {
        return "people/outside-help-sheet";
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
            return preview(text, importOutsideHelp.preview(text), model);
        } catch (FaultySheet faulty) {
            return preview("", new Preview(faulty.problems(), List.of(), 0, List.of()), model);
        }
    }

    @PostMapping("/sheet")
    String run(@RequestParam String csv, Principal who, Model model, RedirectAttributes after) {
        try {
            var done = importOutsideHelp.run(csv, who.getName());
            after.addFlashAttribute("taken", done.changes().size());
            return "redirect:/register/outside-help";
        } catch (FaultySheet faulty) {
            return preview(csv, new Preview(faulty.problems(), List.of(), 0, List.of()), model);
        }
    }

    private static String preview(String csv, Preview preview, Model model) {
        model.addAttribute("of", "outside-help");
        model.addAttribute("handIn", "/register/outside-help/sheet");
        model.addAttribute("language", Locale.ENGLISH.getLanguage());
        model.addAttribute("csv", csv);
        model.addAttribute("preview", preview);
        return "register/preview";
    }

    private String one(OutsideContact contact, Model model) {
        model.addAttribute("contact", entry(contact));
        model.addAttribute(
                "looks",
                outsideHelp.looks(contact.id(), LOOKS).stream()
                        .map(look -> new Line(WHEN.format(look.at().atZone(ZONE)), look.actor(), look.why()))
                        .toList());
        model.addAttribute(
                "changes",
                outsideHelp.changes(contact.id(), LOOKS).stream()
                        .map(change -> new Line(WHEN.format(change.at().atZone(ZONE)), change.actor(), change.what()))
                        .toList());
        return "people/outside-help-contact";
    }

    private Entry entry(OutsideContact outside) {
        var confirmed = outside.contact().confirmedAt();
        return new Entry(
                outside.id(),
                outside.name(),
                outside.organisation(),
                outside.kind().inWords("en"),
                outside.turn(),
                outside.helpsWith(),
                outside.services().stream().sorted().toList(),
                outside.reference(),
                outside.hours(),
                outside.contact().colleague().language(),
                outside.ways().write(),
                outsideHelp.unready(outside).orElse(""),
                confirmed == null ? "" : DAY.format(confirmed.atZone(ZONE)));
    }

    /**
     * What anyone who works at an incident may see: no number and no address.
     *
     * @param unready why a call would reach nobody; empty when it would
     * @param confirmed the day on which somebody last saw that the details are right
     */
    public record Entry(
            String id,
            String name,
            String organisation,
            String kind,
            int turn,
            String helpsWith,
            List<String> services,
            String reference,
            String hours,
            String language,
            String ways,
            String unready,
            String confirmed) {}

    @ResponseStatus(HttpStatus.NOT_FOUND)
    private static final class NobodyKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
