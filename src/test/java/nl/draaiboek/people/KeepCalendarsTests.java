package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.people.FetchCalendar.NotFetched;
import nl.draaiboek.people.KeepCalendars.Refused;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;

/** Calendars by address and by file, and the last good copy (R-5.1). */
@ScenarioTest
class KeepCalendarsTests {

    private static final Schedule HOSTING = new Schedule("hosting", "Hosting", "Hosting", "network", "marijke");

    @Autowired
    Scenario scenario;

    @Autowired
    KeepCalendars keepCalendars;

    @Autowired
    Calendars calendars;

    @Autowired
    OnCall onCall;

    @Autowired
    OnCallHealth health;

    @Autowired
    Colleagues colleagues;

    @Autowired
    IdentityService identity;

    @Autowired
    ImportPeople importPeople;

    private HttpServer server;
    private volatile int status = 200;
    private volatile byte[] answer = new byte[0];
    private volatile String etag = "";
    private final List<Map<String, List<String>>> asked = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(Map.copyOf(exchange.getRequestHeaders()));
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", new String(answer, StandardCharsets.UTF_8));
            }
            if (!etag.isEmpty()) {
                exchange.getResponseHeaders().add("ETag", etag);
            }
            var known =
                    !etag.isEmpty() && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.sendResponseHeaders(known ? 304 : status, known || answer.length == 0 ? -1 : answer.length);
            if (!known) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
        keepCalendars.save(HOSTING);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/token-1f5c/hosting.ics";
    }

    private void answer(String text) {
        answer = text.getBytes(StandardCharsets.UTF_8);
    }

    private Instant now() {
        return scenario.clock().instant();
    }

    /** Weeks from the Monday before now, in turn. */
    static String weeks(Instant now, String... people) {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n");
        var monday = now.atZone(java.time.ZoneId.of("Europe/Amsterdam"))
                .toLocalDate()
                .with(java.time.temporal.TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
        for (var i = 0; i < people.length; i++) {
            text.append("BEGIN:VEVENT\r\nUID:")
                    .append(i)
                    .append("\r\nSUMMARY:")
                    .append(people[i])
                    .append("\r\nDTSTART;TZID=Europe/Amsterdam:")
                    .append(monday.plusWeeks(i).toString().replace("-", ""))
                    .append("T000000\r\nDURATION:P7D\r\nRRULE:FREQ=WEEKLY;INTERVAL=")
                    .append(people.length)
                    .append("\r\nEND:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }

    private Calendars.Calendar calendar() {
        return calendars.of("hosting").get(0);
    }

    @Test
    void whoIsOnCallComesFromTheAddressAndFollowsItEveryQuarterOfAnHour() {
        answer(weeks(now(), "anouk", "bram"));
        assertThat(keepCalendars.fetchFrom("hosting", 1, address())).isEmpty();
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
        assertThat(onCall.at("hosting", now().plus(Duration.ofDays(7)))).containsExactly("bram");
        assertThat(onCall.schedules()).containsExactly("hosting");

        answer(weeks(now(), "daan"));
        scenario.clock().advance(Duration.ofMinutes(14));
        keepCalendars.keepUp();
        assertThat(onCall.at("hosting", now())).as("not yet").containsExactly("anouk");
        scenario.clock().advance(Duration.ofMinutes(1));
        keepCalendars.keepUp();
        assertThat(onCall.at("hosting", now())).containsExactly("daan");
        assertThat(asked).hasSize(2);
    }

    @Test
    void theLastGoodCopyCountsWhileTheAddressFailsAndItsAgeIsAlarmed() {
        answer(weeks(now(), "anouk"));
        keepCalendars.fetchFrom("hosting", 1, address());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        status = 404;
        scenario.clock().advance(Duration.ofMinutes(15));
        keepCalendars.keepUp();
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
        assertThat(calendar().failure())
                .isEqualTo("localhost answers 404. The address may have been withdrawn: make a new one there.");
        assertThat(calendar().failure()).as("the address is a secret").doesNotContain("token");
        assertThat(calendar().failedSince()).isEqualTo(now());
        assertThat(keepCalendars.outOfReach()).as("not old yet").isEmpty();

        scenario.clock().advance(Duration.ofHours(6));
        keepCalendars.keepUp();
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
        assertThat(keepCalendars.outOfReach()).hasSize(1);
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.health().getDetails().toString())
                .contains("hosting/1")
                .doesNotContain("token");

        status = 200;
        scenario.clock().advance(Duration.ofMinutes(15));
        keepCalendars.keepUp();
        assertThat(calendar().failure()).isEmpty();
        assertThat(calendar().contentAt()).isEqualTo(now());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Log in</html>",
                "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
                ""
            })
    void whatIsNoCalendarAnyMoreLeavesTheCopyAsItWas(String text) {
        answer(weeks(now(), "anouk"));
        keepCalendars.fetchFrom("hosting", 1, address());

        answer(text);
        scenario.clock().advance(Duration.ofMinutes(15));
        keepCalendars.keepUp();

        assertThat(calendar().failure()).isNotEmpty();
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
    }

    @Test
    void aCalendarThatGrewTooLargeIsRefusedAndTheCopyStays() {
        answer(weeks(now(), "anouk"));
        keepCalendars.fetchFrom("hosting", 1, address());

        answer = new byte[FetchCalendar.MOST_BYTES + 1];
        scenario.clock().advance(Duration.ofMinutes(15));
        keepCalendars.keepUp();

        assertThat(calendar().failure()).isEqualTo("It is larger than 5 MB.");
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
    }

    @Test
    void anAddressThatLeadsInACircleIsLeft() {
        status = 302;
        answer("/again");

        assertThat(keepCalendars.fetchFrom("hosting", 1, address())).contains("localhost leads on more than 3 times.");
        assertThat(asked).hasSize(4);
    }

    @Test
    void anAddressLeadsToNothingButTheWeb() {
        status = 302;
        answer("file:///etc/passwd");

        assertThat(keepCalendars.fetchFrom("hosting", 1, address()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("An address begins with https://"));
        for (var odd :
                List.of("file:///etc/passwd", "ftp://example.com/a", "jar:http://x!/", "gopher://x", "hosting.ics")) {
            assertThatThrownBy(() -> keepCalendars.fetchFrom("hosting", 2, odd)).isInstanceOf(Refused.class);
        }
        assertThat(calendars.of("hosting")).as("nothing kept").hasSize(1);
    }

    @Test
    void nothingIsFetchedInTheOwnNetworkUnlessThatWasAllowed() {
        var careful = new FetchCalendar(new OnCallSettings(Duration.ofMinutes(15), Duration.ofHours(6), false));

        assertThatThrownBy(() -> careful.fetch(address(), null))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("localhost is in the own network");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotSentAgainAndCountsAsSeen() {
        etag = "\"one\"";
        answer(weeks(now(), "anouk"));
        keepCalendars.fetchFrom("hosting", 1, address());
        scenario.clock().advance(Duration.ofHours(2));
        keepCalendars.keepUp();

        assertThat(asked.get(1)).containsEntry("If-none-match", List.of("\"one\""));
        assertThat(calendar().contentAt()).isEqualTo(now());
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
    }

    @Test
    void aNameAndPasswordInTheAddressAreNotPartOfWhatIsAskedFor() {
        answer(weeks(now(), "anouk"));
        keepCalendars.fetchFrom("hosting", 1, address().replace("http://", "http://waddenhost:secret@"));

        assertThat(asked.get(0)).containsEntry("Authorization", List.of("Basic d2FkZGVuaG9zdDpzZWNyZXQ="));
        assertThat(onCall.at("hosting", now())).containsExactly("anouk");
    }

    @Test
    void aFileTakesThePlaceOfAnAddressAndIsNotFetched() {
        answer(weeks(now(), "anouk"));
        keepCalendars.fetchFrom("hosting", 1, address());
        keepCalendars.take("hosting", 1, weeks(now(), "daan"), "hosting.ics");
        scenario.clock().advance(Duration.ofHours(1));
        keepCalendars.keepUp();

        assertThat(asked).hasSize(1);
        assertThat(onCall.at("hosting", now())).containsExactly("daan");
        assertThatThrownBy(() -> keepCalendars.take("hosting", 1, "nonsense", "x"))
                .isInstanceOf(Refused.class);
        assertThat(onCall.at("hosting", now())).as("nothing changed").containsExactly("daan");
    }

    @Test
    void theBackupStandsInACalendarOfTheirOwn() {
        keepCalendars.take("hosting", 2, weeks(now(), "kehinde"), "backup.ics");
        keepCalendars.take("hosting", 1, weeks(now(), "anouk"), "first.ics");

        assertThat(onCall.at("hosting", now())).containsExactly("anouk", "kehinde");
        importPeople.run(
                "id,away\nanouk," + java.time.LocalDate.ofInstant(now(), java.time.ZoneOffset.UTC) + "\n", "admin");
        assertThat(onCall.at("hosting", now())).as("who is away is skipped").containsExactly("kehinde");
        importPeople.run("id,left_on\nkehinde,2026-01-01\n", "admin");
        assertThat(onCall.at("hosting", now())).isEmpty();
    }

    @Test
    void whoIsNamedAndNotKnownIsAFindingAndIsKnownWithinTheHourOnceHired() {
        keepCalendars.take("hosting", 1, weeks(now(), "Sam Onbekend", "anouk"), "hosting.ics");

        assertThat(onCall.at("hosting", now())).isEmpty();
        assertThat(calendars.findings("hosting")).singleElement().satisfies(found -> {
            assertThat(found.event()).isEqualTo("Sam Onbekend");
            assertThat(found.line()).isEqualTo(4);
            assertThat(found.what()).isEqualTo("Nobody in the directory is named in it.");
            assertThat(found.starts()).isBefore(now());
        });

        var sam = new Colleague("sam", "Sam", "Onbekend", "sam@waddenhost.example", "nl", Set.of("employees"));
        colleagues.save(sam);
        try {
            scenario.clock().advance(Duration.ofHours(1));
            keepCalendars.keepUp();
            assertThat(onCall.at("hosting", now())).containsExactly("sam");
            assertThat(calendars.findings("hosting")).isEmpty();
        } finally {
            identity.deleteUser("sam");
        }
    }

    @Test
    void aScheduleWithoutACalendarHasNobodyAndAnUnknownOneIsNone() {
        assertThat(onCall.at("hosting", now())).isEmpty();
        assertThat(onCall.at("no-such-schedule", now())).isEmpty();
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        keepCalendars.remove("hosting");
        assertThat(onCall.schedules()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aScheduleIsRefusedWithWordsThatSayWhy() {
        assertThatThrownBy(() -> keepCalendars.save(new Schedule("Hosting!", "a", "b", "c", "")))
                .hasMessageContaining("lower-case words");
        assertThatThrownBy(() -> keepCalendars.save(new Schedule("other", "a", "b", "c", "nobody")))
                .hasMessageContaining("Nobody has the login 'nobody'");
        assertThatThrownBy(() -> keepCalendars.take("hosting", 10, "", "x"))
                .hasMessageContaining("1 (called first) to 9");
        assertThatThrownBy(() -> keepCalendars.take("other", 1, "", "x")).hasMessageContaining("no schedule 'other'");
    }
}
