package nl.draaiboek.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import nl.draaiboek.engine.Logins;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Reads who is logged in from the session that Tasklist and Cockpit keep, and writes it there. */
@Component
class SharedSession implements SecurityContextRepository {

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
            logins.begin(request, DirectoryAuthentication.login(authentication));
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return logins.of(request).isPresent();
    }
}
