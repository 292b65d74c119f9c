package nl.draaiboek.security;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * A page that needs no login, for the link proves itself: {@link SignedLinks}. It has no session, runs no script, and its address
 * goes to nobody else; nobody keeps it, and no search engine lists it. Nobody may try links without end.
 */
public final class BehindSignedLink {

    private BehindSignedLink() {}

    /**
     * @param path with a slash and without one at its end; what follows it is the signed part
     * @param aMinute how many requests one address may make in a minute
     */
    public static SecurityFilterChain at(HttpSecurity http, String path, Clock clock, int aMinute) throws Exception {
        var page = path + "/*";
        return http.securityMatcher(request(null, path + "/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
                                        + " frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "no-store"))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex")))
                .addFilterBefore(new ThrottleByAddress(clock, aMinute), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                request(HttpMethod.GET, page),
                                request(HttpMethod.HEAD, page),
                                request(HttpMethod.POST, page))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static RequestMatcher request(@Nullable HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }
}
