package nl.draaiboek.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.security.SignedLinks;
import nl.draaiboek.services.ImportServices;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The customers who are told unasked, how they are kept, and how they leave. */
@ScenarioTest
class CustomersTests {

    private static final IncidentCode CODE = new IncidentCode("INC-2026-0001");

    @Autowired
    ImportCustomers importCustomers;

    @Autowired
    ImportServices importServices;

    @Autowired
    Customers customers;

    @Autowired
    UnsubscribeLinks links;

    @Autowired
    SignedLinks signed;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void services() {
        importServices.run(Company.sheet("services.csv"), "farid");
    }

    @Test
    void takesASheetOverAsAWholeAndASecondTimeChangesNothing() {
        var first = importCustomers.run(Company.sheet("customers.csv"), false, "farid");
        assertThat(first.added()).hasSize(5);

        var second = importCustomers.run(Company.sheet("customers.csv"), false, "farid");

        assertThat(second.added()).isEmpty();
        assertThat(second.changed()).isEmpty();
        assertThat(second.same()).isEqualTo(5);
        assertThat(customers.touchedBy(CODE, List.of("vps")))
                .extracting(Customer::id)
                .containsExactly("1002", "1003", "1005");
    }

    @Test
    void namesEachFaultByLineAndColumnAndTakesNothingOver() {
        var sheet =
                """
                id;name;mail;language;services
                1;Goed BV;goed@klant.example;nl;webhosting
                1;Dubbel BV;dubbel@klant.example;nl;webhosting
                2;;geen mailadres;fr;onbekend
                3;"Twee
                regels";x@klant.example;nl;
                """;

        assertThat(importCustomers.preview(sheet).problems())
                .contains(
                        new Problem(3, "id", "'1' stands in line 2 already."),
                        new Problem(4, "name", "This field must be filled in."),
                        new Problem(
                                4, "mail", "'geen mailadres' is not a mail address, such as anouk@waddenhost.example."),
                        new Problem(4, "language", "'fr' is not known; write nl or en."),
                        new Problem(4, "services", "'onbekend' is not in the register of services."),
                        new Problem(5, "name", "This field must stand on one line."))
                .hasSize(6);
        assertThatThrownBy(() -> importCustomers.run(sheet, true, "farid")).isInstanceOf(FaultySheet.class);
        assertThat(customers.all()).isEmpty();
    }

    @Test
    void saysWhichHeadingIsMissingOrUnknown() {
        assertThat(importCustomers.preview("id,name,email,language,services\n").problems())
                .extracting(Problem::column)
                .containsExactly("email", "mail");
        assertThat(importCustomers.preview("").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("empty"));
        assertThat(importCustomers
                        .preview("id,name,mail,language,services\n1,\"open")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void removesWhoIsNotInTheSheetOnlyWhenAsked() {
        importCustomers.run(Company.sheet("customers.csv"), false, "farid");
        var one = "id,name,mail,language,services\n1001,Bakkerij Mia,mia@bakkerij-mia.example,nl,mail\n";

        assertThat(importCustomers.run(one, false, "farid").notInSheet()).hasSize(4);
        assertThat(customers.all()).hasSize(5);
        importCustomers.run(one, true, "farid");

        assertThat(customers.all()).singleElement().satisfies(mia -> assertThat(mia.services())
                .containsExactly("mail"));
    }

    @Test
    void leavesTheListByTheButtonOrInOneClickButNotByOpeningTheLink() throws Exception {
        importCustomers.run(Company.sheet("customers.csv"), false, "farid");
        var mia = customers.all().get(0);
        assertThat(mia.name()).isEqualTo("Bakkerij Mia");

        var link = link(mia);
        var page = call("GET", link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Afmelden voor mail over storingen", "<form method=\"post\">");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(customers.touchedBy(CODE, List.of("mail")))
                .extracting(Customer::id)
                .contains("1001");

        assertThat(call("POST", link).body()).contains("U bent afgemeld", "Toch weer aanmelden");
        assertThat(call("POST", link).statusCode()).isEqualTo(200);
        assertThat(call("GET", link).body()).contains("U bent afgemeld");
        assertThat(customers.touchedBy(CODE, List.of("mail")))
                .extracting(Customer::id)
                .doesNotContain("1001");

        importCustomers.run(
                "id,name,mail,language,services\n1001,Bakkerij Mia,nieuw@bakkerij-mia.example,nl,mail\n",
                false,
                "farid");
        assertThat(customers.touchedBy(CODE, List.of("mail")))
                .as("a new address is no new wish")
                .extracting(Customer::id)
                .doesNotContain("1001");
        assertThat(call("DELETE", link).statusCode()).isIn(401, 403);
        assertThat(changes()).as("twice the button, one change").containsExactly("customer unsubscribed");
    }

    @Test
    void whoLeftByMistakeComesBackOnTheSamePage() throws Exception {
        importCustomers.run(Company.sheet("customers.csv"), false, "farid");
        var mia = customers.all().get(0);
        call("POST", link(mia));

        var back = call("POST", link(mia), "again=yes");

        assertThat(back.body()).contains("U bent weer aangemeld").doesNotContain("U bent afgemeld");
        assertThat(call("POST", link(mia), "again=yes").statusCode()).isEqualTo(200);
        assertThat(customers.touchedBy(CODE, List.of("mail")))
                .extracting(Customer::id)
                .contains("1001");
        assertThat(changes()).containsExactly("customer unsubscribed", "customer subscribed");
    }

    @Test
    void aWrongOrAlteredLinkChangesNothingAndSaysSo() throws Exception {
        importCustomers.run(Company.sheet("customers.csv"), false, "farid");
        var link = link(customers.all().get(0));
        var other = link(customers.all().get(1));
        var proof = link.indexOf('.');
        for (var wrong : List.of(
                "guessed",
                link.substring(0, link.length() - 1),
                link + "x",
                link.toLowerCase(java.util.Locale.ROOT),
                other.substring(0, other.indexOf('.')) + link.substring(proof),
                signed.sign("acknowledge", "1001"),
                signed.sign("unsubscribe", "9999"))) {
            for (var method : List.of("GET", "POST")) {
                var answer = call(method, wrong);
                assertThat(answer.statusCode()).as(method + " " + wrong).isEqualTo(404);
                assertThat(answer.body()).contains("Nothing was changed.").doesNotContain("<form");
            }
        }

        assertThat(customers.all()).extracting(Customer::unsubscribedAt).containsOnlyNulls();
        assertThat(changes()).isEmpty();
    }

    @Test
    void linksThatWereMailedBeforeTheyWereSignedGoOnWorking() throws Exception {
        importCustomers.run(Company.sheet("customers.csv"), false, "farid");
        jdbc.sql("insert into draaiboek.customer_earlier_link values (sha256('q3vX-earlier_link'::bytea), '1001')")
                .update();

        assertThat(call("GET", "q3vX-earlier_link").body()).contains("Bakkerij Mia");
        assertThat(call("POST", "q3vX-earlier_link").body()).contains("U bent afgemeld");
        assertThat(customers.byId("1001").orElseThrow().unsubscribedAt()).isNotNull();
    }

    @Test
    void aCommunicatorLooksAtASheetBeforeItChangesAnything() {
        try (var browser = Browser.start()) {
            var page = browser.desktop();
            page.navigate("http://localhost:" + port + "/register/customers");
            page.fill("#username", "chaima");
            page.fill("#password", Company.PASSWORD);
            page.locator("main button").click();
            page.navigate("http://localhost:" + port + "/register/customers");
            assertThat(Browser.barriers(page)).isEmpty();

            page.setInputFiles(
                    "#sheet",
                    new FilePayload(
                            "klanten.csv",
                            "text/csv",
                            Company.sheet("customers.csv").getBytes(StandardCharsets.UTF_8)));
            page.locator("main button").click();
            assertThat(page.locator("main").textContent()).contains("New: 5", "Drukkerij Van Houten");
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(customers.all()).isEmpty();

            page.getByRole(
                            AriaRole.BUTTON,
                            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Take it over"))
                    .click();
            assertThat(page.locator("[role=status]").textContent()).contains("New: 5");
            assertThat(customers.all()).hasSize(5);

            page.navigate("http://localhost:" + port + "/status/unsubscribe/"
                    + link(customers.all().get(0)));
            assertThat(Browser.barriers(page)).isEmpty();
            Locator button = page.locator("main button");
            button.click();
            assertThat(page.locator("[role=status]").textContent()).contains("U bent afgemeld");
            assertThat(Browser.barriers(page)).isEmpty();
            button.click();
            assertThat(page.locator("[role=status]").textContent()).contains("weer aangemeld");
        }
    }

    private String link(Customer customer) {
        var link = links.of(customer.id());
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private List<String> changes() {
        return jdbc.sql(
                        "select actor || ' ' || what from draaiboek.customer_change where actor = 'customer' order by id")
                .query(String.class)
                .list();
    }

    private HttpResponse<String> call(String method, String token) throws Exception {
        return call(method, token, "List-Unsubscribe=One-Click");
    }

    private HttpResponse<String> call(String method, String token, String form) throws Exception {
        var body =
                method.equals("POST") ? HttpRequest.BodyPublishers.ofString(form) : HttpRequest.BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/status/unsubscribe/" + token))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .method(method, body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
