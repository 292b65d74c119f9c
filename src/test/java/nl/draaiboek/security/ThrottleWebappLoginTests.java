package nl.draaiboek.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Guessing at the login of Tasklist is slowed down, however its address is spelled. */
class ThrottleWebappLoginTests {

    private final LoginThrottle throttle = new LoginThrottle(Clock.systemUTC());
    private final ThrottleWebappLogin filter = new ThrottleWebappLogin(throttle);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/api/admin/auth/user/default/%6Cogin/tasklist",
                "/camunda/api/admin/auth/user/default/login/tasklist/",
                "/camunda/api/admin/auth/user/default/login/task%6Cist",
                "/camunda/api/%61dmin/auth/user/default/login/cockpit"
            })
    void everySpellingOfTheLoginWaits(String address) throws Exception {
        for (var i = 0; i < LoginThrottle.FREE_TRIES_PER_LOGIN; i++) {
            throttle.failed("anouk", "192.0.2.7");
        }

        assertThat(answer("POST", address)).isEqualTo(429);
    }

    @Test
    void nothingElseWaits() throws Exception {
        for (var i = 0; i < LoginThrottle.FREE_TRIES_PER_LOGIN; i++) {
            throttle.failed("anouk", "192.0.2.7");
        }

        assertThat(answer("GET", "/camunda/api/admin/auth/user/default")).isEqualTo(200);
        assertThat(answer("POST", "/camunda/api/admin/auth/user/default/logout"))
                .isEqualTo(200);
    }

    private int answer(String method, String address) throws Exception {
        var request = new MockHttpServletRequest(method, address);
        request.setRemoteAddr("192.0.2.7");
        request.setContent("password=guess&user%6Eame=an%6Fuk".getBytes(StandardCharsets.UTF_8));
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
