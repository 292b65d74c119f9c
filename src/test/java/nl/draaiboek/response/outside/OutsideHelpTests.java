package nl.draaiboek.response.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.people.ImportOutsideHelp;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.response.WatchOutsideHelp;
import nl.draaiboek.response.room.TeamRoom;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** the IT partner, an expert or a supplier is called by ways kept beforehand, and answers without a login. */
@ScenarioTest
class OutsideHelpTests {

    private static final Walked WALKED = new Walked();
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/h/\\S+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String RUBEN = "+31612345651";
    private static final String DESK = "+31205550151";

    private static Browser browser;

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ImportOutsideHelp importOutsideHelp;

    @Autowired
    OutsideHelp register;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    IncidentRecord record;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @LocalServerPort
    int port;

    private IncidentCode code;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void everyStepWasWalked() {
        browser.close();
        assertThat(List.of("call-outside-help", "ask-outside-help"))
                .allSatisfy(process -> assertThat(WALKED.missing(process)).isEmpty());
    }

    @BeforeEach
    void anoukLeads() {
        importOutsideHelp.run(Company.sheet("outside-help.csv"), "farid");
        code = RunningIncident.declared(scenario, jdbc, 1, true);
    }

    @AfterEach
    void note() {
        WALKED.note(scenario, repository);
    }

    @Test
    void theRegisterIsASheetThatNamesEachFaultAndChangesNothingUntilItIsRight() {
        var again = importOutsideHelp.preview(new String(importOutsideHelp.sheet("farid"), StandardCharsets.UTF_8));
        assertThat(again.changes()).isEmpty();
        assertThat(again.same()).isEqualTo(3);

        var faulty = importOutsideHelp.preview(
                """
                id;organisation;name;kind;helps_with;language;primary_phone;landline;ways
                Noor IT;;Noor;friend;;nl;12;;call
                tape;Tape BV;Tess;supplier;Tapes;en;;020 5550199;sms > chat
                """);
        assertThat(faulty.problems())
                .extracting(Problem::line, Problem::column)
                .contains(
                        tuple(2, "id"),
                        tuple(2, "organisation"),
                        tuple(2, "kind"),
                        tuple(2, "helps_with"),
                        tuple(2, "primary_phone"),
                        tuple(3, "ways"));
        assertThat(faulty.changes()).isEmpty();

        importOutsideHelp.run("id,ended_on\nstorage-expert,2026-11-01\n", "farid");
        assertThat(register.organisations())
                .as("an agreement that ended is called no more")
                .containsOnlyKeys("Noorder Netwerk");
        assertThat(register.changes("storage-expert", 1).get(0).what()).contains("ended_on");
        assertThat(register.changes("storage-expert", 9).toString()).doesNotContain("12345652", "duarte.example");
        importOutsideHelp.run("id,landline,mail,ways\nnoorder-netwerk-2,,,\n", "farid");
        var desk = register.find("noorder-netwerk-2").orElseThrow();
        assertThat(register.unready(desk)).contains("no mail address and no number is known");
        assertThat(register.findings())
                .extracting(OutsideHelp.Finding::unreachable)
                .containsExactly(true);
        tellsUnready();
        tellsUnready();
        assertThat(mails("marijke@waddenhost.example"))
                .filteredOn(mail -> mail.subject().startsWith("Hulp van buiten: iemand"))
                .as("once, by quiet day")
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("Standby desk, Noorder Netwerk: er is geen mailadres en geen nummer bekend")
                        .doesNotContain("Ruben", "Ines"));
        scenario.advance(Duration.ofDays(101));
        tellsUnready();
        assertThat(register.findings())
                .filteredOn(found -> !found.unreachable())
                .extracting(found -> found.contact().id())
                .containsExactly("noorder-netwerk-1", "noorder-netwerk-2");
        assertThat(register.confirm("noorder-netwerk-1", "marijke")).isTrue();
        assertThat(register.findings())
                .filteredOn(found -> !found.unreachable())
                .extracting(found -> found.contact().id())
                .containsExactly("noorder-netwerk-2");
        assertThat(register.confirm("nobody", "marijke")).isFalse();
    }

    @Test
    void eachContactIsCalledByTheirOwnWaysUntilOneComesAndWhoAskedHearsIt() {
        callIn("bram");
        refused("bram", "UserTask_CallInTeam", called("outside:Nobody BV"), "is no team that can be called in");
        scenario.complete("bram", "UserTask_CallInTeam", called("outside:Noorder Netwerk"));
        scenario.deliver();
        assertThat(posts("call")).extracting(OutsideHelpTests::to).containsExactly(RUBEN);
        assertThat(posts("call").get(0).text())
                .contains("Bram Jansen vraagt uw hulp", "Wat wij vragen: Switch 4 drops packets. Komt u helpen?");
        assertThat(posts("call").get(0).message().content().facts()).containsValue("als u komt helpen");
        assertThat(posts("sms")).as("his next way comes later").isEmpty();

        callIn("anouk");
        refused("anouk", "UserTask_CallInTeam", called("outside:Noorder Netwerk"), "is being called already");

        passes(Duration.ofMinutes(5));
        assertThat(posts("sms")).extracting(OutsideHelpTests::to).containsExactly(RUBEN);
        assertThat(posts("sms").get(0).text())
                .contains("onbereikbaar. Wat wij vragen: Switch 4 drops packets. Komt u?");
        assertThat(mails("ruben@noordernetwerk.example")).hasSize(1);
        assertThat(mails("ruben@noordernetwerk.example").get(0).text())
                .contains("SLA 2026-14", "Een vraag? Bel of schrijf naar: bram@waddenhost.example")
                .doesNotContain("/incidents/", "12345");
        assertThat(posts("call")).as("not the standby desk yet").hasSize(1);

        answers("cannot");
        assertThat(posts("call")).extracting(OutsideHelpTests::to).containsExactly(RUBEN, DESK);
        assertThat(subjects("bram")).as("nothing to tell yet").noneMatch(subject -> subject.contains("Noorder"));
        key(posts("call").get(1), "1");

        assertThat(mail("bram", "Noorder Netwerk: Standby desk komt").text()).contains("Switch 4 drops packets");
        assertThat(subjects("anouk"))
                .filteredOn(s -> s.contains("Noorder Netwerk"))
                .hasSize(1);
        assertThat(processes()).isZero();
        passes(Duration.ofHours(1));
        assertThat(posts("call")).as("nobody is called any more").hasSize(2);
        assertThat(kinds())
                .contains("outside-call.begun", "outside-call.declined", "outside-call.coming")
                .doesNotContain("outside-call.nobody");
        assertThat(record.of(code).toString()).doesNotContain("12345651", "5550151", "noordernetwerk.example");

        transaction.executeWithoutResult(s -> resolveIncident.resolve(code, "anouk"));
        scenario.deliver();
        assertThat(mails("standby@noordernetwerk.example"))
                .extracting(Mail::subject)
                .anyMatch(subject -> subject.contains("Het is voorbij"));
        assertThat(scenario.mails())
                .extracting(MailServer.Mail::html)
                .as("a mail without a link has none")
                .noneMatch(html -> html.contains("href=\"\""));
        assertThat(mails("ruben@noordernetwerk.example"))
                .as("who could not come need not hear it")
                .hasSize(1);
    }

    @Test
    void whatDoesNotArriveIsFollowedAtOnceAndNobodyIsATaskOfWhoAsked() {
        scenario.channelDown("call", true);
        begin("Noorder Netwerk");
        assertThat(posts("sms"))
                .as("the call did not go out, so the next way comes at once")
                .hasSize(1);
        passes(Duration.ofMinutes(5));
        assertThat(mails("standby@noordernetwerk.example")).hasSize(1);
        assertThat(scenario.tasks("UserTask_ReachOtherwise")).isEmpty();
        passes(Duration.ofMinutes(5));
        var task = scenario.task("UserTask_ReachOtherwise");
        assertThat(task.getAssignee()).isEqualTo("bram");
        assertThat(scenario.taskService().getVariables(task.getId()).toString()).doesNotContain("12345651", "5550151");
        assertThat(mail("bram", "Noorder Netwerk: niemand komt")).isNotNull();

        var asked = posts("sms").size();
        reply(RUBEN, "Kan nu niet");
        assertThat(posts("sms")).as("no answer, no reply").hasSize(asked);
        assertThat(scenario.tasks("UserTask_ReachOtherwise")).hasSize(1);
        reply(RUBEN, "Ja, ik kom eraan");
        assertThat(scenario.tasks("UserTask_ReachOtherwise"))
                .as("who answers late comes all the same")
                .isEmpty();
        assertThat(mail("anouk", "Noorder Netwerk: Ruben Postma komt")).isNotNull();
        assertThat(lastSms())
                .as("hears that it is noted, and whom to call")
                .contains("Dank u: u komt helpen bij " + code.value(), "bram@waddenhost.example")
                .doesNotContain("Toets", "JA of NEE");
        assertThat(posts("sms")).hasSize(asked + 1);

        begin("Ines Duarte");
        passes(Duration.ofMinutes(5));
        passes(Duration.ofMinutes(5));
        refused("bram", "UserTask_ReachOtherwise", Map.of("coming", "no"), "what you tried");
        scenario.complete(
                "bram", "UserTask_ReachOtherwise", Map.of("coming", "yes", "agreed", "Her brother fetches her"));
        assertThat(kinds()).contains("outside-help.called", "outside-call.nobody");

        var other = RunningIncident.declared(scenario, jdbc, 1, true);
        transaction.executeWithoutResult(s -> callOutsideHelp.begin(other, "Ines Duarte", "Disks", "bram"));
        scenario.deliver();
        transaction.executeWithoutResult(s -> resolveIncident.resolve(other, "anouk"));
        scenario.deliver();
        assertThat(processes()).as("over before she answered").isZero();
        assertThat(open(link("ines@duarte.example", 1)).body()).contains("It is over");
        assertThat(mails("ines@duarte.example")
                        .get(mails("ines@duarte.example").size() - 1)
                        .text())
                .contains(other.value(), "you need not come any more, and need not answer");
        assertThat(lastSms()).contains("you need not come any more, and need not answer");
        reply("+31612345652", "Yes, on my way");
        assertThat(lastSms()).contains(other.value() + " is over: you need not come any more");

        var third = RunningIncident.declared(scenario, jdbc, 1, true);
        var into = RunningIncident.declared(scenario, jdbc, 1, true);
        transaction.executeWithoutResult(s -> callOutsideHelp.begin(third, "Ines Duarte", "Disks", "bram"));
        scenario.deliver();
        var sent = posts("sms").size();
        transaction.executeWithoutResult(s -> mergeIncidents.merge(third, into, "One and the same", "anouk"));
        scenario.deliver();
        assertThat(posts("sms")).as("merged is not over").hasSize(sent);
        assertThat(processes()).isEqualTo(1);
        reply("+31612345652", "yes");
        assertThat(lastSms()).contains("you are coming to help in " + into.value());
        transaction.executeWithoutResult(s -> resolveIncident.resolve(into, "anouk"));
        scenario.deliver();
        assertThat(lastSms()).contains(into.value() + " is over: you need not come any more", "ready to help");
    }

    @Autowired
    CallOutsideHelp callOutsideHelp;

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    WatchOutsideHelp watchOutsideHelp;

    @Autowired
    TeamRoom teamRoom;

    @Test
    void whoCannotBeReachedIsSaidBeforehandAndRefusedInTheNight() {
        importOutsideHelp.run(
                "id,organisation,name,kind,helps_with,language\ntape,Tape BV,Tess,supplier,Tapes,en\n", "farid");
        callIn("anouk");
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_CallInTeam").getId(), "teams")
                        .toString())
                .contains("Tape BV, supplier outside: Tapes – cannot be reached")
                .contains("Noorder Netwerk, IT partner outside: Network and firewalls (day and night");
        refused("anouk", "UserTask_CallInTeam", called("outside:Tape BV"), "no mail address and no number is known");
        assertThat(processes()).isZero();
    }

    @Test
    void aStalledRepairCallsThePartnerWithoutLookingUpANumber() {
        stalls();
        stalls();
        scenario.complete(
                "anouk",
                "UserTask_DecideOnHelp",
                Map.of("help", "yes", "helpTeam", "outside:Ines Duarte", "helpWhy", "Two disks are gone"));
        scenario.deliver();
        assertThat(mails("ines@duarte.example").get(0).text()).contains("What we ask: Two disks are gone");
        assertThat(scenario.tasks("UserTask_CallHelp"))
                .as("nothing to do by hand")
                .isEmpty();

        stalls();
        scenario.advance(Duration.ofHours(2));
        refused(
                "bram",
                "UserTask_CallHelp",
                Map.of("helpComing", "call", "helpWhom", "The core switch"),
                "Choose whom to call");
        scenario.complete(
                "bram",
                "UserTask_CallHelp",
                Map.of(
                        "helpComing",
                        "call",
                        "helpTeam",
                        "outside:Noorder Netwerk",
                        "helpWhom",
                        "The core switch is dead"));
        scenario.deliver();
        assertThat(posts("call")).extracting(OutsideHelpTests::to).contains(RUBEN);

        stalls();
        scenario.complete("anouk", "UserTask_DecideOnHelp", Map.of("help", "no", "helpWhy", "Nearly there"));
    }

    @Test
    void answersOnAPhoneAndTheRegisterShowsNoNumberUnseen() {
        begin("Ines Duarte");
        var link = link("ines@duarte.example", 0);
        open(link);
        assertThat(jdbc.sql("select state from draaiboek.outside_call")
                        .query(String.class)
                        .single())
                .as("a scanner that opens the link changes nothing")
                .isEqualTo("CALLING");
        var phone = browser.phone();
        phone.navigate("http://localhost:" + port + link);
        Browser.picture(phone, "outside-help-on-a-phone");
        assertThat(Browser.barriers(phone)).isEmpty();
        assertThat(phone.locator("main").innerText())
                .contains("We ask for your help", "Switch 4 drops packets", "Bram Jansen", "bram@waddenhost.example");
        phone.getByText("I come to help").click();
        phone.getByText("Thank you: you are coming.").waitFor();
        scenario.deliver();
        assertThat(mail("bram", "Ines Duarte: Ines Duarte komt")).isNotNull();
        assertThat(open("/h/abc").statusCode()).isEqualTo(404);
        phone.navigate("http://localhost:" + port + link.substring(0, link.length() - 3));
        assertThat(phone.locator("main").innerText()).doesNotContain("Switch 4");

        var incident = login("anouk", "/incidents/" + code);
        assertThat(incident.locator("section[aria-labelledby=roles]").innerText())
                .contains("Ines Duarte", "Switch 4 drops packets");
        assertThat(Browser.barriers(incident)).isEmpty();
        assertThat(teamRoom.table(code)).contains("• Ines Duarte, from outside: Ines Duarte");

        var page = login("anouk", "/register/outside-help");
        assertThat(page.locator("main").innerText()).contains("Noorder Netwerk", "SLA 2026-14", "call > mail + sms");
        assertThat(page.content()).doesNotContain("12345651", "noordernetwerk.example", "Hand in a sheet");
        assertThat(Browser.barriers(page)).isEmpty();
        Browser.picture(page, "outside-help");
        page.getByText("Ruben Postma").click();
        assertThat(page.content()).doesNotContain("12345651");
        page.fill("#why", code.value());
        page.click("main button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("a[href='tel:" + RUBEN + "']").count()).isEqualTo(1);
        assertThat(Browser.barriers(page)).isEmpty();
        assertThat(register.looks("noorder-netwerk-1", 5))
                .extracting(LookAtNumbers.Look::actor, LookAtNumbers.Look::why)
                .containsExactly(tuple("anouk", code.value()));
        assertThat(status(page, "/register/outside-help/sheet.csv")).isEqualTo(403);
        var desk = login("emma", "/register/outside-help/noorder-netwerk-1");
        assertThat(desk.content()).contains("Network and firewalls").doesNotContain("#why", "id=\"why\"");
        assertThat(status(login("joost", "/internal"), "/register/outside-help"))
                .isEqualTo(403);

        assertThat(page.getByText("These details are right").count()).isZero();
        var confirms = login("marijke", "/register/outside-help/noorder-netwerk-1");
        confirms.getByText("These details are right").click();
        confirms.waitForLoadState();
        assertThat(register.changes("noorder-netwerk-1", 1).get(0).what()).isEqualTo("confirmed");
        assertThat(confirms.locator("main").innerText()).contains("confirmed");

        var owner = login("marijke", "/register/outside-help/sheet");
        owner.fill("#csv", "id,hours\nstorage-expert,weekdays\n");
        owner.click("section button[type=submit]");
        owner.waitForLoadState();
        assertThat(owner.locator("main").innerText()).contains("Ines Duarte", "weekdays");
        owner.click("main button[type=submit]");
        owner.waitForLoadState();
        assertThat(owner.locator("main").innerText()).contains("Changed contacts: 1", "weekdays");
    }

    private void tellsUnready() {
        transaction.executeWithoutResult(s -> watchOutsideHelp.tellUnready());
        scenario.deliver();
    }

    private void begin(String organisation) {
        transaction.executeWithoutResult(
                s -> callOutsideHelp.begin(code, organisation, "Switch 4 drops packets", "bram"));
        scenario.deliver();
    }

    private void stalls() {
        scenario.runtime()
                .startProcessInstanceByKey("ask-outside-help", code.value(), Map.of("incident", code.value()));
        scenario.settle();
    }

    private void callIn(String person) {
        Company.act(identity, person);
        try {
            scenario.runtime().startProcessInstanceByKey("call-in-team");
        } finally {
            identity.clearAuthentication();
        }
    }

    private Map<String, Object> called(String whom) {
        return Map.of("chosen", code.value(), "team", whom, "why", "Switch 4 drops packets");
    }

    private void passes(Duration time) {
        scenario.advance(time);
        scenario.deliver();
    }

    /** Ruben presses a button of the link in his mail. */
    private void answers(String answer) {
        send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + link("ruben@noordernetwerk.example", 0)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("answer=" + answer)));
        scenario.deliver();
    }

    private void key(Post call, String key) {
        transaction.executeWithoutResult(
                s -> events.publishEvent(new KeyPressed(call.message().key(), key)));
        scenario.deliver();
    }

    private void reply(String from, String text) {
        transaction.executeWithoutResult(s -> events.publishEvent(
                new SmsReceived(from, text, "twilio", "SM1", scenario.clock().instant())));
        scenario.deliver();
    }

    private HttpResponse<String> open(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String link(String mail, int which) {
        var links = mails(mail).stream()
                .flatMap(found -> LINK.matcher(found.text()).results())
                .map(found -> found.group(1))
                .toList();
        return links.get(which);
    }

    private List<Mail> mails(String address) {
        return scenario.mailsTo(address);
    }

    private List<Post> posts(String channel) {
        return scenario.posts(channel).stream()
                .filter(post -> post.message().recipient().id().startsWith("outside:"))
                .toList();
    }

    private String lastSms() {
        return posts("sms").get(posts("sms").size() - 1).text();
    }

    private static String to(Post post) {
        return post.message().recipient().address();
    }

    private void refused(String person, String task, Map<String, Object> form, String why) {
        assertThatThrownBy(() -> scenario.complete(person, task, form))
                .hasStackTraceContaining(InvalidAnswer.class.getName())
                .hasStackTraceContaining(why);
    }

    private long processes() {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey("call-outside-help")
                .count();
    }

    private List<String> kinds() {
        return record.of(code).stream().map(entry -> entry.kind()).toList();
    }

    private List<String> subjects(String person) {
        return mails(person + "@waddenhost.example").stream().map(Mail::subject).toList();
    }

    private Mail mail(String person, String subject) {
        return mails(person + "@waddenhost.example").stream()
                .filter(mail -> mail.subject().contains(subject))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(person + " has no mail '" + subject + "', but " + subjects(person)));
    }

    private Page login(String user, String path) {
        var page = browser.desktop();
        Browser.login(page, "http://localhost:" + port, user);
        page.navigate("http://localhost:" + port + path);
        return page;
    }

    private int status(Page page, String path) {
        return page.request().get("http://localhost:" + port + path).status();
    }
}
