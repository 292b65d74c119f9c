package nl.draaiboek.everyone.web;

import java.time.Clock;
import nl.draaiboek.security.ThrottleByAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Saying that you are safe needs no login: the link proves itself. A whole office may answer from behind one address. */
@Configuration(proxyBeanMethods = false)
class AnswerRollCallSecurity {

    private static final int A_MINUTE = 1_200;

    @Bean
    @Order(17)
    SecurityFilterChain answeringRollCalls(HttpSecurity http, Clock clock) throws Exception {
        return http.securityMatcher(at(null, "/r/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
                                        + " frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new ThrottleByAddress(clock, A_MINUTE), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                at(HttpMethod.GET, "/r/*"), at(HttpMethod.HEAD, "/r/*"), at(HttpMethod.POST, "/r/*"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static RequestMatcher at(@Nullable HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }
}
