package nl.draaiboek.delivery.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.incident.Links;
import nl.draaiboek.support.PhoneEvents;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** a page goes out through a real Kannel to a handset, and its reply comes back to the running program. */
@ScenarioTest
@EnabledIf(
        value = "nl.draaiboek.delivery.phone.Kannel#installed",
        disabledReason = "there is no Kannel here: apt-get install --no-install-recommends kannel")
class KannelTests {

    private static final String SECRET = "tests-kannel-0123456789abcdef0123456789";

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    PhoneEvents events;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void silence() {
        events.reset();
    }

    @Test
    void aPageGoesOutAndItsReplyComesBack(@TempDir Path folder) throws Exception {
        var house = "http://127.0.0.1:" + port;
        try (var kannel = Kannel.start(folder, house + "/hooks/sms/kannel?from=%p&text=%b&id=%I&token=" + SECRET)) {
            var phone = new Phone(Phone.NO_TWILIO, Map.of("kannel", gateway(kannel)), new Links(house));
            phone.clock.set(scenario.clock().instant());

            assertThat(phone.sms()
                            .send(Phone.message("INC-2026-0001: België zonder stroom. Antwoord ACK INC-2026-0001.")))
                    .isEqualTo(new Outcome.Delivered(null));
            assertThat(kannel.received())
                    .contains("Waddenhost +31612345601 ucs-2 ")
                    .contains("%00B%00e%00l%00g%00i%00%EB");

            kannel.send("31612345601 13013 text ack inc-2026-0001");
            await(() -> !events.heard().isEmpty());

            assertThat(events.heard()).singleElement().isInstanceOfSatisfying(SmsReceived.class, sms -> {
                assertThat(sms.from()).isEqualTo("+31612345601");
                assertThat(sms.text()).isEqualTo("ack inc-2026-0001");
                assertThat(sms.provider()).isEqualTo("kannel");
            });
            kannel.send("31612345601 13013 ucs2 %00a%00c%00k%00+%00B%00e%00l%00g%00i%00%EB");
            await(() -> events.heard().size() == 2);
            assertThat(((SmsReceived) events.heard().get(1)).text()).isEqualTo("ack België");
            await(() -> kannel.told("/hooks/sms/kannel/status"));
            assertThat(jdbc.sql("select count(*) from draaiboek.call_back")
                            .query(Integer.class)
                            .single())
                    .as("that it was delivered is no news")
                    .isEqualTo(2);
        }
    }

    @Test
    void whatKannelRefusesIsToldApart(@TempDir Path folder) throws Exception {
        try (var kannel = Kannel.start(folder, "http://127.0.0.1:" + port + "/hooks/sms/kannel")) {
            var settings = gateway(kannel);
            assertThat(new Phone(Phone.NO_TWILIO, Map.of("kannel", settings))
                            .sms()
                            .send(Phone.message("")))
                    .as("an empty SMS is none")
                    .isInstanceOf(Outcome.Delivered.class);
            var stranger = Phone.gateway("http://127.0.0.1:" + kannel.port()
                    + "/cgi-bin/sendsms?username={user}&password=wrong&to={to}&text={text}");
            assertThat(new Phone(Phone.NO_TWILIO, Map.of("kannel", stranger))
                            .sms()
                            .send(Phone.message("Storing")))
                    .as("a wrong password is no fault of the number")
                    .isInstanceOf(Outcome.ChannelDown.class);
            var nobody = Phone.gateway("http://127.0.0.1:" + kannel.port()
                    + "/cgi-bin/sendsms?username={user}&password={password}&from={from}&to=nobody&text={text}");
            assertThat(new Phone(Phone.NO_TWILIO, Map.of("kannel", nobody))
                            .sms()
                            .send(Phone.message("Storing")))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    /** As docs/phone.md says. */
    private static GatewaySettings gateway(Kannel kannel) {
        var settings = Phone.gateway("http://127.0.0.1:" + kannel.port()
                + "/cgi-bin/sendsms?username={user}&password={password}&from={from}&to={to}&text={text}&coding={coding}"
                + "&charset=UTF-8&dlr-mask=31&dlr-url={status-url}%26state%3D%25d");
        return new GatewaySettings(
                settings.url(),
                settings.method(),
                settings.headers(),
                settings.body(),
                settings.user(),
                settings.password(),
                null,
                "202",
                "400",
                "503",
                null,
                null,
                null,
                "",
                SECRET,
                Map.of(),
                Map.of());
    }

    /** Kannel runs by a clock of its own. */
    private static void await(BooleanSupplier happened) throws InterruptedException, IOException {
        var until = System.nanoTime() + 60_000_000_000L;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It did not happen within a minute.");
            }
            Thread.sleep(50);
        }
    }
}
