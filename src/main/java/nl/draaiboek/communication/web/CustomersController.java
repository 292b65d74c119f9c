package nl.draaiboek.communication.web;

import java.io.IOException;
import java.security.Principal;
import nl.draaiboek.communication.Customers;
import nl.draaiboek.communication.ImportCustomers;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Sheet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of customers: who is told, and a sheet to keep it by. A sheet is looked at before anything changes. */
@Controller
@RequestMapping("/register/customers")
class CustomersController {

    private static final int SHOWN = 500;

    private final Customers customers;
    private final ImportCustomers importCustomers;

    CustomersController(Customers customers, ImportCustomers importCustomers) {
        this.customers = customers;
        this.importCustomers = importCustomers;
    }

    @GetMapping
    String show(Model model) {
        var all = customers.all();
        model.addAttribute("count", all.size());
        model.addAttribute("customers", all.subList(0, Math.min(SHOWN, all.size())));
        return "communication/customers";
    }

    @PostMapping("/preview")
    String preview(@RequestParam MultipartFile sheet, Model model) throws IOException {
        try {
            return preview(Sheet.text(sheet.getBytes()), model);
        } catch (FaultySheet e) {
            model.addAttribute("unreadable", true);
            return show(model);
        }
    }

    private String preview(String csv, Model model) {
        model.addAttribute("csv", csv);
        model.addAttribute("preview", importCustomers.preview(csv));
        return "communication/customers-preview";
    }

    @PostMapping
    String run(
            @RequestParam String csv,
            @RequestParam(defaultValue = "false") boolean removeOthers,
            Principal who,
            Model model,
            RedirectAttributes after) {
        try {
            var done = importCustomers.run(csv, removeOthers, who.getName());
            after.addFlashAttribute("done", done);
            after.addFlashAttribute("removed", removeOthers ? done.notInSheet().size() : 0);
            return "redirect:/register/customers";
        } catch (FaultySheet e) {
            return preview(csv, model);
        }
    }
}
