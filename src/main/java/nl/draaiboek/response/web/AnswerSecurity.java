package nl.draaiboek.response.web;

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

/** Answering a page needs no login: the link proves itself. Nobody may try links without end. */
@Configuration(proxyBeanMethods = false)
class AnswerSecurity {

    @Bean
    @Order(16)
    SecurityFilterChain answering(HttpSecurity http, Clock clock) throws Exception {
        return http.securityMatcher(at(null, "/p/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
                                        + " frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new ThrottleByAddress(clock, 60), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                at(HttpMethod.GET, "/p/*"), at(HttpMethod.HEAD, "/p/*"), at(HttpMethod.POST, "/p/*"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static RequestMatcher at(@Nullable HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }
}
