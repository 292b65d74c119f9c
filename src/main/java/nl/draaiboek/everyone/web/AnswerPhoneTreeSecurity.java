package nl.draaiboek.everyone.web;

import java.time.Clock;
import nl.draaiboek.security.BehindSignedLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Reporting a call of a phone tree needs no login: the link proves itself. A whole office may answer from behind one address. */
@Configuration(proxyBeanMethods = false)
class AnswerPhoneTreeSecurity {

    private static final int A_MINUTE = 1_200;

    @Bean
    @Order(18)
    SecurityFilterChain answeringPhoneTrees(HttpSecurity http, Clock clock) throws Exception {
        return BehindSignedLink.at(http, "/t", clock, A_MINUTE);
    }
}
