package nl.draaiboek.response.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.people.ConfirmDetails;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.ImportPeople;
import nl.draaiboek.sheet.FaultySheet;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** */
@ScenarioTest
class ConfirmDetailsTests {

    private static final Walked WALKED = new Walked();
    private static final String TASK = "UserTask_ConfirmDetails";
    private static final List<String> EVERYONE =
            Company.PEOPLE.stream().map(Company.Person::id).sorted().toList();

    @Autowired
    Scenario scenario;

    @Autowired
    ConfirmDetails confirmDetails;

    @Autowired
    ImportPeople importPeople;

    @Autowired
    Directory directory;

    @Autowired
    JdbcClient jdbc;

    private final Set<String> looked = new HashSet<>();

    @BeforeEach
    void known() {
        importPeople.run(Company.sheet("people.csv"), "admin");
    }

    @AfterEach
    void note(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(WALKED.missing("each-quarter")).isEmpty();
        assertThat(WALKED.missing("confirm-contact-details")).isEmpty();
        assertThat(WALKED.missing("confirm-own-details")).isEmpty();
    }

    @Test
    void asksEveryoneEachQuarter() {
        var quarter = scenario.management().createJobQuery().list().stream()
                .filter(job -> job.getProcessInstanceId() == null)
                .filter(job -> job.getProcessDefinitionKey().equals("each-quarter"))
                .toList();
        assertThat(quarter).hasSize(1);
        var due = quarter.get(0).getDuedate().toInstant().atZone(ZoneId.of("Europe/Amsterdam"));
        assertThat(due.getMonthValue()).isIn(1, 4, 7, 10);
        assertThat(due.getDayOfMonth()).isEqualTo(8);
        assertThat(due.toLocalTime()).isEqualTo(LocalTime.of(9, 0));

        scenario.clock().set(due.toInstant().minusSeconds(1));
        scenario.settle();
        assertThat(scenario.tasks(TASK)).isEmpty();
        scenario.advance(Duration.ofSeconds(1));
        scenario.deliver();

        assertThat(asked()).isEqualTo(EVERYONE);
        assertThat(scenario.mails()).hasSize(EVERYONE.size());
        assertThat(scenario.mailsTo("daan@waddenhost.example"))
                .extracting(MailServer.Mail::subject)
                .containsExactly("Are your details still right?");
        assertThat(scenario.mailsTo("joost@waddenhost.example"))
                .extracting(MailServer.Mail::subject)
                .containsExactly("Kloppen je gegevens nog?");

        EVERYONE.forEach(person -> confirmDetails.confirm(person, Map.of()));
        assertThat(scenario.tasks(TASK)).isEmpty();
        assertThat(scenario.runtime().createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void remindsOnlyWhoDidNotConfirmAndThenTellsWhoLeadsThem() {
        start("team", "network");
        assertThat(asked()).containsExactly("bram", "daan");
        confirmDetails.confirm("daan", Map.of());
        assertThat(asked()).containsExactly("bram");
        scenario.deliver();
        seen();

        scenario.advance(Duration.ofDays(7).minusSeconds(1));
        scenario.deliver();
        assertThat(seen()).isEmpty();
        scenario.advance(Duration.ofSeconds(1));
        scenario.deliver();
        assertThat(seen()).singleElement().satisfies(mail -> assertThat(mail.subject())
                .isEqualTo("Herinnering: kloppen je gegevens nog?"));
        seen();

        scenario.advance(Duration.ofDays(7));
        scenario.deliver();
        assertThat(seen())
                .as("daan leads the network team")
                .extracting(MailServer.Mail::to, MailServer.Mail::subject)
                .containsExactly(tuple("daan@waddenhost.example", "Bram Jansen has not confirmed their details"));

        confirmDetails.confirm("bram", Map.of("secondary_phone", "06 12345699"));
        assertThat(scenario.jobs()).isEmpty();
        assertThat(seen()).isEmpty();
        assertThat(directory.find("bram").orElseThrow().secondaryPhone()).isNotNull();
    }

    @Test
    void tellsNobodyWhenTheyConfirmedAfterTheReminder() {
        start("one", "bram");
        scenario.advance(Duration.ofDays(7));
        confirmDetails.confirm("bram", Map.of());
        scenario.deliver();
        seen();

        assertThat(scenario.jobs()).isEmpty();
        scenario.advance(Duration.ofDays(7));
        scenario.deliver();
        assertThat(seen()).isEmpty();
    }

    @Test
    void tellsTheManagersWhereNobodyLeads() {
        start("one", "joost");
        scenario.deliver();
        seen();

        scenario.advance(Duration.ofDays(7));
        scenario.advance(Duration.ofDays(7));
        scenario.deliver();

        assertThat(seen())
                .extracting(MailServer.Mail::to, MailServer.Mail::subject)
                .contains(tuple("marijke@waddenhost.example", "Joost Smit heeft de gegevens niet bevestigd"))
                .hasSize(2);
    }

    @Test
    void endsBeforeTheNextQuarterAsks() {
        start("one", "emma");
        scenario.clock().advance(Duration.ofDays(75));
        end();

        assertThat(scenario.tasks(TASK)).isEmpty();
        assertThat(scenario.jobs()).isEmpty();
        assertThat(directory.find("emma").orElseThrow().confirmedAt()).isNull();
    }

    @Test
    void asksNobodyTwiceWhoHasTheTaskOfBeforeAndNobodyWhoLeft() {
        importPeople.run("id,left_on\njoost,2026-11-01\n", "admin");
        start("team", "systems");
        start("everyone", "");
        scenario.deliver();

        assertThat(asked()).doesNotHaveDuplicates().contains("bram", "kehinde").doesNotContain("joost", "admin");
        assertThat(scenario.mailsTo("bram@waddenhost.example")).hasSize(1);
        assertThat(scenario.mailsTo("joost@waddenhost.example")).isEmpty();
    }

    @Test
    void refusesWhatNobodyIsCalled() {
        assertThatThrownBy(() -> start("team", "no-such-team"))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("Nobody is called so");
        assertThat(scenario.runtime().createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void isDoneOnlyWhenTheyConfirmedOnTheirOwnPage() {
        start("one", "bram");

        assertThatThrownBy(() -> scenario.complete("bram", TASK, Map.of()))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("My details");
        assertThat(asked()).containsExactly("bram");
        assertThatThrownBy(() -> confirmDetails.confirm("bram", Map.of("primary_phone", "12")))
                .isInstanceOf(FaultySheet.class);
        assertThat(asked()).containsExactly("bram");
        assertThat(directory.find("bram").orElseThrow().confirmedAt()).isNull();
    }

    @Test
    void keepsTelephoneNumbersOutOfTheEngine() {
        start("everyone", "");
        confirmDetails.confirm("bram", Map.of("primary_phone", "06 12345698", "emergency_name", "Noor Visser"));
        scenario.deliver();

        for (var table : List.of("act_ru_variable", "act_hi_varinst", "act_hi_detail", "act_hi_comment")) {
            assertThat(jdbc.sql("select count(*) from " + table
                                    + " t where t::text like '%123456%' or t::text like '%Noor%'")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(jdbc.sql("select what from draaiboek.contact_change where actor = 'bram'")
                        .query(String.class)
                        .list())
                .containsExactly("confirmed; changed primary_phone; emergency_name");
    }

    /** The mails that came since the last look. */
    private List<MailServer.Mail> seen() {
        return scenario.mails().stream()
                .filter(mail -> looked.add(mail.header("Message-ID")))
                .toList();
    }

    private void start(String whom, String which) {
        scenario.runtime().startProcessInstanceByKey("confirm-contact-details", Map.of("whom", whom, "which", which));
        scenario.settle();
    }

    /** The timers of a long silence come one after the other; here only what ends it. */
    private void end() {
        scenario.management()
                .executeJob(scenario.jobs().stream()
                        .max(java.util.Comparator.comparing(job -> job.getDuedate()))
                        .orElseThrow()
                        .getId());
        scenario.settle();
    }

    private List<String> asked() {
        return scenario.tasks(TASK).stream().map(Task::getAssignee).sorted().toList();
    }
}
