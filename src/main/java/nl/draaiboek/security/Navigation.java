package nl.draaiboek.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The links at the top of our own pages: those that this visitor may open, and no other. */
@ControllerAdvice
class Navigation {

    private static final List<String> PATHS = List.of(
            "/internal",
            "/incidents",
            "/roll-calls",
            "/register/services",
            "/register/people",
            "/register/on-call",
            "/register/outside-help",
            "/register/customers",
            "/outbox",
            "/plan",
            "/camunda/app/tasklist/");

    private static final Pattern PAGE = Pattern.compile(".*/([a-z-]+)/?");

    private final ObjectProvider<WebInvocationPrivilegeEvaluator> rights;

    Navigation(ObjectProvider<WebInvocationPrivilegeEvaluator> rights) {
        this.rights = rights;
    }

    /** Worked out only when a page shows it, so that pages without it need neither session nor login. */
    @ModelAttribute("navigation")
    Links links(HttpServletRequest request) {
        return new Links(request.getContextPath(), request.getRequestURI(), rights);
    }

    /** What the layout asks for. */
    public static final class Links {
        private final String context;
        private final String address;
        private final ObjectProvider<WebInvocationPrivilegeEvaluator> rights;

        Links(String context, String address, ObjectProvider<WebInvocationPrivilegeEvaluator> rights) {
            this.context = context;
            this.address = address;
            this.rights = rights;
        }

        public List<Item> getItems() {
            var visitor = visitor();
            var evaluator = rights.getIfAvailable();
            return visitor == null || evaluator == null
                    ? List.of()
                    : PATHS.stream()
                            .filter(path -> evaluator.isAllowed(path, visitor))
                            .map(path -> new Item(path, label(path), current(path)))
                            .toList();
        }

        /** Whether this visitor may open that address, for links in a page. */
        public boolean may(String path) {
            var visitor = visitor();
            var evaluator = rights.getIfAvailable();
            return visitor != null && evaluator != null && evaluator.isAllowed(path, visitor);
        }

        /** The login of who looks, or null for a visitor without one. */
        public @Nullable String getUser() {
            var visitor = visitor();
            return visitor == null ? null : visitor.getName();
        }

        private boolean current(String path) {
            return (address + "/").startsWith(context + path + "/");
        }

        /** By the name of the page: the last part of its path. */
        private static String label(String path) {
            return "layout." + PAGE.matcher(path).replaceFirst("$1");
        }

        private static @Nullable Authentication visitor() {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication == null
                            || authentication instanceof AnonymousAuthenticationToken
                            || !authentication.isAuthenticated()
                    ? null
                    : authentication;
        }
    }

    /** @param label key of its text */
    public record Item(String path, String label, boolean current) {}
}
