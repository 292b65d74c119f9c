package nl.draaiboek.communication.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import nl.draaiboek.communication.Customer;
import nl.draaiboek.communication.Customers;
import nl.draaiboek.communication.UnsubscribeLinks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link at the end of a mail to customers. Opening it changes nothing, because scanners open links; the button does, and
 * so does the one-click post of mail programs (RFC 8058). Who pressed it by mistake comes back on the same page.
 */
@Controller
@RequestMapping("/status/unsubscribe/{link}")
class UnsubscribeController {

    private final UnsubscribeLinks links;
    private final Customers customers;

    UnsubscribeController(UnsubscribeLinks links, Customers customers) {
        this.links = links;
        this.customers = customers;
    }

    @GetMapping
    String ask(@PathVariable String link, Model model, Locale locale, HttpServletResponse response) {
        var customer = customer(link);
        return page(model, response, customer, locale, subscribed(customer) ? "ask" : "done");
    }

    /** Told apart here and not by the mapping: Spring would read the form of every request to find the handler, also of our hooks. */
    @PostMapping
    String answer(
            @PathVariable String link,
            @RequestParam(required = false) @Nullable String again,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        links.customer(link).ifPresent(again == null ? customers::unsubscribe : customers::subscribeAgain);
        return page(model, response, customer(link), locale, again == null ? "done" : "back");
    }

    private @Nullable Customer customer(String link) {
        return links.customer(link).flatMap(customers::byId).orElse(null);
    }

    private static boolean subscribed(@Nullable Customer customer) {
        return customer != null && customer.unsubscribedAt() == null;
    }

    private static String page(
            Model model, HttpServletResponse response, @Nullable Customer customer, Locale locale, String what) {
        var language = customer == null ? locale.getLanguage() : customer.language();
        model.addAttribute("words", UnsubscribeWords.in(language));
        model.addAttribute("what", customer == null ? "unknown" : what);
        model.addAttribute("name", customer == null ? "" : customer.name());
        if (customer == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        return "communication/unsubscribe";
    }
}
