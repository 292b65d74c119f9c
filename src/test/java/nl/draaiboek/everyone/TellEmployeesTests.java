package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.ChangePublicState;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer.Mail;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** employees who are not involved are told what was decided to share, once, in their own language. */
@ScenarioTest
class TellEmployeesTests {

    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TellEmployees tellEmployees;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    ChangePublicState changePublicState;

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    RepositoryService repository;

    private Hall hall;
    private IncidentCode code;

    @BeforeEach
    void anoukLeads(@Autowired AutowireCapableBeanFactory beans) {
        hall = beans.createBean(Hall.class);
        Company.serve(jdbc, "hosting-haarlem");
        code = RunningIncident.declared(scenario, jdbc, 1, true);
        for (var person : List.of("anouk", "daan", "emma", "farid")) {
            hall.works(person, "Haarlem");
        }
        hall.works("joost", "Zwolle");
    }

    @AfterEach
    void note() {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(List.of("tell-employees", "decide-what-to-share"))
                .allSatisfy(process -> assertThat(WALKED.missing(process)).isEmpty());
    }

    @Test
    void thePlanGathersFactsFirstAndThenThoseOfALocationAreToldUntilItIsOver() {
        asked();
        asked();
        assertThat(scenario.task("UserTask_GatherFacts").getAssignee())
                .as("nobody communicates yet")
                .isEqualTo("anouk");
        hall.refused("anouk", "UserTask_GatherFacts", Map.of("facts", " "), "Write down the facts");
        scenario.complete("anouk", "UserTask_GatherFacts", Map.of("facts", "No power in Haarlem <b>"));

        var decide = scenario.task("UserTask_DecideWhatToShare");
        assertThat(decide.getAssignee()).isEqualTo("anouk");
        assertThat(scenario.taskService().getVariable(decide.getId(), "textNl").toString())
                .as("words to begin with")
                .contains(
                        "No power in Haarlem <b>",
                        "Er is iets aan de hand: Datacenter Haarlem onbereikbaar",
                        "zoeken de oorzaak");
        hall.refused("anouk", "UserTask_DecideWhatToShare", Map.of(), "Say whether anything is shared");
        hall.refused("anouk", "UserTask_DecideWhatToShare", words("locations", "mail"), "Choose at least one");
        hall.refused(
                "anouk", "UserTask_DecideWhatToShare", with(words("everyone", "mail"), "textEn", ""), "English text");
        hall.nobodyReaches("farid");
        scenario.complete(
                "anouk",
                "UserTask_DecideWhatToShare",
                with(words("locations", "mail"), "locations", List.of("Haarlem")));

        assertThat(reach()).containsEntry("people", 2).containsEntry("noWay", 1).containsEntry("involved", 1);
        assertThat(String.valueOf(reach().get("noWayNames"))).contains("Farid Yilmaz");
        scenario.deliver();
        assertThat(told("emma")).as("nothing before it is checked").isEmpty();
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "change"));
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_DecideWhatToShare").getId(), "subjectNl"))
                .isEqualTo("Geen stroom");
        scenario.complete(
                "anouk",
                "UserTask_DecideWhatToShare",
                with(words("locations", "mail"), "locations", List.of("Haarlem")));
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();

        assertThat(told("emma")).containsExactly("[" + code + "] Geen stroom");
        assertThat(told("daan")).containsExactly("[" + code + "] No power");
        assertThat(scenario.mailsTo("daan@waddenhost.example").get(0).text())
                .contains("Work from home", "Anouk de Vries")
                .doesNotContain("Werk thuis");
        assertThat(told("anouk")).as("who works on it knows").isEmpty();
        assertThat(told("joost")).as("another location").isEmpty();
        assertThat(scenario.posts("sms")).isEmpty();
        assertThat(kinds()).contains("employees.facts", "employees.approved", "employees.told");

        var next = scenario.task("UserTask_TellNext");
        assertThat(scenario.taskService().getVariable(next.getId(), "told").toString())
                .contains("Farid Yilmaz");
        jdbc.sql("update draaiboek.contact set location = 'Haarlem' where person = 'joost'")
                .update();
        scenario.complete("anouk", "UserTask_TellNext", with(words("", ""), "kind", "next"));
        scenario.deliver();
        assertThat(told("emma")).hasSize(2);
        assertThat(told("joost")).as("the same people").isEmpty();
        scenario.advance(Duration.ofHours(1));
        scenario.deliver();
        assertThat(told("emma")).as("each once").hasSize(2);

        over(code);
        assertThat(scenario.tasks("UserTask_TellNext")).isEmpty();
        assertThat(scenario.task("UserTask_TellOver").getAssignee()).isEqualTo("anouk");
        assertThat(told("emma")).hasSize(2);
        scenario.advance(Duration.ofDays(1));
        scenario.deliver();
        assertThat(told("emma")).last().isEqualTo("[" + code + "] Voorbij: Datacenter Haarlem onbereikbaar");
        assertThat(told("daan")).hasSize(3);
        assertThat(processes()).isZero();
        asked();
        assertThat(processes()).as("over").isZero();
    }

    @Test
    void theIncidentManagerAlertsTheWholeCompanyByAllWaysAtOnce() {
        hall.begins("anouk", "tell-employees");
        scenario.advance(Duration.ofHours(4));
        assertThat(scenario.tasks("UserTask_AlertCompany")).as("left behind").isEmpty();
        hall.begins("anouk", "tell-employees");
        hall.refused("anouk", "UserTask_AlertCompany", Map.of("chosen", "INC-2020-0001", "facts", "x"), "no running");
        scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "Gas in the hall"));
        assertThat(scenario.tasks("UserTask_GatherFacts"))
                .as("they have the facts")
                .isEmpty();
        hall.away("emma");
        scenario.complete("anouk", "UserTask_DecideWhatToShare", words("everyone", "urgent"));
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();

        assertThat(told("joost")).containsExactly("[" + code + "] DRINGEND: Geen stroom");
        assertThat(hall.posts("sms", "joost")).hasSize(1);
        assertThat(hall.posts("call", "joost")).hasSize(1);
        assertThat(hall.posts("call", "joost").get(0).text()).contains("Werk thuis");
        assertThat(hall.posts("call", "joost").get(0).message().content().facts())
                .as("nothing to press")
                .containsKey("no-keys");
        assertThat(told("emma")).as("she is away, and finds the mail").hasSize(1);
        assertThat(hall.posts("call", "emma")).isEmpty();
        assertThat(hall.posts("sms", "anouk")).isEmpty();

        scenario.complete("anouk", "UserTask_TellNext", overAsItStandsReady());
        scenario.deliver();
        assertThat(told("joost")).last().isEqualTo("[" + code + "] Voorbij: Datacenter Haarlem onbereikbaar");
        assertThat(scenario.mailsTo("joost@waddenhost.example")).last().satisfies(mail -> assertThat(mail.text())
                .contains("Voor jullie is dit voorbij")
                .doesNotContain("Er is iets aan de hand"));
        assertThat(hall.posts("sms", "joost")).as("a mail is enough").hasSize(1);
        assertThat(hall.posts("call", "joost")).hasSize(1);
        assertThat(processes()).isZero();
        over(code);
        scenario.deliver();
        assertThat(told("joost")).as("said once").hasSize(2);
    }

    @Test
    void thatItIsOverIsSaidOnceHoweverOftenTheyWereTold() {
        for (var time = 0; time < 2; time++) {
            hall.begins("anouk", "tell-employees");
            scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "No power"));
            scenario.complete(
                    "anouk",
                    "UserTask_DecideWhatToShare",
                    with(
                            with(words(time == 0 ? "everyone" : "locations", "mail"), "subjectEn", "No power " + time),
                            "locations",
                            List.of("Haarlem")));
            scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
            scenario.deliver();
        }
        assertThat(told("emma")).hasSize(2);

        assertThat(scenario.tasks("UserTask_TellNext"))
                .extracting(task -> task.getName())
                .containsExactlyInAnyOrder("Tell what comes next: No power 0", "Tell what comes next: No power 1");

        over(code);
        assertThat(scenario.tasks("UserTask_TellOver")).singleElement().satisfies(task -> assertThat(
                        scenario.taskService().getVariable(task.getId(), "told").toString())
                .contains("the whole company&#59; locations Haarlem", "No power 0&#59; No power 1"));
        scenario.complete("anouk", "UserTask_TellOver", with(words("", ""), "subjectNl", "De stroom is terug"));
        scenario.advance(Duration.ofHours(4));
        scenario.deliver();

        assertThat(told("joost")).as("of the whole company").hasSize(2);
        assertThat(told("emma")).as("told twice, and once that it is over").hasSize(3);
        assertThat(processes()).isZero();
    }

    @Test
    void whoWorksOnItHearsItWhereThatIsChosenAndTheDraftSaysWhereItStands() {
        changePublicState.to(code, PublicState.MONITORING, "anouk", "It works again");
        hall.begins("anouk", "tell-employees");
        scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "De hal is dicht"));
        var decide = scenario.task("UserTask_DecideWhatToShare").getId();
        assertThat(scenario.taskService().getVariable(decide, "textNl").toString())
                .contains("De hal is dicht", "hoort weer te werken")
                .doesNotContain("zoeken de oorzaak", "werken eraan");
        var everyone = count(decide, "everyone");
        assertThat(count(decide, "involved")).isEqualTo(1);
        assertThat(count(decide, "without")).isEqualTo(everyone - 1);
        hall.refused(
                "anouk", "UserTask_DecideWhatToShare", with(words("everyone", "mail"), "involved", ""), "hears it too");
        scenario.complete("anouk", "UserTask_DecideWhatToShare", with(words("everyone", "mail"), "involved", "with"));
        assertThat(reach()).containsEntry("involved", 1).containsEntry("people", everyone);
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();
        assertThat(told("anouk")).as("she chose to hear it").hasSize(1);
        assertThat(told("joost")).hasSize(1);
        over(code);
        scenario.advance(Duration.ofDays(1));
        scenario.deliver();
        assertThat(told("anouk")).hasSize(2);
    }

    @Test
    void nobodyIsCalledOutOfBedToHearThatItIsOver() {
        hall.noMail("emma");
        hall.noMail("daan");
        hall.landlineAlone("daan", "+31201234567");
        hall.begins("anouk", "tell-employees");
        scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "Gas in the hall"));
        scenario.complete("anouk", "UserTask_DecideWhatToShare", words("everyone", "urgent"));
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();
        assertThat(hall.posts("call", "emma")).hasSize(1);
        assertThat(hall.posts("sms", "emma")).hasSize(1);
        var calls = scenario.posts("call").size();
        var texts = scenario.posts("sms").size();

        over(code);
        scenario.complete("anouk", "UserTask_TellOver", words("", ""));
        scenario.deliver();
        assertThat(hall.posts("sms", "emma")).as("she has no mail").hasSize(2);
        assertThat(scenario.posts("sms")).as("and nobody else").hasSize(texts + 1);
        assertThat(scenario.posts("call")).as("nobody in the night").hasSize(calls);
        assertThat(tellEmployees.notReached(telling())).contains("Daan Bakker");
    }

    @Test
    void whatComesNextWakesNobodyUnlessWhoeverWritesItChoosesThat() {
        hall.noMail("emma");
        hall.begins("anouk", "tell-employees");
        scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "Gas in the hall"));
        scenario.complete("anouk", "UserTask_DecideWhatToShare", words("everyone", "urgent"));
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();
        var people = hall.posts("call", "joost").size();
        var calls = scenario.posts("call").size();
        var texts = scenario.posts("sms").size();
        assertThat(people).isEqualTo(1);

        var next = scenario.task("UserTask_TellNext").getId();
        assertThat(scenario.taskService().getVariable(next, "ways")).isEqualTo("quiet");
        assertThat(ofNext(next).get("quiet")).isEqualTo(ofNext(next).get("urgent"));
        assertThat(String.valueOf(ofNext(next).get("quietWays")))
                .contains("mail ", "sms 1")
                .doesNotContain("call");
        assertThat(String.valueOf(ofNext(next).get("urgentWays"))).contains("mail ", "sms ", "call ");
        scenario.complete("anouk", "UserTask_TellNext", with(with(words("", ""), "kind", "next"), "ways", "quiet"));
        scenario.deliver();
        assertThat(told("joost")).last().isEqualTo("[" + code + "] Geen stroom");
        assertThat(scenario.posts("call")).as("no phone rings").hasSize(calls);
        assertThat(scenario.posts("sms")).as("she has no mail").hasSize(texts + 1);
        assertThat(hall.posts("sms", "emma")).last().satisfies(post -> assertThat(post.text())
                .doesNotContain("DRINGEND"));

        hall.refused(
                "anouk", "UserTask_TellNext", with(with(words("", ""), "kind", "next"), "ways", "loud"), "how urgent");
        scenario.complete("anouk", "UserTask_TellNext", with(with(words("", ""), "kind", "next"), "ways", "urgent"));
        scenario.deliver();
        assertThat(told("joost")).last().isEqualTo("[" + code + "] DRINGEND: Geen stroom");
        assertThat(hall.posts("call", "joost")).hasSize(2);
    }

    @Test
    void whatMailDoesNotBringGoesByOneOtherWay() {
        hall.begins("anouk", "tell-employees");
        scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "No mail"));
        scenario.complete("anouk", "UserTask_DecideWhatToShare", words("everyone", "mail"));
        scenario.mailGoesOut();
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();
        assertThat(hall.posts("sms", "joost")).hasSize(1);
        assertThat(hall.posts("call", "joost")).as("one way is enough").isEmpty();
        assertThat(tellEmployees.notReached(telling()))
                .contains("Chaima El Amrani")
                .doesNotContain("Joost Smit");

        over(code);
        scenario.complete("anouk", "UserTask_TellOver", words("", ""));
        scenario.deliver();
        assertThat(hall.posts("sms", "joost")).hasSize(2);
        assertThat(processes()).isZero();
    }

    @Test
    void nobodyIsToldWhatWasNotDecidedOrIsOverBefore() {
        asked();
        scenario.complete("anouk", "UserTask_GatherFacts", Map.of("facts", "A short dip"));
        hall.refused("anouk", "UserTask_DecideWhatToShare", Map.of("decision", "nothing"), "Say why");
        scenario.complete(
                "anouk", "UserTask_DecideWhatToShare", Map.of("decision", "nothing", "why", "The updates say it"));
        assertThat(processes()).isZero();
        assertThat(kinds()).contains("employees.not-told");

        hall.begins("marijke", "tell-employees");
        scenario.complete("marijke", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "It is worse"));
        assertThat(scenario.task("UserTask_DecideWhatToShare").getAssignee()).isEqualTo("marijke");
        var other = RunningIncident.declared(scenario, jdbc, 1, true);
        transaction.executeWithoutResult(s -> mergeIncidents.merge(code, other, "It is the same", "anouk"));
        scenario.deliver();
        assertThat(processes()).isZero();
        assertThat(scenario.mails()).noneMatch(mail -> mail.subject().contains("Geen stroom"));
    }

    @Test
    void whoWasToldOfAnIncidentThatIsMergedHearsTheEndOfTheOtherAndNotBefore() {
        hall.begins("anouk", "tell-employees");
        scenario.complete("anouk", "UserTask_AlertCompany", Map.of("chosen", code.value(), "facts", "Gas in the hall"));
        scenario.complete("anouk", "UserTask_DecideWhatToShare", words("everyone", "mail"));
        scenario.complete("anouk", "UserTask_CheckWords", Map.of("checked", "send"));
        scenario.deliver();
        var other = RunningIncident.declared(scenario, jdbc, 1, true);
        transaction.executeWithoutResult(s -> mergeIncidents.merge(code, other, "It is the same", "anouk"));
        scenario.advance(Duration.ofDays(1));
        scenario.deliver();
        assertThat(scenario.tasks("UserTask_TellOver")).as("it is not over").isEmpty();
        assertThat(told("joost")).hasSize(1);

        over(other);
        scenario.complete("anouk", "UserTask_TellOver", words("", ""));
        scenario.deliver();
        assertThat(told("joost")).hasSize(2).last().isEqualTo("[" + other + "] Geen stroom");
        assertThat(processes()).isZero();
    }

    private void asked() {
        transaction.executeWithoutResult(s -> tellEmployees.beginFor(code));
        scenario.settle();
    }

    private void over(IncidentCode incident) {
        transaction.executeWithoutResult(s -> resolveIncident.resolve(incident, "anouk"));
        scenario.settle();
    }

    private Map<String, Object> overAsItStandsReady() {
        var task = scenario.task("UserTask_TellNext").getId();
        var form = new HashMap<String, Object>(Map.of("kind", "over"));
        for (var field : List.of("overSubjectNl", "overTextNl", "overSubjectEn", "overTextEn")) {
            form.put(field, scenario.taskService().getVariable(task, field));
        }
        assertThat(form).containsEntry("overSubjectEn", "Over: Datacenter Haarlem onbereikbaar");
        return form;
    }

    private static Map<String, Object> words(String whom, String ways) {
        var words = new HashMap<String, Object>(Map.of(
                "subjectNl", "Geen stroom",
                "textNl", "Werk thuis vandaag.",
                "subjectEn", "No power",
                "textEn", "Work from home today."));
        if (!whom.isEmpty()) {
            words.putAll(Map.of("decision", "share", "whom", whom, "involved", "without", "ways", ways));
        }
        return words;
    }

    private static Map<String, Object> with(Map<String, Object> form, String key, Object value) {
        form.put(key, value);
        return form;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> reach() {
        return (Map<String, Object>) scenario.taskService()
                .getVariable(scenario.task("UserTask_CheckWords").getId(), "reach");
    }

    @SuppressWarnings("unchecked")
    private int count(String task, String of) {
        return ((Map<String, Integer>) scenario.taskService().getVariable(task, "colleagues")).getOrDefault(of, -1);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> ofNext(String task) {
        return (Map<String, Object>) scenario.taskService().getVariable(task, "reach");
    }

    private long telling() {
        return jdbc.sql("select max(id) from draaiboek.telling")
                .query(Long.class)
                .single();
    }

    private List<String> told(String person) {
        return scenario.mailsTo(person + "@waddenhost.example").stream()
                .map(Mail::subject)
                .filter(subject -> subject.contains("stroom")
                        || subject.contains("power")
                        || subject.contains("Voorbij")
                        || subject.contains("Over:"))
                .toList();
    }

    private List<String> kinds() {
        return record.of(code).stream().map(entry -> entry.kind()).toList();
    }

    private long processes() {
        return scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKeyIn("tell-employees", "decide-what-to-share")
                .count();
    }
}
