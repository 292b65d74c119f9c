package nl.draaiboek.response.web;

import java.time.Clock;
import nl.draaiboek.security.BehindSignedLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Answering a page needs no login: the link proves itself. */
@Configuration(proxyBeanMethods = false)
class AnswerSecurity {

    private static final int A_MINUTE = 60;

    @Bean
    @Order(16)
    SecurityFilterChain answering(HttpSecurity http, Clock clock) throws Exception {
        return BehindSignedLink.at(http, "/p", clock, A_MINUTE);
    }

    /** Whoever is called from outside has no login at all. */
    @Bean
    @Order(18)
    SecurityFilterChain answeringFromOutside(HttpSecurity http, Clock clock) throws Exception {
        return BehindSignedLink.at(http, "/h", clock, A_MINUTE);
    }
}
