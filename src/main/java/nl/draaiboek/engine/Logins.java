package nl.draaiboek.engine;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * One login for Tasklist, Cockpit and our own pages: the session that the web applications keep. Whoever logs in at one of
 * them is known at all, and whoever logs out is known at none.
 */
@Component
public class Logins {

    private final ProcessEngine engine;
    private final IdentityService identity;

    Logins(@Lazy ProcessEngine engine, @Lazy IdentityService identity) {
        this.engine = engine;
        this.identity = identity;
    }

    /**
     * Who this is, when the password is right.
     *
     * @throws PasswordNotChecked when another directory keeps it and cannot say
     */
    public Optional<Login> check(String user, String password) {
        identity.clearAuthentication();
        if (user.isBlank() || password.isEmpty() || !identity.checkPassword(user, password)) {
            return Optional.empty();
        }
        var groups = new HashSet<String>();
        identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .forEach(groups::add);
        return Optional.of(new Login(user, groups));
    }

    /** Who is logged in, in this browser. */
    public Optional<Login> of(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        var authentication =
                AuthenticationUtil.getAuthsFromSession(session).getAuthenticationForProcessEngine(engine.getName());
        return authentication instanceof UserAuthentication user
                ? Optional.of(new Login(user.getIdentityId(), new HashSet<>(user.getGroupIds())))
                : Optional.empty();
    }

    /** Remembers the login in a new session. */
    public void begin(HttpServletRequest request, Login login) {
        var authentication =
                AuthenticationUtil.createAuthentication(engine, login.user(), List.copyOf(login.groups()), List.of());
        AuthenticationUtil.revalidateSession(request, authentication);
    }

    /** Forgets the login and its session. */
    public void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        Authentications.clearCurrent();
    }

    /** Lets the engine know on this thread who acts; {@link #nobody} ends it. */
    public void actAs(Login login) {
        identity.setAuthentication(login.user(), List.copyOf(login.groups()));
    }

    public void nobody() {
        identity.clearAuthentication();
    }
}
