package nl.draaiboek.engine.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import nl.draaiboek.engine.PlanState;
import nl.draaiboek.engine.PlanWarning;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows process owners and managers where what runs differs from the folder. */
@Controller
class PlanController {

    private final PlanState plan;
    private final ObjectProvider<PlanWarning> warnings;
    private final ZoneId zone;

    PlanController(
            PlanState plan,
            ObjectProvider<PlanWarning> warnings,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.plan = plan;
        this.warnings = warnings;
        this.zone = zone;
    }

    @GetMapping("/plan")
    String plan(Model model, Locale locale) {
        var moment = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", locale).withZone(zone);
        model.addAttribute(
                "warnings",
                warnings.stream()
                        .map(PlanWarning::warning)
                        .flatMap(Optional::stream)
                        .toList());
        model.addAttribute("place", plan.place());
        model.addAttribute("differences", plan.differences());
        model.addAttribute("moment", moment);
        model.addAttribute("parts", plan.running());
        return "plan";
    }
}
