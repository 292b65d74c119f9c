package nl.draaiboek.everyone.web;

import java.time.Clock;
import nl.draaiboek.security.BehindSignedLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Saying that you are safe needs no login: the link proves itself. A whole office may answer from behind one address. */
@Configuration(proxyBeanMethods = false)
class AnswerRollCallSecurity {

    private static final int A_MINUTE = 1_200;

    @Bean
    @Order(17)
    SecurityFilterChain answeringRollCalls(HttpSecurity http, Clock clock) throws Exception {
        return BehindSignedLink.at(http, "/r", clock, A_MINUTE);
    }

    /** Nor does saying that you help communicate. */
    @Bean
    @Order(19)
    SecurityFilterChain answeringOffersOfWork(HttpSecurity http, Clock clock) throws Exception {
        return BehindSignedLink.at(http, "/w", clock, A_MINUTE);
    }
}
