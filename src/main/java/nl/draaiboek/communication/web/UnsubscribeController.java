package nl.draaiboek.communication.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import nl.draaiboek.communication.Customer;
import nl.draaiboek.communication.Customers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The link at the end of a mail to customers. Opening it changes nothing, because scanners open links; the button does, and
 * so does the one-click post of mail programs (RFC 8058).
 */
@Controller
@RequestMapping("/status/unsubscribe/{token}")
class UnsubscribeController {

    private final Customers customers;

    UnsubscribeController(Customers customers) {
        this.customers = customers;
    }

    @GetMapping
    String ask(@PathVariable String token, Model model, Locale locale, HttpServletResponse response) {
        var customer = customers.byToken(token).orElse(null);
        return page(
                model,
                response,
                customer,
                locale,
                customer == null ? "unknown" : customer.unsubscribedAt() == null ? "ask" : "done");
    }

    @PostMapping
    String leave(@PathVariable String token, Model model, Locale locale, HttpServletResponse response) {
        var known = customers.unsubscribe(token);
        return page(model, response, customers.byToken(token).orElse(null), locale, known ? "done" : "unknown");
    }

    private static String page(
            Model model,
            HttpServletResponse response,
            @org.jspecify.annotations.Nullable Customer customer,
            Locale locale,
            String what) {
        var language = customer == null ? locale.getLanguage() : customer.language();
        model.addAttribute("words", UnsubscribeWords.in(language));
        model.addAttribute("what", what);
        model.addAttribute("name", customer == null ? "" : customer.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        if (what.equals("unknown")) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        return "communication/unsubscribe";
    }
}
