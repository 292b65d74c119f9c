package nl.draaiboek.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import nl.draaiboek.engine.Logins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Reads who is logged in from the session that Tasklist and Cockpit keep, and writes it there. */
@Component
class SharedSession implements SecurityContextRepository {

    /** Where Spring Security's request cache keeps what was asked for before the login. */
    private static final String WANTED = "SPRING_SECURITY_SAVED_REQUEST";

    private final Logins logins;

    SharedSession(Logins logins) {
        this.logins = logins;
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return read(holder.getRequest());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                return read(request);
            }

            @Override
            public boolean isGenerated() {
                return !containsContext(request);
            }
        };
    }

    private SecurityContext read(HttpServletRequest request) {
        var context = SecurityContextHolder.createEmptyContext();
        logins.of(request).map(DirectoryAuthentication::token).ifPresent(context::setAuthentication);
        return context;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        var authentication = context.getAuthentication();
        if (authentication == null) {
            logins.end(request);
        } else {
            var wanted = wanted(request);
            logins.begin(request, DirectoryAuthentication.login(authentication));
            if (wanted != null) {
                request.getSession().setAttribute(WANTED, wanted);
            }
        }
    }

    /** The page that asked for the login; a login begins a new session, and whoever came by a link still gets there. */
    private static @Nullable Object wanted(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : session.getAttribute(WANTED);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return logins.of(request).isPresent();
    }
}
