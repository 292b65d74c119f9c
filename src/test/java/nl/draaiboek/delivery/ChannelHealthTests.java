package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A mail server that is away makes nobody restart the program, and somebody look. */
@ScenarioTest
class ChannelHealthTests {

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    SendingProcess sending;

    @Autowired
    ChannelHealth health;

    @Test
    void isDegradedWhileTheMailServerIsAwayAndUpOnceMailGoesOutAgain() throws Exception {
        assertThat(asked()).isEqualTo("200 {\"status\":\"UP\"}");
        scenario.mailGoesOut();
        assertThat(asked()).as("nobody has noticed yet").isEqualTo("200 {\"status\":\"UP\"}");

        sending.start(sending.incident(), "mail", "mia@klant.example");
        scenario.deliver();

        assertThat(asked()).isEqualTo("200 {\"description\":\"A channel is down.\",\"status\":\"DEGRADED\"}");
        assertThat(health.health().getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(String.valueOf(health.health().getDetails().get("mail")))
                .startsWith("down since 2026-11-21 03:00")
                .contains("Connection refused");
        assertThat(health.health().getDetails()).containsEntry("x", "on");

        scenario.mailComesBack();
        scenario.clock().advance(Duration.ofMinutes(1));
        scenario.deliver();

        assertThat(asked()).isEqualTo("200 {\"status\":\"UP\"}");
    }

    /** By somebody without a login, such as a load balancer. */
    private String asked() throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
