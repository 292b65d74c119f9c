package nl.draaiboek.engine.web;

import nl.draaiboek.engine.PlanState;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows process owners and managers where what runs differs from the folder. */
@Controller
class PlanController {

    private final PlanState plan;

    PlanController(PlanState plan) {
        this.plan = plan;
    }

    @GetMapping("/plan")
    String plan(Model model) {
        model.addAttribute("place", plan.place());
        model.addAttribute("differences", plan.differences());
        return "plan";
    }
}
