package nl.draaiboek.security;

import java.util.Optional;
import nl.draaiboek.engine.Login;
import nl.draaiboek.engine.Logins;
import nl.draaiboek.engine.PasswordNotChecked;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a password against the directory. Authorities are the ids of groups. */
@Component
class DirectoryAuthentication implements AuthenticationProvider {

    private final Logins logins;
    private final LoginThrottle throttle;

    DirectoryAuthentication(Logins logins, LoginThrottle throttle) {
        this.logins = logins;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication tried) {
        var user = tried.getName();
        var address = tried.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        var wait = throttle.wait(user, address);
        if (!wait.isZero()) {
            throw new LockedException("Too many tries. Wait " + (wait.toSeconds() + 1) + " seconds.");
        }
        var login = check(user, String.valueOf(tried.getCredentials()));
        if (login.isEmpty()) {
            throttle.failed(user, address);
            throw new BadCredentialsException("This login or password is not known.");
        }
        throttle.succeeded(user, address);
        return token(login.get());
    }

    /** A directory that does not answer is no wrong password, and counts for no throttle. */
    private Optional<Login> check(String user, String password) {
        try {
            return logins.check(user, password);
        } catch (PasswordNotChecked e) {
            throw new AuthenticationServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    static UsernamePasswordAuthenticationToken token(Login login) {
        return UsernamePasswordAuthenticationToken.authenticated(
                login.user(), null, AuthorityUtils.createAuthorityList(login.groups()));
    }

    static Login login(Authentication authentication) {
        return new Login(authentication.getName(), AuthorityUtils.authorityListToSet(authentication.getAuthorities()));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
