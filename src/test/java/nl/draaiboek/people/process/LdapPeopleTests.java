package nl.draaiboek.people.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.Logins;
import nl.draaiboek.engine.PasswordNotChecked;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.NumbersFromElsewhere;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.ldap.LdapSettings;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.LdapServer;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** People and groups of a real LDAP server. */
@ScenarioTest
class LdapPeopleTests {

    private static final String SANNE = "uid=sanne,ou=people," + LdapServer.BASE;
    private static final String ENTRIES =
            """
            dn: dc=waddenhost,dc=example
            objectClass: dcObject
            objectClass: organization
            o: Waddenhost
            dc: waddenhost

            dn: ou=people,dc=waddenhost,dc=example
            objectClass: organizationalUnit
            ou: people

            dn: uid=sanne,ou=people,dc=waddenhost,dc=example
            objectClass: inetOrgPerson
            uid: sanne
            givenName: Sanne
            sn: Mulder
            cn: Sanne Mulder
            mail: sanne@waddenhost.example
            preferredLanguage: en-GB
            mobile: 06 12345631
            telephoneNumber: +31 20 5550131
            userPassword: word-of-sanne

            dn: uid=timo,ou=people,dc=waddenhost,dc=example
            objectClass: inetOrgPerson
            uid: timo
            givenName: Timo
            sn: Dekker
            cn: Timo Dekker
            mobile: call reception
            userPassword: word-of-timo

            dn: uid=j.dot,ou=people,dc=waddenhost,dc=example
            objectClass: inetOrgPerson
            uid: j.dot
            sn: Dot
            cn: Dot

            dn: uid=admin,ou=people,dc=waddenhost,dc=example
            objectClass: inetOrgPerson
            uid: admin
            sn: Impostor
            cn: Impostor
            userPassword: let-me-in

            dn: cn=staff,dc=waddenhost,dc=example
            objectClass: groupOfNames
            cn: staff
            member: uid=sanne,ou=people,dc=waddenhost,dc=example
            member: uid=timo,ou=people,dc=waddenhost,dc=example

            dn: cn=leads,dc=waddenhost,dc=example
            objectClass: groupOfNames
            cn: leads
            member: cn=reader,dc=waddenhost,dc=example
            member: uid=sanne,ou=people,dc=waddenhost,dc=example
            """;

    @Autowired
    EngineColleagues colleagues;

    @Autowired
    NumbersFromElsewhere numbers;

    @Autowired
    IdentityService identity;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    Directory directory;

    @Autowired
    Logins logins;

    @Autowired
    Scenario scenario;

    @Autowired
    DefaultListableBeanFactory beans;

    @LocalServerPort
    int port;

    private LdapServer server;
    private LdapPeople people;

    @BeforeEach
    void start(@TempDir Path own) throws Exception {
        server = LdapServer.start(own, ENTRIES);
        people = people(server.url(), LdapServer.READER_PASSWORD);
        beans.registerSingleton("ldapOfThisTest", people);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
            beans.destroySingleton("ldapOfThisTest");
        }
        List.of("sanne", "timo").forEach(identity::deleteUser);
        // A wrong password shuts a login for three seconds, which no test waits for.
        identity.unlockUser("admin");
    }

    private LdapPeople people(String url, String password) {
        var settings = new LdapSettings(
                url,
                LdapServer.READER,
                password,
                "ou=people," + LdapServer.BASE,
                "(objectClass=inetOrgPerson)",
                Map.of("employees", "cn=staff," + LdapServer.BASE, "incidentmanagers", "cn=leads," + LdapServer.BASE),
                "member",
                "uid",
                "givenName",
                "sn",
                "mail",
                "preferredLanguage",
                "mobile",
                "",
                "telephoneNumber",
                Duration.ofMinutes(15));
        return new LdapPeople(settings, colleagues, numbers, identity, transaction, clock);
    }

    @Test
    void peopleTheirGroupsAndNumbersComeFromTheServer() {
        assertThat(people.read()).isTrue();

        var sanne = directory.find("sanne").orElseThrow();
        assertThat(sanne.colleague().name()).isEqualTo("Sanne Mulder");
        assertThat(sanne.colleague().mail()).isEqualTo("sanne@waddenhost.example");
        assertThat(sanne.colleague().language()).isEqualTo("en");
        assertThat(sanne.colleague().groups()).containsExactlyInAnyOrder("employees", "incidentManagers");
        assertThat(sanne.primaryPhone()).isEqualTo(new PhoneNumber("+31612345631"));
        assertThat(sanne.landline()).isEqualTo(new PhoneNumber("+31205550131"));
        var timo = directory.find("timo").orElseThrow();
        assertThat(timo.colleague().groups()).containsExactly("employees");
        assertThat(timo.primaryPhone()).as("what is no number is left alone").isNull();
        assertThat(directory.find("admin").orElseThrow().colleague().name()).doesNotContain("Impostor");
    }

    @Test
    void theGrantsOfAGroupCountForWhoStandsInItThere() {
        people.read();
        scenario.runtime()
                .startProcessInstanceByKey("confirm-contact-details", Map.of("whom", "one", "which", "sanne"));
        scenario.settle();

        Company.act(identity, "sanne");
        try {
            assertThat(scenario.taskService()
                            .createTaskQuery()
                            .taskAssignee("sanne")
                            .count())
                    .isOne();
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void whoLogsInIsAskedOfTheServerAndTheOthersAreNot() {
        people.read();

        assertThat(logins.check("sanne", "word-of-sanne").orElseThrow().groups())
                .contains("incidentManagers");
        assertThat(logins.check("sanne", "word-of-timo")).isEmpty();
        assertThat(logins.check("sanne", "")).isEmpty();
        assertThat(logins.check("anouk", Company.PASSWORD)).as("kept here").isPresent();
        assertThat(logins.check("admin", "let-me-in"))
                .as("nobody becomes administrator by a name")
                .isEmpty();
    }

    @Test
    void whoStandsThereNoMoreHasNoLoginAndNoRightsAndIsNotOnCall() throws Exception {
        people.read();
        server.remove(SANNE);
        assertThat(people.read()).isTrue();

        assertThat(logins.check("sanne", "word-of-sanne")).isEmpty();
        var sanne = directory.find("sanne").orElseThrow();
        assertThat(sanne.colleague().groups()).isEmpty();
        assertThat(sanne.leftOn()).isNotNull();
        assertThat(directory.find("timo").orElseThrow().leftOn()).isNull();
    }

    @Test
    void everyoneStaysKnownWhileTheServerIsAway() throws Exception {
        people.read();
        server.goOut();

        assertThat(people.read()).isFalse();
        assertThat(people.failure()).contains("LDAP (draaiboek.ldap.url, " + server.url() + ") cannot be reached");
        assertThat(directory.find("sanne").orElseThrow().colleague().groups()).contains("incidentManagers");
        assertThatThrownBy(() -> logins.check("sanne", "word-of-sanne")).isInstanceOf(PasswordNotChecked.class);
        assertThat(logins.check("anouk", Company.PASSWORD)).isPresent();

        server.comeBack();
        assertThat(people.read()).isTrue();
        assertThat(people.failure()).isEmpty();
        assertThat(logins.check("sanne", "word-of-sanne")).isPresent();
    }

    @Test
    void aServerThatIsAwayIsNoWrongPasswordAndCountsAsNoGuess() throws Exception {
        people.read();
        server.goOut();

        for (var time = 0; time < 8; time++) {
            assertThat(atRest().statusCode()).isEqualTo(401);
        }
        server.comeBack();
        assertThat(atRest().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> atRest() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/engine-rest/task/count"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                "sanne:word-of-sanne".getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void healthSaysWhatOfAServerThatWasReadCannotBeUsedAndWhy() {
        people.read();

        var health = new LdapHealth(people).health();
        assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.getStatus().getDescription())
                .startsWith("LDAP is read")
                .doesNotContain("cannot be read");
        assertThat(people.unusable())
                .containsExactlyInAnyOrder(
                        "The login 'j.dot' cannot be used: a login here has 1 to 64 letters and digits, and nothing else.",
                        "The login 'admin' cannot be used: it is that of an administrator here.",
                        "'mobile' of 'timo' is no telephone number and is not taken over: write it as +31 6 12345678.");
        assertThat(String.valueOf(health.getDetails()))
                .contains("j.dot")
                .doesNotContain("call reception", "12345631", "'sanne'");
        assertThat(new LdapHealth(people(server.url(), "wrong"))
                        .health()
                        .getStatus()
                        .getDescription())
                .as("not read yet")
                .isNotEqualTo("LDAP cannot be read.");
        var wrong = people(server.url(), "wrong");
        wrong.read();
        assertThat(new LdapHealth(wrong).health().getStatus().getDescription()).isEqualTo("LDAP cannot be read.");
    }

    @Test
    void aWrongPasswordOfTheReaderIsSaidInWordsThatNameTheSetting() {
        var wrong = people(server.url(), "wrong");

        assertThat(wrong.read()).isFalse();
        assertThat(wrong.failure()).isEqualTo("LDAP refuses draaiboek.ldap.bind-dn and bind-password.");
    }
}
