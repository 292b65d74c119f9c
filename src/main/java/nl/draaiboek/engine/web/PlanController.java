package nl.draaiboek.engine.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.draaiboek.engine.PlanState;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows process owners and managers where what runs differs from the folder. */
@Controller
class PlanController {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final PlanState plan;

    PlanController(PlanState plan) {
        this.plan = plan;
    }

    @GetMapping("/plan")
    String plan(Model model, Locale locale) {
        var moment = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", locale).withZone(ZONE);
        model.addAttribute("place", plan.place());
        model.addAttribute("differences", plan.differences());
        model.addAttribute("moment", moment);
        model.addAttribute("parts", plan.running());
        return "plan";
    }
}
