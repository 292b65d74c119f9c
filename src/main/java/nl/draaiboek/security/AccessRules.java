package nl.draaiboek.security;

import static nl.draaiboek.engine.Login.ADMINISTRATORS;

import java.util.stream.Stream;
import nl.draaiboek.engine.Logins;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.Http403ForbiddenEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who gets in where. What no line names is refused. The rooms that answer people without a login bring a chain of
 * their own, before these: alerts and reports ({@code intake}), the public status page ({@code statuspage}), and leaving the
 * mailing list ({@code communication}).
 */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    private static final String[] AT_AN_INCIDENT = {
        "responders",
        "incidentManagers",
        "techLeads",
        "communicators",
        "serviceDesk",
        "processOwners",
        "managers",
        ADMINISTRATORS
    };

    /** Modeler deploys here, with a login by name and password at each request. */
    @Bean
    @Order(30)
    SecurityFilterChain engineRest(HttpSecurity http, DirectoryAuthentication directory, Logins logins)
            throws Exception {
        return http.securityMatcher(under("/engine-rest"))
                .authenticationProvider(directory)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.realmName("Draaiboek"))
                .addFilterAfter(new ActInEngine(logins), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                at(HttpMethod.POST, "/engine-rest/external-task/**"),
                                at(HttpMethod.POST, "/engine-rest/engine/*/external-task/**"))
                        .denyAll()
                        .requestMatchers(
                                at(HttpMethod.POST, "/engine-rest/deployment/**"),
                                at(HttpMethod.POST, "/engine-rest/engine/*/deployment/**"))
                        .hasAnyAuthority("processOwners", ADMINISTRATORS)
                        .requestMatchers(
                                at(HttpMethod.DELETE, "/engine-rest/deployment/**"),
                                at(HttpMethod.DELETE, "/engine-rest/engine/*/deployment/**"))
                        .hasAnyAuthority("processOwners", ADMINISTRATORS)
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(40)
    SecurityFilterChain health(HttpSecurity http, DirectoryAuthentication directory) throws Exception {
        return http.securityMatcher("/actuator", "/actuator/**")
                .authenticationProvider(directory)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.realmName("Draaiboek"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(under("/actuator/health"))
                        .permitAll()
                        .anyRequest()
                        .hasAnyAuthority("managers", "processOwners", ADMINISTRATORS))
                .build();
    }

    /**
     * Tasklist, Cockpit and Admin guard themselves: who sees what is a matter of grants. Here only what nobody may do, and
     * the way in: whoever opens one of them without a login gets ours first. Theirs would be in a race with the files of its
     * own page, each of which begins a session when it finds none.
     */
    @Bean
    @Order(50)
    SecurityFilterChain webapps(HttpSecurity http, SharedSession session, LoginThrottle throttle) throws Exception {
        return http.securityMatcher(under("/camunda"))
                .securityContext(context -> context.securityContextRepository(session))
                .csrf(AbstractHttpConfigurer::disable)
                // Beside the headers that they set themselves; their files may be kept by browsers.
                .headers(headers -> headers.defaultsDisabled()
                        .contentTypeOptions(Customizer.withDefaults())
                        .frameOptions(frame -> frame.sameOrigin())
                        .httpStrictTransportSecurity(Customizer.withDefaults())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .requestCache(cache -> cache.requestCache(wanted()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(loginForPages()))
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ThrottleWebappLogin(throttle), AuthorizationFilter.class)
                .addFilterAfter(new OwnNonce(), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                at(null, "/camunda/app/admin/*/setup/**"), at(null, "/camunda/api/admin/setup/**"))
                        .denyAll()
                        .requestMatchers(at(HttpMethod.POST, "/camunda/api/engine/engine/*/external-task/**"))
                        .denyAll()
                        .requestMatchers(at(HttpMethod.POST, "/camunda/api/engine/engine/*/deployment/**"))
                        .hasAnyAuthority("processOwners", ADMINISTRATORS)
                        .requestMatchers(at(HttpMethod.DELETE, "/camunda/api/engine/engine/*/deployment/**"))
                        .hasAnyAuthority("processOwners", ADMINISTRATORS)
                        .requestMatchers(
                                at(null, "/camunda/app/*/{engine:[^.]+}"), at(null, "/camunda/app/*/{engine:[^.]+}/"))
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    /** Our own pages, and everything that nobody thought of. */
    @Bean
    @Order(60)
    SecurityFilterChain pages(
            HttpSecurity http, DirectoryAuthentication directory, SharedSession session, Logins logins)
            throws Exception {
        return http.authenticationProvider(directory)
                .securityContext(context -> context.securityContextRepository(session))
                .formLogin(login ->
                        login.loginPage("/login").defaultSuccessUrl("/internal").permitAll())
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler((request, response, authentication) -> logins.end(request))
                        .logoutSuccessUrl("/login?bye"))
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.none()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
                .csrf(Customizer.withDefaults())
                .requestCache(cache -> cache.requestCache(wanted()))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(toLogin()).accessDeniedHandler(loginOnceMore()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                at(null, "/login"), at(null, "/error"), at(null, "/favicon.ico"))
                        .permitAll()
                        .requestMatchers(
                                at(null, "/"),
                                at(null, "/me"),
                                under("/internal"),
                                under("/roll-calls"),
                                under("/phone-trees"))
                        .authenticated()
                        .requestMatchers(at(HttpMethod.POST, "/incidents/steps/*/again"))
                        .hasAnyAuthority(plus("incidentManagers", "techLeads", "processOwners"))
                        .requestMatchers(under("/emergency-pack"))
                        .hasAnyAuthority(plus("incidentManagers", "managers"))
                        .requestMatchers(under("/incidents"))
                        .hasAnyAuthority(AT_AN_INCIDENT)
                        .requestMatchers(under("/outbox"))
                        .hasAnyAuthority(plus("communicators", "incidentManagers", "managers", "processOwners"))
                        .requestMatchers(under("/register/customers"))
                        .hasAnyAuthority(plus("communicators", "processOwners"))
                        .requestMatchers(under("/register/services"))
                        .hasAnyAuthority(plus("techLeads", "processOwners", "managers"))
                        .requestMatchers(at(null, "/register/people/sheet.csv"), under("/register/people/sheet"))
                        .hasAnyAuthority(ADMINISTRATORS)
                        .requestMatchers(under("/register/people"))
                        .hasAnyAuthority(
                                plus("incidentManagers", "techLeads", "communicators", "managers", "processOwners"))
                        .requestMatchers(
                                at(null, "/register/outside-help/sheet.csv"), under("/register/outside-help/sheet"))
                        .hasAnyAuthority(plus("managers", "processOwners"))
                        .requestMatchers(
                                at(HttpMethod.POST, "/register/outside-help/*"),
                                at(null, "/register/outside-help/numbers"))
                        .hasAnyAuthority(
                                plus("incidentManagers", "techLeads", "communicators", "managers", "processOwners"))
                        .requestMatchers(under("/register/outside-help"))
                        .hasAnyAuthority(AT_AN_INCIDENT)
                        .requestMatchers(under("/register/on-call/address"))
                        .hasAnyAuthority(ADMINISTRATORS)
                        .requestMatchers(under("/register/on-call/edit"))
                        .hasAnyAuthority(plus("managers", "processOwners"))
                        .requestMatchers(under("/register/on-call"))
                        .hasAnyAuthority(AT_AN_INCIDENT)
                        .requestMatchers(under("/plan"))
                        .hasAnyAuthority(plus("processOwners", "managers"))
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** A person at a page is shown the login; what programs ask for is refused. */
    private static AuthenticationEntryPoint loginForPages() {
        var login = toLogin();
        var refusal = new Http403ForbiddenEntryPoint();
        return (request, response, unknown) ->
                (under("/camunda/app").matches(request) ? login : refusal).commence(request, response, unknown);
    }

    /** Named by its path alone: whoever asked under another name of this host is not sent to that. */
    private static LoginUrlAuthenticationEntryPoint toLogin() {
        var login = new LoginUrlAuthenticationEntryPoint("/login");
        login.setFavorRelativeUris(true);
        return login;
    }

    /** A login page that stood open overnight has lost its session; whoever uses it is shown a new one, and no refusal. */
    private static AccessDeniedHandler loginOnceMore() {
        var refusal = new AccessDeniedHandlerImpl();
        return (request, response, denied) -> {
            if (denied instanceof CsrfException && at(HttpMethod.POST, "/login").matches(request)) {
                response.sendRedirect(request.getContextPath() + "/login?again");
            } else {
                refusal.handle(request, response, denied);
            }
        };
    }

    /** Remembers which page asked for the login, and leaves its address as it is. */
    private static RequestCache wanted() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** By the whole address: the engine's own servlets are none of Spring MVC's, whose matchers would not see them. */
    private static RequestMatcher under(String path) {
        return new OrRequestMatcher(at(null, path), at(null, path + "/**"));
    }

    private static RequestMatcher at(@Nullable HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static String[] plus(String... groups) {
        return Stream.concat(Stream.of(groups), Stream.of(ADMINISTRATORS)).toArray(String[]::new);
    }
}
