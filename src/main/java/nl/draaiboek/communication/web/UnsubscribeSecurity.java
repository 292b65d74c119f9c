package nl.draaiboek.communication.web;

import java.time.Clock;
import nl.draaiboek.security.BehindSignedLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Leaving the mailing list needs no login: the link proves itself, and mail programs post without a page. A large mail service posts for all its users. */
@Configuration(proxyBeanMethods = false)
class UnsubscribeSecurity {

    private static final int A_MINUTE = 1_200;

    @Bean
    @Order(15)
    SecurityFilterChain unsubscribing(HttpSecurity http, Clock clock) throws Exception {
        return BehindSignedLink.at(http, "/status/unsubscribe", clock, A_MINUTE);
    }
}
