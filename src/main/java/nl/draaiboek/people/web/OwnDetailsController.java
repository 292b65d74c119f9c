package nl.draaiboek.people.web;

import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.people.ConfirmDetails;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.Ways;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everyone's own entry in the directory: to look at, to correct, and to confirm. */
@Controller
@RequestMapping("/me")
class OwnDetailsController {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final ConfirmDetails confirmDetails;
    private final Directory directory;

    OwnDetailsController(ConfirmDetails confirmDetails, Directory directory) {
        this.confirmDetails = confirmDetails;
        this.directory = directory;
    }

    @GetMapping
    String show(Principal who, Model model) {
        return show(who, confirmDetails.own(who.getName()), Set.of(), model);
    }

    @PostMapping
    String confirm(@RequestParam Map<String, String> said, Principal who, Model model, RedirectAttributes after) {
        var own = new HashMap<>(confirmDetails.own(who.getName()));
        own.replaceAll((column, before) -> said.getOrDefault(column, before).strip());
        try {
            confirmDetails.confirm(who.getName(), own);
            after.addFlashAttribute("confirmed", true);
            return "redirect:/me";
        } catch (FaultySheet faulty) {
            return show(who, own, problems(faulty, own), model);
        }
    }

    private String show(Principal who, Map<String, String> own, Set<String> problems, Model model) {
        var contact = directory.find(who.getName()).orElseThrow();
        model.addAttribute("own", own);
        model.addAttribute("problems", problems);
        model.addAttribute("name", contact.colleague().name());
        model.addAttribute("mail", contact.colleague().mail());
        model.addAttribute("teams", contact.teams().stream().sorted().collect(Collectors.joining(", ")));
        model.addAttribute("confirmedOn", confirmedOn(contact));
        return "people/me";
    }

    private static String confirmedOn(Contact contact) {
        var at = contact.confirmedAt();
        return at == null ? "" : LocalDate.ofInstant(at, ZONE).toString();
    }

    /** Columns at fault; what is wrong with them the page says in the language of who reads it. */
    private static Set<String> problems(FaultySheet faulty, Map<String, String> own) {
        var columns = faulty.problems().stream().map(Problem::column).collect(Collectors.toSet());
        Stream.of("ways_by_day", "ways_by_night")
                .filter(columns::contains)
                .filter(column -> smsToLandline(own, column))
                .forEach(column -> columns.add(column + ".sms"));
        faulty.problems().stream()
                .filter(ConfirmDetails::taken)
                .forEach(problem -> columns.add(problem.column() + ".taken"));
        return columns;
    }

    /** Whether they ask for an SMS to a number that is there and takes none. */
    private static boolean smsToLandline(Map<String, String> own, String column) {
        try {
            var ways = Ways.read(own.getOrDefault(column, ""));
            return ways.uses(Way.SMS) && landline(own.get("primary_phone"))
                    || ways.uses(Way.SMS_SECOND) && landline(own.get("secondary_phone"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean landline(@Nullable String text) {
        return text != null
                && PhoneNumber.read(text).filter(number -> !number.mobile()).isPresent();
    }
}
