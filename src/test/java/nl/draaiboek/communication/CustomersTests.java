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
import nl.draaiboek.communication.ImportCustomers.FaultySheet;
import nl.draaiboek.communication.ImportCustomers.Problem;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.services.ImportServices;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

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
        var token = customers.all().get(0).unsubscribeToken();
        assertThat(token).hasSizeGreaterThan(30);

        var second = importCustomers.run(Company.sheet("customers.csv"), false, "farid");

        assertThat(second.added()).isEmpty();
        assertThat(second.changed()).isEmpty();
        assertThat(second.same()).isEqualTo(5);
        assertThat(customers.all().get(0).unsubscribeToken()).isEqualTo(token);
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
                        new Problem(4, "name", "A name of one line is needed."),
                        new Problem(4, "mail", "'geen mailadres' is no mail address."),
                        new Problem(4, "language", "'fr' is no language; write nl or en."),
                        new Problem(4, "services", "'onbekend' is not in the register of services."),
                        new Problem(5, "name", "A name of one line is needed."))
                .hasSize(6);
        assertThatThrownBy(() -> importCustomers.run(sheet, true, "farid")).isInstanceOf(FaultySheet.class);
        assertThat(customers.all()).isEmpty();
    }

    @Test
    void saysWhichHeadingIsMissingOrUnknown() {
        assertThat(importCustomers.preview("id,name,email,language,services\n").problems())
                .extracting(Problem::column)
                .containsExactly("mail", "email");
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

        var page = call("GET", mia.unsubscribeToken());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Afmelden voor mail over storingen", "<form method=\"post\">");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(customers.touchedBy(CODE, List.of("mail")))
                .extracting(Customer::id)
                .contains("1001");

        assertThat(call("POST", mia.unsubscribeToken()).body()).contains("U bent afgemeld");
        assertThat(call("POST", mia.unsubscribeToken()).statusCode()).isEqualTo(200);
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
        assertThat(call("POST", "guessed").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", mia.unsubscribeToken()).statusCode()).isIn(401, 403);
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
            assertThat(page.locator("main").textContent()).contains("Nieuw: 5", "Drukkerij Van Houten");
            assertThat(Browser.barriers(page)).isEmpty();
            assertThat(customers.all()).isEmpty();

            page.getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Overnemen"))
                    .click();
            assertThat(page.locator("[role=status]").textContent()).contains("Nieuw: 5");
            assertThat(customers.all()).hasSize(5);

            page.navigate("http://localhost:" + port + "/status/unsubscribe/"
                    + customers.all().get(0).unsubscribeToken());
            assertThat(Browser.barriers(page)).isEmpty();
            Locator button = page.locator("main button");
            button.click();
            assertThat(page.locator("[role=status]").textContent()).contains("U bent afgemeld");
        }
    }

    private HttpResponse<String> call(String method, String token) throws Exception {
        var body = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")
                : HttpRequest.BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/status/unsubscribe/" + token))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
