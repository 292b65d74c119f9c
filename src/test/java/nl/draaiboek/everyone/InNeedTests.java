package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.RecordWords;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.response.OfferRole;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** who needs help themselves, or is looked for, is asked nothing else by any incident; the next in line is, at once. */
@ScenarioTest
class InNeedTests {

    @Autowired
    Scenario scenario;

    @Autowired
    IncidentRecord record;

    @Autowired
    RecordWords words;

    @Autowired
    OpenIncident openIncident;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private Hall hall;

    @BeforeEach
    void hall(@Autowired AutowireCapableBeanFactory beans) {
        hall = beans.createBean(Hall.class);
        for (var person : new String[] {"anouk", "bram", "kehinde"}) {
            hall.works(person, "Haarlem");
        }
        hall.works("marijke", "Zwolle");
        hall.works("joost", "Zwolle");
    }

    @Test
    void whoNeedsHelpIsNoLongerPagedAndTheNextIsAtOnce() {
        onCall("hosting", "bram", "kehinde");
        var code = alert(Severity.TWO);
        assertThat(paged(code)).containsExactly("bram mail", "bram sms");

        gasInHaarlem();
        hall.replies("anouk", "veilig");
        hall.replies("kehinde", "safe");
        hall.replies("bram", "HULP");

        assertThat(paged(code))
                .as("at once, and not after the five minutes that he had")
                .containsExactly("bram mail", "bram sms", "kehinde mail", "kehinde sms");
        assertThat(said(code)).contains("Bram Jansen needs help themselves: Kehinde Oyelaran is called instead");
        minutes(20);
        assertThat(paged(code))
                .filteredOn(way -> way.startsWith("bram"))
                .as("no call, no other round")
                .hasSize(2);
        assertThat(paged(code)).anyMatch(way -> way.startsWith("anouk"));

        hall.replies("bram", "veilig");
        minutes(20);
        assertThat(paged(code))
                .filteredOn(way -> way.startsWith("bram"))
                .as("safe again: may be asked again")
                .hasSizeGreaterThan(2);
        assertThat(hall.asked("bram")).as("asked in the roll call").hasSize(3);
    }

    @Test
    void whoIsLookedForIsNotPagedWhenTheirTurnComesNorReminded() {
        onCall("hosting", "bram", "kehinde");
        gasInHaarlem();
        hall.presses("bram", "safe");
        hall.passes(Duration.ofMinutes(3));
        hall.passes(Duration.ofMinutes(5));
        assertThat(hall.safety("kehinde")).isEqualTo("PASSED_ON");
        var code = alert(Severity.ONE);

        assertThat(paged(code)).containsExactly("bram mail", "bram sms", "marijke mail", "marijke sms");
        assertThat(scenario.mailsTo("kehinde@waddenhost.example"))
                .as("not even told as one of the team")
                .noneMatch(mail -> mail.subject().contains(code.value()));
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains(code.value()));
        minutes(20);
        assertThat(paged(code)).noneMatch(way -> way.startsWith("kehinde"));
    }

    @Test
    void whoSaidToComeAndThenNeedsHelpIsNotCountedOn() {
        onCall("hosting", "bram", "kehinde");
        var code = alert(Severity.TWO);
        hall.replies("bram", "ACK " + code);
        assertThat(state(code)).containsExactly("ACKNOWLEDGED bram");
        gasInHaarlem();
        hall.replies("bram", "HULP");

        assertThat(state(code)).containsExactly("OPEN ");
        assertThat(paged(code)).endsWith("kehinde mail", "kehinde sms");
        assertThat(said(code)).contains("Bram Jansen needs help themselves: Kehinde Oyelaran is called instead");
    }

    @Test
    void aTaskThatTheyTakeDoesNotSayThatTheyCome() {
        onCall("hosting", "bram", "kehinde");
        var code = alert(Severity.TWO);
        gasInHaarlem();
        hall.replies("anouk", "HULP");
        scenario.claim("anouk", "UserTask_TakeLead");
        scenario.deliver();
        assertThat(state(code)).as("needs help").containsExactly("OPEN ");

        hall.replies("anouk", "veilig");
        scenario.taskService().setAssignee(scenario.task("UserTask_TakeLead").getId(), null);
        scenario.claim("anouk", "UserTask_TakeLead");
        assertThat(state(code)).containsExactly("ACKNOWLEDGED anouk");
    }

    @Test
    void isEverybodyOnTheLadderInNeedThenWhoIsThereIsCalledAndItIsSaid() {
        onCall("hosting", "bram", "kehinde");
        onCall("manager-on-duty", "anouk");
        hall.starts("joost", "roll-call", Map.of("what", "Gaslucht"));
        for (var person : List.of("anouk", "bram", "kehinde", "marijke")) {
            hall.replies(person, "HULP");
        }
        var code = alert(Severity.TWO);

        assertThat(paged(code)).isNotEmpty().allMatch(way -> !way.matches("(anouk|bram|kehinde|marijke) .*"));
        assertThat(said(code))
                .anyMatch(line -> line.startsWith("Everyone who was to be called needs help or is looked for: ")
                        && line.endsWith(" is called instead"));
    }

    @Test
    void aRoleThatWasOfferedGoesBackAndIsNotOfferedToThem(@Autowired OfferRole offerRole) {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);
        offer(offerRole, code, "bram");
        assertThat(scenario.tasks("UserTask_AnswerRole")).hasSize(1);
        gasInHaarlem();
        hall.replies("bram", "HULP");
        scenario.deliver();

        assertThat(scenario.tasks("UserTask_AnswerRole")).isEmpty();
        assertThat(scenario.tasks("UserTask_FindAnother")).hasSize(1);
        assertThat(said(code)).contains("Bram Jansen needs help themselves, and is no longer asked to be Tech lead");
        assertThatThrownBy(() -> offer(offerRole, code, "bram"))
                .hasMessageContaining("needs help or is being looked for");
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_FindAnother").getId(), "people")
                        .toString())
                .contains("kehinde")
                .doesNotContain("bram");
        hall.replies("bram", "veilig");
        offer(offerRole, code, "bram");
    }

    private void minutes(int minutes) {
        for (var minute = 0; minute < minutes; minute++) {
            hall.passes(Duration.ofMinutes(1));
        }
    }

    private void gasInHaarlem() {
        hall.starts("joost", "roll-call", Map.of("what", "Gaslucht", "place", "Haarlem"));
    }

    private void offer(OfferRole offerRole, IncidentCode code, String person) {
        transaction.executeWithoutResult(
                s -> offerRole.offer(new OfferRole.Wish(code, "techLead", person, "anouk", "")));
        scenario.settle();
    }

    private IncidentCode alert(Severity severity) {
        var incident = new NewIncident(
                "Datacenter Haarlem onbereikbaar",
                Noticed.MONITORING,
                severity,
                List.of("webhosting"),
                null,
                scenario.clock().instant(),
                null,
                null,
                "alertmanager");
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(incident)));
        scenario.deliver();
        return code;
    }

    private void onCall(String schedule, String... persons) {
        jdbc.sql(
                        """
                insert into draaiboek.on_call_schedule (id, name_nl, name_en, serves, changed_at)
                values (:id, :id, :id, 'responders', now())""")
                .param("id", schedule)
                .update();
        jdbc.sql("insert into draaiboek.on_call_calendar (schedule, place) values (?, 1)")
                .param(schedule)
                .update();
        for (var rank = 0; rank < persons.length; rank++) {
            jdbc.sql(
                            """
                    insert into draaiboek.on_call_shift (schedule, place, rank, person, event, starts_at, ends_at)
                    values (?, 1, ?, ?, 'shift', '2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z')""")
                    .params(schedule, rank + 1, persons[rank])
                    .update();
        }
    }

    private List<String> paged(IncidentCode code) {
        return jdbc.sql(
                        """
                select a.person || ' ' || a.way from draaiboek.page_attempt a join draaiboek.page p on p.id = a.page
                 where p.incident = ? and a.notice is not null order by a.id""")
                .param(code.value())
                .query(String.class)
                .list();
    }

    private List<String> state(IncidentCode code) {
        return jdbc.sql(
                        "select state || ' ' || coalesce(acknowledged_by, '') from draaiboek.page where incident = ? order by id")
                .param(code.value())
                .query(String.class)
                .list();
    }

    private List<String> said(IncidentCode code) {
        return record.of(code).stream().map(words::sentence).toList();
    }
}
