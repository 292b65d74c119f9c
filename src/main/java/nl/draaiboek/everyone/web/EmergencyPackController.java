package nl.draaiboek.everyone.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import nl.draaiboek.everyone.EmergencyPackSettings;
import nl.draaiboek.everyone.KeepEmergencyPack;
import nl.draaiboek.incident.OfficeHours;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** The emergency pack, for managers and incident managers. A button makes it, not a GET: each time is recorded. */
@Controller
@RequestMapping("/emergency-pack")
class EmergencyPackController {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");

    private final EmergencyPackSettings settings;
    private final KeepEmergencyPack keep;
    private final ZoneId zone;

    EmergencyPackController(EmergencyPackSettings settings, KeepEmergencyPack keep, OfficeHours officeHours) {
        this.settings = settings;
        this.keep = keep;
        this.zone = officeHours.zone();
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("off", settings.off().orElse(""));
        model.addAttribute("folder", keep.keeps() ? settings.folder() : "");
        model.addAttribute(
                "made", keep.madeAt().map(at -> MOMENT.format(at.atZone(zone))).orElse(""));
        model.addAttribute("failure", keep.failure().orElse(""));
        return "everyone/emergency-pack";
    }

    @PostMapping
    ResponseEntity<byte[]> fetch(Authentication who) {
        if (settings.off().isPresent()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "attachment; filename=\"emergency-pack.pdf\"")
                .header("Cache-Control", "no-store")
                .body(keep.fetch(who.getName()));
    }
}
