package nl.draaiboek.intake.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.intake.Source;
import nl.draaiboek.intake.Sources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Only a source with its bearer token hands in alerts and reports; no session, no cookie, no other way in. */
@Configuration(proxyBeanMethods = false)
class IntakeSecurity {

    @Bean
    @Order(10)
    SecurityFilterChain whatComesIn(HttpSecurity http, Sources sources, ObjectMapper json) throws Exception {
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new TokenFilter(sources, json), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(TokenFilter.SOURCE))
                .build();
    }

    private static final class TokenFilter extends OncePerRequestFilter {

        static final String SOURCE = "SOURCE";
        private static final String BEARER = "Bearer ";

        private final Sources sources;
        private final ObjectMapper json;

        TokenFilter(Sources sources, ObjectMapper json) {
            this.sources = sources;
            this.json = json;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var source = source(request);
            if (source.isEmpty()) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"draaiboek\"");
                Refusal.of(HttpStatus.UNAUTHORIZED, "Whose delivery is this?")
                        .field("Authorization")
                        .because("The header Authorization must be 'Bearer ' and the token of a source;"
                                + " this token is missing or not known.")
                        .write(response, json);
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new UsernamePasswordAuthenticationToken(
                    source.get(), null, List.of(new SimpleGrantedAuthority(SOURCE))));
            SecurityContextHolder.setContext(context);
            try {
                chain.doFilter(request, response);
            } finally {
                SecurityContextHolder.clearContext();
            }
        }

        private Optional<Source> source(HttpServletRequest request) {
            var header = request.getHeader(HttpHeaders.AUTHORIZATION);
            return header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? Optional.empty()
                    : sources.of(header.substring(BEARER.length()).strip());
        }
    }
}
