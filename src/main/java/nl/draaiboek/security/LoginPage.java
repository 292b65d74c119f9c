package nl.draaiboek.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login of our own pages; whoever logged in at Tasklist or Cockpit never sees it. */
@Controller
class LoginPage {

    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        var session = request.getSession(false);
        if (request.getParameter("error") != null && session != null) {
            var why = session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
            model.addAttribute(
                    "problem",
                    why instanceof LockedException
                            ? "login.locked"
                            : why instanceof AuthenticationServiceException ? "login.not-checked" : "login.wrong");
        }
        if (request.getParameter("again") != null) {
            model.addAttribute("problem", "login.again");
        }
        model.addAttribute("bye", request.getParameter("bye") != null);
        return "login";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/internal";
    }
}
