package nl.draaiboek.services.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.services.Durations;
import nl.draaiboek.services.ExportServices;
import nl.draaiboek.services.ImportServices;
import nl.draaiboek.services.ImportServices.Preview;
import nl.draaiboek.services.ServiceState;
import nl.draaiboek.services.Services;
import nl.draaiboek.services.SetServiceState;
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

/** The register on a page: what it holds, with its weak points, and a sheet taken over after it was looked at. */
@Controller
@RequestMapping("/register/services")
class ServicesController {

    private final Services services;
    private final ImportServices importServices;
    private final ExportServices exportServices;
    private final SetServiceState setServiceState;

    ServicesController(
            Services services,
            ImportServices importServices,
            ExportServices exportServices,
            SetServiceState setServiceState) {
        this.services = services;
        this.importServices = importServices;
        this.exportServices = exportServices;
        this.setServiceState = setServiceState;
    }

    @GetMapping
    String page(Model model, Locale locale) {
        model.addAttribute("language", locale.getLanguage());
        model.addAttribute("lasting", new Lasting());
        model.addAttribute("services", services.all());
        model.addAttribute("states", ServiceState.values());
        return "register/services";
    }

    /** The sheet as it stands, to be changed and handed in again. */
    @GetMapping(path = "/sheet.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> sheet() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"services.csv\"")
                .body(exportServices.sheet());
    }

    /** Shows what a sheet would change, or what is wrong with it; changes nothing. */
    @PostMapping("/preview")
    String preview(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String csv,
            Model model,
            Locale locale)
            throws IOException {
        try {
            var text = file == null || file.isEmpty() ? csv : Sheet.text(file.getBytes());
            return preview(text, importServices.preview(text), model, locale);
        } catch (FaultySheet faulty) {
            return preview("", new Preview(faulty.problems(), List.of(), 0, List.of()), model, locale);
        }
    }

    @PostMapping
    String run(@RequestParam String csv, Principal visitor, Model model, Locale locale, RedirectAttributes done) {
        try {
            var preview = importServices.run(csv, visitor.getName());
            done.addAttribute("taken", preview.changes().size());
            return "redirect:/register/services";
        } catch (FaultySheet faulty) {
            return preview(csv, new Preview(faulty.problems(), List.of(), 0, List.of()), model, locale);
        }
    }

    @PostMapping("/{id}/state")
    String state(@PathVariable String id, @RequestParam ServiceState state, Principal visitor) {
        if (services.find(id).isEmpty()) {
            throw new NoSuchService();
        }
        setServiceState.set(id, state, visitor.getName());
        return "redirect:/register/services";
    }

    private static String preview(String csv, Preview preview, Model model, Locale locale) {
        model.addAttribute("language", locale.getLanguage());
        model.addAttribute("of", "services");
        model.addAttribute("handIn", "/register/services");
        model.addAttribute("csv", csv);
        model.addAttribute("preview", preview);
        return "register/preview";
    }

    /** Durations as a sheet writes them. */
    public static final class Lasting {

        public String of(@Nullable Duration duration) {
            return duration == null ? "–" : Durations.write(duration);
        }
    }

    @ResponseStatus(HttpStatus.NOT_FOUND)
    private static final class NoSuchService extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
