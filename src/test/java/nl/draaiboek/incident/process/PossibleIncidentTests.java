package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.RejectIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** told as possible before it is proven, and what those who were told hear in the end. */
@ScenarioTest
class PossibleIncidentTests {

    private static final String MIA = "mia@bakkerij.example";
    private static final String WRITE = "UserTask_WriteUpdate";

    @Autowired
    Scenario scenario;

    private Story story;

    @BeforeEach
    void story(@Autowired AutowireCapableBeanFactory beans) {
        story = beans.createBean(Story.class);
    }

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    RejectIncident rejectIncident;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    IdentityService identity;

    @Autowired
    FormService forms;

    @BeforeEach
    void miaIsACustomer() {
        jdbc.sql(
                        """
                insert into draaiboek.customer (id, name, mail, language)
                values ('c1', 'Bakkerij Mia', ?, 'nl')""")
                .param(MIA)
                .update();
        jdbc.sql("insert into draaiboek.customer_service (customer, service) values ('c1', 'webhosting')")
                .update();
        Company.serve(jdbc, "webhosting");
    }

    @Test
    void announcesItAsPossibleWhileSomebodyStillReproducesIt() {
        var code = story.report(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce"));
        scenario.advance(Duration.ofMinutes(9));
        assertThat(scenario.tasks(WRITE)).isEmpty();
        scenario.advance(Duration.ofMinutes(1));

        var fields = scenario.taskService()
                .getVariables(scenario.task(WRITE).getId(), List.of("nlKnown", "enKnown", "nlDoing"));
        assertThat(String.valueOf(fields.get("nlKnown"))).contains("signalen dat er iets mis kan zijn");
        assertThat(String.valueOf(fields.get("enKnown"))).contains("signs that something may be wrong");
        assertThat(scenario.tasks("UserTask_Reproduce"))
                .as("the detection goes on beside it")
                .hasSize(1);
        update();

        assertThat(toMia()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("Mogelijke storing");
            assertThat(mail.text())
                    .contains("weten wij nog niet zeker")
                    .contains("Volgend bericht")
                    .doesNotContain("signs that");
        });
        assertThat(scenario.posts("x")).hasSize(2);
        assertThat(kinds(code)).containsOnly("POSSIBLE");
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.CANDIDATE);
    }

    @Test
    void keepsThePromiseOfAPossibleIncidentAndStillCallsItPossible() {
        announced(Severity.ONE);

        scenario.advance(Duration.ofMinutes(15));
        scenario.deliver();

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Mogelijke storing"));
    }

    @Test
    void takesItBackOnTheSameChannelsWhenItIsNoIncident() {
        var code = announced(Severity.ONE);
        var posts = scenario.posts("x").size();

        decide("rejected");
        assertThat(scenario.task(WRITE)).isNotNull();
        update();

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> {
            assertThat(mail.subject()).contains("Geen storing");
            assertThat(mail.text()).contains("alles werkt zoals u gewend bent").doesNotContain("Volgend bericht");
            assertThat(mail.header("References"))
                    .isNotBlank()
                    .isEqualTo(toMia().get(0).header("References"));
        });
        assertThat(scenario.posts("x")).hasSize(posts + 2);
        assertThat(kinds(code)).endsWith("RETRACTED");
        scenario.advance(Duration.ofDays(2));
        scenario.deliver();
        assertThat(toMia()).hasSize(2);
        assertThat(story.runs(code, "incident-response")).isFalse();
    }

    @Test
    void takesItBackByItselfAtThePromisedTime() {
        var code = announced(Severity.ONE);
        decide("rejected");
        assertThat(toMia()).hasSize(1);

        scenario.advance(Duration.ofMinutes(15));
        scenario.deliver();

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Geen storing"));
        assertThat(scenario.tasks(WRITE)).isEmpty();
        assertThat(story.runs(code, "incident-response")).isFalse();
    }

    @Test
    void takesItBackWhenTheAlertsClearAndNobodyLed() {
        var code = story.alert(Severity.ONE);
        scenario.advance(Duration.ofMinutes(19));
        assertThat(scenario.tasks(WRITE)).isEmpty();
        scenario.advance(Duration.ofMinutes(1));
        update();
        jdbc.sql("update draaiboek.incident set noticed = 'MONITORING' where code = ?")
                .param(code.value())
                .update();
        rejectIncident.reject(code, "incident.cleared", IncidentRecord.DRAAIBOEK, "Its alerts cleared.");
        scenario.settle();

        update();

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Geen storing"));
    }

    @Test
    void tellsThatItIsRealInTheSameThread() {
        announced(Severity.ONE);

        decide("real");
        assertThat(scenario.task(WRITE)).as("at once, not at the promised time").isNotNull();
        update();

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> {
            assertThat(mail.subject()).doesNotContain("Mogelijke").contains("In onderzoek");
            assertThat(mail.header("References"))
                    .isNotBlank()
                    .isEqualTo(toMia().get(0).header("References"));
        });
    }

    @Test
    void dropsTheWordsThatWereBeingWrittenWhenItProvesToBeReal() {
        var code = story.report(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce"));
        scenario.advance(Duration.ofMinutes(10));
        assertThat(scenario.tasks(WRITE)).hasSize(1);

        decide("real");

        assertThat(scenario.tasks(WRITE)).as("first it is assessed").isEmpty();
        assertThat(scenario.tasks("UserTask_StrengthenServiceDesk")).isEmpty();
        assertThat(story.runs(code, "crisis-communication")).isFalse();
        assertThat(story.runs(code, "communicate")).isTrue();
    }

    @Test
    void putsAMajorOneOnThePageOnlyAndSaysNothingOfAMinorOne() {
        var minor = story.report(Severity.THREE);
        scenario.advance(Duration.ofHours(3));
        assertThat(scenario.tasks(WRITE)).isEmpty();
        assertThat(story.walked(minor, "crisis-communication")).isEmpty();

        var major = story.report(Severity.TWO);
        reproduced(major);
        scenario.advance(Duration.ofMinutes(30));
        update();

        assertThat(kinds(major)).containsOnly("POSSIBLE");
        assertThat(scenario.posts("x")).isEmpty();
        assertThat(toMia()).isEmpty();
    }

    @Test
    void pointsWhoWasToldToTheOtherIncident() {
        var first = story.alert(Severity.TWO);
        var second = announced(Severity.ONE);
        jdbc.sql(
                        "insert into draaiboek.customer (id, name, mail, language) values ('c2', 'Hap', 'hap@klant.example', 'nl')")
                .update();
        jdbc.sql("insert into draaiboek.customer_service (customer, service) values ('c2', 'e-mail')")
                .update();
        Company.serve(jdbc, "e-mail");
        jdbc.sql("insert into draaiboek.incident_service (incident, service) values (?, 'e-mail')")
                .param(second.value())
                .update();

        mergeIncidents.merge(second, first, "Zelfde storing.", "marijke");
        scenario.deliver();

        assertThat(scenario.mailsTo("hap@klant.example"))
                .as("who never heard of it is not told where it goes on")
                .isEmpty();
        assertThat(jdbc.sql("select customer from draaiboek.customer_informed where incident = ?")
                        .param(first.value())
                        .query(String.class)
                        .list())
                .as("who was told before goes along")
                .containsExactly("c1");

        assertThat(toMia()).hasSize(2).last().satisfies(mail -> assertThat(mail.subject())
                .contains("Verder onder " + first.value()));
        assertThat(kinds(second)).endsWith("MERGED");
        assertThat(story.ends(second, "point-to-other")).containsExactly("EndEvent_Pointed");
        assertThat(story.runs(second, "incident-response")).isFalse();
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processInstanceId(scenario.task(WRITE).getProcessInstanceId())
                        .processInstanceBusinessKey(first.value())
                        .count())
                .as("it is as bad as the other now, so customers are to hear of it")
                .isOne();
    }

    @Test
    void pointsNobodyAnywhereWhenNobodyWasTold() {
        var first = story.alert(Severity.TWO);
        var second = story.report(Severity.TWO);

        mergeIncidents.merge(second, first, "Zelfde storing.", "marijke");
        scenario.deliver();

        assertThat(story.ends(second, "point-to-other")).containsExactly("EndEvent_NobodyTold");
        assertThat(toMia()).isEmpty();
    }

    @Test
    void goesOnByItselfWhenTheOtherEndedBeforeItWasMerged() {
        var first = story.alert(Severity.TWO);
        var second = story.report(Severity.TWO);
        sameAs(first, second);
        rejectIncident.reject(first, "incident.rejected", "anouk", "Onderhoud.");

        scenario.settle();

        assertThat(story.incident(second).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(story.walked(second, "detect-incident")).contains("Boundary_OtherEnded", "EndEvent_Declared");
    }

    /** Who merges by hand holds the lower code and wants the higher; who takes the lead of the higher may not wait for the lower. */
    @Test
    void doesNotHoldTheHigherCodeWhileItWaitsForTheLower() throws Exception {
        var first = story.alert(Severity.TWO);
        var second = story.report(Severity.TWO);
        var lead = Executors.newSingleThreadExecutor();
        try {
            transaction.executeWithoutResult(status -> {
                lock(first);
                try {
                    lead.submit(() -> sameAs(first, second)).get(20, TimeUnit.SECONDS);
                } catch (Exception waits) {
                    throw new AssertionError("The lead's answer waits for " + first, waits);
                }
                mergeIncidents.merge(second, first, "Zelfde storing.", "daan");
            });
        } finally {
            lead.shutdownNow();
        }
        scenario.deliver();

        assertThat(story.incident(second).mergedInto()).isEqualTo(first);
        assertThat(story.kinds(first)).filteredOn("incident.taken-in"::equals).hasSize(1);
        assertThat(story.runs(second, "incident-response")).isFalse();
    }

    private void lock(IncidentCode code) {
        jdbc.sql("select code from draaiboek.incident where code = ? for no key update")
                .param(code.value())
                .query(String.class)
                .single();
    }

    /** Marijke sees that it is the same; nothing that follows has happened yet. */
    private void sameAs(IncidentCode first, IncidentCode second) {
        var task = scenario.tasks("UserTask_TakeLead").stream()
                .filter(one -> second.value().equals(scenario.taskService().getVariable(one.getId(), "incident")))
                .findFirst()
                .orElseThrow();
        var answer = new HashMap<String, Object>(Map.of("verdict", "merged", "mergeInto", first.value()));
        Company.act(identity, "marijke");
        try {
            scenario.taskService().claim(task.getId(), "marijke");
            forms.submitTaskForm(task.getId(), answer);
        } finally {
            identity.clearAuthentication();
        }
    }

    private IncidentCode announced(Severity severity) {
        var code = story.report(severity);
        reproduced(code);
        scenario.advance(Duration.ofMinutes(10));
        update();
        return code;
    }

    /** Anouk leads, and has it reproduced first. */
    private void reproduced(IncidentCode code) {
        var task = scenario.tasks("UserTask_TakeLead").stream()
                .filter(one -> code.value().equals(scenario.taskService().getVariable(one.getId(), "incident")))
                .findFirst()
                .orElseThrow();
        Company.act(identity, "anouk");
        try {
            scenario.taskService().claim(task.getId(), "anouk");
            forms.submitTaskForm(task.getId(), Map.of("verdict", "reproduce"));
        } finally {
            identity.clearAuthentication();
        }
        scenario.settle();
    }

    private void decide(String decision) {
        scenario.complete("anouk", "UserTask_DecideUnproven", Map.of("decision", decision, "why", "Nagegaan."));
    }

    private void update() {
        scenario.complete(
                "chaima",
                WRITE,
                Map.of(
                        "nlNoticed", "Websites laden misschien niet.",
                        "enNoticed", "Websites may not load.",
                        "reach", "EVERYONE",
                        "dataLost", "UNKNOWN"));
        scenario.complete("chaima", "UserTask_ApproveUpdate", Map.of("approved", "yes"));
        scenario.deliver();
    }

    private List<MailServer.Mail> toMia() {
        return scenario.mailsTo(MIA);
    }

    /** The kinds of what the status page got. */
    private List<String> kinds(IncidentCode code) {
        return scenario.posts("status-page").stream()
                .map(post -> post.message().content().facts())
                .filter(facts -> code.value().equals(facts.get("incident")))
                .map(facts -> facts.get("kind"))
                .toList();
    }
}
