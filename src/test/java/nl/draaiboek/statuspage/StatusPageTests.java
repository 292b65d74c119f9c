package nl.draaiboek.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.services.ServiceState;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** what the outside reads, over real HTTP, without a login. */
@ScenarioTest
class StatusPageTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    ApplicationContext context;

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private PublishedStory story;

    @BeforeEach
    void tellNothingYet() {
        story = new PublishedStory(context);
    }

    @Test
    void saysThatAllServicesWorkWhenNothingWasPublished() throws Exception {
        story.register();
        story.incident(Severity.ONE, "Only a candidate, nobody was told", "mail");

        var page = get("/status");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Alle diensten werken", "Klantportaal");
        assertThat(page.body())
                .as("what is not for customers, and what was not published")
                .doesNotContain("Datacenter Haarlem", "Only a candidate", "INC-2026");
    }

    @Test
    void showsAnIncidentWithItsUpdatesNewestFirstAndThePromiseOfTheNext() throws Exception {
        story.register();
        var code = story.incident(Severity.ONE, "Stroom weg in zaal 2, schuld van leverancier", "hosting-haarlem");
        story.about(code, "INVESTIGATING")
                .words("Wij onderzoeken het.", "We are looking into it.")
                .with("services", "hosting-haarlem")
                .with("nextPromised", "2026-11-21T02:15:00Z")
                .to("status-page");
        scenario.clock().advance(Duration.ofMinutes(15));
        story.about(code, "IDENTIFIED")
                .words("De oorzaak is bekend.", "We know the cause.")
                .with("services", "hosting-haarlem")
                .with("since", "2026-11-21T01:50:00Z")
                .with("nextPromised", "2026-11-21T02:30:00Z")
                .with("expectedRecovery", "2026-11-21T04:00:00Z")
                .to("status-page");

        var dutch = get("/status").body();
        var english = get("/status?lang=en").body();

        assertThat(dutch)
                .contains(
                        "Er is een dienst uitgevallen", "Storing: Webhosting Haarlem", code.value(), "Oorzaak gevonden")
                .containsSubsequence("om 03:30 uur", "om 05:00 uur", "De oorzaak is bekend.", "Wij onderzoeken het.")
                .contains("21 november 2026 om 02:50 uur");
        assertThat(english)
                .contains("A service is out", "Disruption: Web hosting Haarlem", "Next update by", "We know the cause.")
                .doesNotContain("De oorzaak is bekend.");
        assertThat(dutch).as("the title is for the inside").doesNotContain("schuld van leverancier");
    }

    @Test
    void aTimeThatPassedIsExpectedNowhereAnyMore() throws Exception {
        story.register();
        var code = story.incident(Severity.ONE, "Stroom weg in zaal 2", "hosting-haarlem");
        story.about(code, "IDENTIFIED")
                .words("De oorzaak is bekend.", "We know the cause.")
                .with("services", "hosting-haarlem")
                .with("expectedRecovery", "2026-11-21T02:30:00Z")
                .to("status-page");
        scenario.clock().advance(Duration.ofMinutes(29));
        assertThat(get("/status").body())
                .contains("Werkt naar verwachting weer")
                .doesNotContain("duurt langer");
        assertThat(get("/status/api/v2/incidents/unresolved.json").body()).contains("2026-11-21T02:30:00");

        scenario.clock().advance(Duration.ofMinutes(1));

        assertThat(get("/status").body())
                .contains("Het duurt langer dan wij verwachtten")
                .doesNotContain("Werkt naar verwachting weer");
        assertThat(get("/status?lang=en").body()).contains("It takes longer than we expected");
        assertThat(get("/status/incidents/" + code).body()).doesNotContain("Werkt naar verwachting weer");
        assertThat(get("/status/api/v2/incidents/unresolved.json").body()).doesNotContain("2026-11-21T02:30:00");
        assertThat(get("/status/api/v2/summary.json").body()).doesNotContain("2026-11-21T02:30:00");
    }

    @Test
    void anOutageLastsAsLongAsItsClosingWordsSay() throws Exception {
        story.register();
        var code = story.incident(Severity.ONE, "Stroom weg in zaal 2", "hosting-haarlem");
        story.about(code, "INVESTIGATING")
                .with("services", "hosting-haarlem")
                .with("since", "2026-11-21T01:50:00Z")
                .to("status-page");
        scenario.clock().advance(Duration.ofMinutes(24));
        story.about(code, "RESOLVED")
                .with("services", "hosting-haarlem")
                .with("since", "2026-11-21T01:50:00Z")
                .with("until", "2026-11-21T02:12:00Z")
                .to("status-page");

        for (var page : new String[] {"/status/incidents/" + code, "/status/history", "/status"}) {
            assertThat(get(page).body())
                    .as(page)
                    .contains("datetime=\"2026-11-21T02:12:00Z\"")
                    .doesNotContain("– <time datetime=\"2026-11-21T02:24:00Z\"");
        }
    }

    @Test
    void marksTheServicesByTheSeverityUntilTheIncidentIsResolved() throws Exception {
        story.register();
        var code = story.incident(Severity.TWO, "Mail traag", "mail");
        var board = context.getBean(StatusBoard.class);

        story.about(code, "INVESTIGATING").with("services", "mail").to("status-page");
        assertThat(board.of(PageName.PUBLIC).states())
                .containsEntry("mail", ServiceState.PARTIAL_OUTAGE)
                .containsEntry("hosting", ServiceState.OPERATIONAL);

        story.about(code, "MONITORING").with("services", "mail").to("status-page");
        assertThat(board.of(PageName.PUBLIC).states()).containsEntry("mail", ServiceState.DEGRADED);

        story.about(code, "RESOLVED").with("services", "mail").to("status-page");
        assertThat(board.of(PageName.PUBLIC).states()).containsEntry("mail", ServiceState.OPERATIONAL);
        assertThat(get("/status").body()).contains("Alle diensten werken", code.value(), "Opgelost");
    }

    @Test
    void showsAGroupAsItsWorstPart() {
        story.register();
        var code = story.incident(Severity.ONE, "Haarlem", "hosting-haarlem");
        story.about(code, "INVESTIGATING").with("services", "hosting-haarlem").to("status-page");

        assertThat(context.getBean(StatusBoard.class).of(PageName.PUBLIC).states())
                .containsEntry("hosting", ServiceState.MAJOR_OUTAGE)
                .containsEntry("hosting-utrecht", ServiceState.OPERATIONAL);
    }

    @Test
    void keepsWordsForColleaguesOffThePublicPage() throws Exception {
        story.register();
        var code = story.incident(Severity.ONE, "Haarlem", "hosting-haarlem");
        story.about(code, "INVESTIGATING")
                .words("Alleen voor collega's", "For colleagues only")
                .to("internal-page");

        assertThat(get("/status").body()).doesNotContain("collega", code.value());
        assertThat(get("/status/incidents/" + code).statusCode()).isEqualTo(404);
        assertThat(get("/status/history.atom").body()).doesNotContain(code.value());
        assertThat(get("/status/api/v2/incidents.json").body()).doesNotContain(code.value());
    }

    @Test
    void standsOnThePageOnceHoweverOftenItIsSent() throws Exception {
        var code = story.incident(Severity.ONE, "Haarlem");
        var told = story.about(code, "INVESTIGATING").words("Eenmaal gezegd", "Said once");
        told.to("status-page");
        told.to("status-page");

        assertThat(get("/status/incidents/" + code).body().split("Eenmaal gezegd", -1))
                .hasSize(2);
    }

    @Test
    void refusesAnUpdateThatItCannotShowAndSaysWhy() {
        var code = story.incident(Severity.ONE, "Haarlem");

        assertThat(story.about(code, "SOLVED-ISH").send("status-page", "nl")).isInstanceOf(Outcome.Refused.class);
        assertThat(story.about(code, "INVESTIGATING").with("since", "").send("status-page", "nl"))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("'since'"));
    }

    @Test
    void escapesWhateverPeopleTyped() throws Exception {
        story.register();
        var code = story.incident(Severity.ONE, "<script>alert(1)</script>", "mail");
        story.about(code, "INVESTIGATING")
                .with("services", "mail,<img src=x onerror=alert(1)>")
                .words("<script>alert('x')</script>\n\n{{constructor}} ${T(java.lang.Runtime)} café ⚡", "x")
                .to("status-page");

        for (var path : new String[] {"/status", "/status/incidents/" + code, "/status/history"}) {
            var body = get(path).body();
            assertThat(body).doesNotContain("<script", "<img src=x");
        }
        assertThat(get("/status").body())
                .contains(
                        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
                        "{{constructor}} ${T(java.lang.Runtime)} café ⚡");
    }

    @Test
    void findsAnIncidentByItsCodeAndByItsShortId() throws Exception {
        var code = story.incident(Severity.THREE, "Portaal traag");
        story.about(code, "INVESTIGATING").to("status-page");

        assertThat(get("/status/incidents/" + code).body()).contains(code.value());
        assertThat(get("/status/incidents/" + ShortId.of(code.value())).body()).contains(code.value());
        var unknown = get("/status/incidents/INC-2026-9999");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("Hier staat niets");
        assertThat(get("/status/incidents/%3Cscript%3E").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsTheHistoryByDayAndMonth() throws Exception {
        var november = story.incident(Severity.THREE, "In november");
        story.about(november, "INVESTIGATING").to("status-page");
        story.about(november, "RESOLVED").to("status-page");
        scenario.clock().advance(Duration.ofDays(20));
        var december = story.incident(Severity.THREE, "In december");
        story.about(december, "RESOLVED").to("status-page");

        assertThat(get("/status").body()).contains(december.value()).doesNotContain(november.value());
        assertThat(get("/status/history").body())
                .contains(december.value(), "november 2026")
                .doesNotContain(november.value());
        assertThat(get("/status/history?month=2026-11&lang=en").body())
                .contains(november.value(), "Saturday 21 November 2026", "month=2026-12&amp;lang=en")
                .doesNotContain(december.value(), "october");
        assertThat(get("/status/history?month=2026-13").statusCode()).isEqualTo(404);
        assertThat(get("/status/history?month=2026-10").body()).contains("geen storingen");
    }

    /** nothing is solved by giving it another code. */
    @Test
    void keepsTheServicesOfAMergedIncidentAsTheyWereUntilTheOtherSpeaks() throws Exception {
        story.register();
        var board = context.getBean(StatusBoard.class);
        var first = story.incident(Severity.TWO, "Web traag", "hosting");
        var second = story.incident(Severity.ONE, "Mail weg", "mail");
        story.about(first, "IDENTIFIED").with("services", "hosting").to("status-page");
        var next = story.now().plus(Duration.ofMinutes(15)).toString();
        story.about(second, "INVESTIGATING")
                .with("services", "mail")
                .with("nextPromised", next)
                .to("status-page");

        context.getBean(MergeIncidents.class).merge(second, first, "Zelfde storing.", "anouk");
        assertThat(board.of(PageName.PUBLIC).states())
                .containsEntry("hosting", ServiceState.PARTIAL_OUTAGE)
                .containsEntry("mail", ServiceState.MAJOR_OUTAGE);
        assertThat(get("/status").body()).contains("Verder onder " + first);
        assertThat(get("/status/incidents/" + second).body())
                .contains("Verder onder " + first, "Volgend bericht")
                .doesNotContain("Opgelost", "Deze storing is voorbij");

        scenario.clock().advance(Duration.ofMinutes(5));
        story.about(first, "IDENTIFIED").with("services", "hosting,mail").to("status-page");
        assertThat(board.of(PageName.PUBLIC).states()).containsEntry("mail", ServiceState.MAJOR_OUTAGE);
        assertThat(board.of(PageName.PUBLIC).incidents())
                .extracting(PublishedIncident::code)
                .containsExactly(first);
        assertThat(get("/status/incidents/" + second).body())
                .contains("Verder onder " + first)
                .doesNotContain("Opgelost");
    }

    @Test
    void endsAnIncidentThatWasMergedOrClosedWithoutClosingWords() throws Exception {
        story.register();
        var code = story.incident(Severity.TWO, "Mail traag", "mail");
        story.about(code, "IDENTIFIED").with("services", "mail").to("status-page");
        jdbc.sql("update draaiboek.incident set state = 'CLOSED', closed_at = detected_at where code = ?")
                .param(code.value())
                .update();

        assertThat(get("/status").body()).contains("Alle diensten werken");
        assertThat(get("/status/incidents/" + code).body()).contains("Opgelost", "Deze storing is voorbij");
    }

    @Test
    void speaksTheLanguageThatTheVisitorPrefers() throws Exception {
        assertThat(get("/status").body()).contains("<html lang=\"nl\"");
        assertThat(get("/status", "Accept-Language", "en-GB,en;q=0.8").body()).contains("<html lang=\"en\"");
        assertThat(get("/status", "Accept-Language", "fr").body()).contains("<html lang=\"en\"");
        assertThat(get("/status?lang=nl", "Accept-Language", "en").body())
                .contains("<html lang=\"nl\"", "href=\"/status?lang=en\"");
        assertThat(get("/status?lang=%22%3E%3Cscript%3E").body()).doesNotContain("<script");
    }

    @Test
    void setsNoCookieAndMayBeKeptForAFewSeconds() throws Exception {
        var page = get("/status");

        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Cache-Control")).contains("max-age=10, public");
        assertThat(page.headers().allValues("Vary")).anyMatch(value -> value.contains("Accept-Language"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body()).doesNotContain("<script", "<form", "style=\"");
        var again = get(
                "/status", "If-None-Match", page.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void canOnlyBeRead() throws Exception {
        var post = HttpRequest.newBuilder(uri("/status"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HTTP.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isIn(401, 403);
    }

    @Test
    void offersTheUpdatesAsAFeedThatThePagePointsTo() throws Exception {
        story.register();
        var code = story.incident(Severity.ONE, "Haarlem", "hosting-haarlem");
        story.about(code, "INVESTIGATING")
                .with("services", "hosting-haarlem")
                .words("Eerste & <b>", "First")
                .to("status-page");
        scenario.clock().advance(Duration.ofMinutes(15));
        story.about(code, "IDENTIFIED")
                .with("services", "hosting-haarlem")
                .words("Tweede", "Second")
                .to("status-page");

        assertThat(get("/status").body())
                .contains("type=\"application/atom+xml\"")
                .contains("href=\"/status/history.atom\"");
        var answer = get("/status/history.atom?lang=en");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/atom+xml");
        var feed = new SyndFeedInput().build(new StringReader(answer.body()));
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactly(
                        "[" + code + "] Identified: Web hosting Haarlem",
                        "[" + code + "] Investigating: Web hosting Haarlem");
        assertThat(feed.getEntries()).extracting(SyndEntry::getUri).doesNotHaveDuplicates();
        assertThat(feed.getEntries().get(0).getLink()).contains("/status/incidents/" + code);
        assertThat(get("/status/history.atom?lang=nl").body()).contains("Eerste &amp;amp; &amp;lt;b&amp;gt;");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
