package nl.draaiboek.response.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.chat.StandInChat;
import nl.draaiboek.incident.CloseIncident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.response.GiveRoles;
import nl.draaiboek.response.OpenTeamChannels;
import nl.draaiboek.response.OpenTeamChannels.Places;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.paging.AnswerPage;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** the room of a team from its first minute to the record, and without a chat. */
@ScenarioTest
class TeamRoomTests {

    private static final Walked WALKED = new Walked();
    private static final String CALL = "https://meet.waddenhost.example/inc";

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    OpenTeamChannels openTeamChannels;

    @Autowired
    GiveRoles giveRoles;

    @Autowired
    AnswerPage answerPage;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    CloseIncident closeIncident;

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    RepositoryService repository;

    private IncidentCode code;
    private String room;
    private StandInChat chat;

    @BeforeEach
    void anoukLeads() {
        chat = scenario.chat();
        chat.turnOn();
        code = RunningIncident.declared(scenario, jdbc, 1, true);
        room = code.value().toLowerCase(java.util.Locale.ROOT);
        List.of("anouk", "bram", "kehinde").forEach(this::knownInChat);
    }

    @AfterEach
    void note() {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(List.of("gather-team", "close-team-channels", "make-room-later"))
                .allSatisfy(process -> assertThat(WALKED.missing(process)).isEmpty());
        assertThat(WALKED.missing("open-team-channels"))
                .as("walked where an incident is followed from its first alert")
                .isSubsetOf(
                        "Boundary_Over",
                        "Boundary_Overdue",
                        "Boundary_MailOut",
                        "EndEvent_NotNeeded",
                        "EndEvent_NotReminded",
                        "EndEvent_Reminded",
                        "ServiceTask_RemindLead");
    }

    @Test
    void makesTheRoomOnceKeepsItUpAndKeepsWhatWasSaid() {
        openTeamChannels.open(code, new Places("", CALL, ""), "anouk");
        chat.leaveInDoubt(1);
        begins("open-team-channels");
        scenario.deliver();
        chat.leaveInDoubt(1);
        passes(Duration.ofSeconds(24));
        passes(Duration.ofSeconds(24));

        assertThat(chat.made()).as("looked for before it is made again").isEqualTo(1);
        assertThat(scenario.tasks("UserTask_OpenTeamChannels"))
                .as("nobody need do it by hand")
                .isEmpty();
        assertThat(chat.room(room).topic())
                .startsWith(code + " · severity 1 · investigating · lead: Anouk de Vries · " + CALL)
                .contains("/incidents/" + code);
        assertThat(chat.room(room).members()).containsExactly("@anouk");
        assertThat(openTeamChannels.find(code).orElseThrow())
                .isEqualTo(new Places("https://chat.waddenhost.example/" + room, CALL, ""));

        passes(Duration.ofMinutes(1));
        assertThat(chat.room(room).pinned())
                .hasSize(1)
                .first()
                .asString()
                .contains("• Incident manager: Anouk de Vries", "• Tech lead: nobody yet");
        assertThat(chat.statuses()).containsExactly(Map.entry("@anouk", code.value()));
        assertThat(chat.room(room).mentions()).containsExactly("@anouk");
        var posts = chat.room(room).posts();

        transaction.executeWithoutResult(s -> giveRoles.give(code, Role.TECH_LEAD, "bram", "anouk", ""));
        comes("kehinde");
        transaction.executeWithoutResult(
                s -> record.append(code, "finding.noted", "bram", Map.of("finding", "@channel <!here> rack 12")));
        chat.leaveInDoubt(2);
        passes(Duration.ofMinutes(1));
        passes(Duration.ofMinutes(1));

        assertThat(chat.room(room).pinned())
                .as("renewed, not posted again")
                .hasSize(1)
                .first()
                .asString()
                .contains("• Tech lead: Bram Jansen");
        assertThat(chat.room(room).mentions()).as("each once").containsExactly("@anouk", "@bram");
        assertThat(chat.room(room).members()).containsExactlyInAnyOrder("@anouk", "@bram", "@kehinde");
        assertThat(chat.room(room)
                        .posts()
                        .subList(posts.size(), chat.room(room).posts().size()))
                .as("what happened, in one post, and who has a role")
                .hasSize(2)
                .anySatisfy(post -> assertThat(post).contains("Bram Jansen: Found: @channel <!here> rack 12"))
                .anySatisfy(post -> assertThat(post).startsWith("you are Tech lead of " + code));

        chat.typed(room, "@bram", "Rack 12 <b>is warm</b>, see https://grafana.example/d/1");
        chat.typed(room, "@stranger", "Me too");
        passes(Duration.ofMinutes(1));
        assertThat(said()).extracting(RecordEntry::actor).containsExactly("bram", "@stranger (chat)");
        chat.typed(room, "@anouk", "It is over");
        resolveIncident.resolve(code, "anouk");
        passes(Duration.ofMinutes(1));
        assertThat(chat.statuses()).containsExactly(Map.entry("@anouk", ""));

        closeIncident.close(code, "anouk");
        begins("close-team-channels");
        scenario.deliver();
        passes(Duration.ofMinutes(30));

        assertThat(chat.room(room).archived()).isTrue();
        assertThat(said())
                .extracting(entry -> entry.details().get("text"))
                .as("each once, as typed")
                .containsExactly("Rack 12 <b>is warm</b>, see https://grafana.example/d/1", "Me too", "It is over");
        assertThat(said().get(0).details())
                .containsKeys("saidAt", "sender")
                .extractingByKey("link")
                .asString()
                .startsWith("https://chat.waddenhost.example/m");
        assertThat(chat.room(room).posts()).noneMatch(post -> post.contains("grafana"));
        assertThat(record.of(code)).extracting(RecordEntry::kind).containsOnlyOnce("chat.archived");
        assertThat(record.firstBroken(code)).isZero();
    }

    @Test
    void whoLeadsNamesAPlaceAndTheTeamHearsItBySmsAndMailWhileTheChatIsOut() {
        mobile("anouk");
        chat.setDown(true);
        begins("open-team-channels");
        scenario.deliver();
        assertThat(scenario.tasks("UserTask_OpenTeamChannels"))
                .as("the chat may answer yet")
                .isEmpty();
        passes(Duration.ofMinutes(1));

        assertThat(scenario.task("UserTask_OpenTeamChannels").getAssignee()).isEqualTo("anouk");
        scenario.complete(
                "anouk",
                "UserTask_OpenTeamChannels",
                Map.of("chatRoom", "Signal group", "videoCall", CALL, "place", ""));
        scenario.deliver();

        assertThat(scenario.posts("sms")).hasSize(1).first().satisfies(sms -> assertThat(sms.text())
                .contains(code.value(), "De chat doet het niet".substring(3), CALL));
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .anyMatch(mail -> mail.subject().contains("De chat doet het niet")
                        && mail.text().contains(CALL)
                        && mail.text().contains("Signal group"));
        assertThat(scenario.mailsTo("joost@waddenhost.example")).isEmpty();
        passes(Duration.ofMinutes(13));
        assertThat(chat.rooms()).as("tried again, and still out").isEmpty();
        chat.setDown(false);
        passes(Duration.ofMinutes(13));
        assertThat(chat.rooms()).hasSize(1);
        assertThat(scenario.posts("sms")).hasSize(2).last().satisfies(sms -> assertThat(sms.text())
                .contains("chat doet het weer", room));
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("De chat doet het weer"))
                .hasSize(1)
                .allSatisfy(mail -> assertThat(mail.text()).contains(room).doesNotContain("antwoordt niet"));
        passes(Duration.ofHours(1));
        assertThat(scenario.posts("sms")).as("told once").hasSize(2);
    }

    @Test
    void somebodyCallsWhenNeitherChatNorSmsNorMailWorks() {
        chat.lackPermission();
        scenario.channelDown("sms", true);
        mobile("anouk");
        begins("open-team-channels");
        passes(Duration.ofMinutes(1));
        scenario.complete("anouk", "UserTask_OpenTeamChannels", Map.of("chatRoom", "Signal group", "place", "Room 1"));
        scenario.mailGoesOut();
        passes(Duration.ofMinutes(3));
        passes(Duration.ofMinutes(3));

        assertThat(scenario.groups(scenario.task("UserTask_CallTeam")))
                .containsExactly("incidentManagers", "managers", "serviceDesk");
        passes(Duration.ofMinutes(20));
        assertThat(scenario.groups(scenario.task("UserTask_CallTeam"))).contains("responders");
        scenario.complete("emma", "UserTask_CallTeam", Map.of("reached", "Everyone"));
        scenario.mailComesBack();
        begins("gather-team");
        scenario.mailGoesOut();
        passes(Duration.ofMinutes(6));
        resolveIncident.resolve(code, "anouk");
        passes(Duration.ofMinutes(1));
        assertThat(scenario.tasks("UserTask_CallTeam")).isEmpty();
    }

    @Test
    void aChatThatGoesAwayHoldsNothingUpAndIsToldOnceItIsBack() {
        begins("open-team-channels");
        scenario.settle();
        scenario.deliver();
        assertThat(scenario.task("UserTask_OpenTeamChannels").getName())
                .as("no call is known")
                .isNotNull();
        scenario.complete("anouk", "UserTask_OpenTeamChannels", Map.of("chatRoom", "#x", "videoCall", CALL));
        chat.setDown(true);
        transaction.executeWithoutResult(s -> giveRoles.give(code, Role.TECH_LEAD, "bram", "anouk", ""));
        passes(Duration.ofMinutes(2));
        transaction.executeWithoutResult(s -> giveRoles.give(code, Role.TECH_LEAD, "kehinde", "anouk", ""));
        passes(Duration.ofMinutes(20));
        chat.setDown(false);
        passes(Duration.ofMinutes(5));

        assertThat(chat.room(room).pinned()).hasSize(1).first().asString().contains("Tech lead: Kehinde Oyelaran");
        assertThat(chat.room(room).mentions()).containsOnlyOnce("@kehinde");

        var second = RunningIncident.declared(scenario, jdbc, 2, true);
        chat.leaveStatusesAlone();
        scenario.runtime()
                .startProcessInstanceByKey("open-team-channels", second.value(), Map.of("incident", second.value()));
        scenario.deliver();
        passes(Duration.ofMinutes(1));
        assertThat(chat.direct())
                .as("where we may not set it we ask")
                .anyMatch(message -> message.startsWith("@anouk: ") && message.contains("please put " + second));
        mergeIncidents.merge(second, code, "The same", "anouk");
        passes(Duration.ofMinutes(2));
        passes(Duration.ofMinutes(2));
        assertThat(chat.room(second.value().toLowerCase(java.util.Locale.ROOT)).archived())
                .isTrue();
        assertThat(chat.room(room).archived()).isFalse();

        resolveIncident.resolve(code, "anouk");
        closeIncident.close(code, "anouk");
        chat.setDown(true);
        begins("close-team-channels");
        passes(Duration.ofMinutes(2));
        assertThat(ended("EndEvent_Later")).as("the close does not wait").isTrue();
        chat.setDown(false);
        passes(Duration.ofMinutes(2));
        chat.goesDownAtRequest(2);
        begins("close-team-channels");
        scenario.deliver();
        passes(Duration.ofMinutes(2));
        assertThat(chat.room(room).archived()).isFalse();
        chat.setDown(false);
        passes(Duration.ofMinutes(15));
        passes(Duration.ofMinutes(2));
        assertThat(chat.room(room).archived()).isTrue();
    }

    @Test
    void aTopicOrAnInvitationThatCouldNotGoOutFollows() {
        openTeamChannels.open(code, new Places("", CALL, ""), "anouk");
        chat.goesDownAtRequest(2);
        begins("open-team-channels");
        passes(Duration.ofMinutes(1));
        assertThat(chat.room(room).topic()).isEmpty();
        assertThat(ended("ServiceTask_FollowLater")).isTrue();
        chat.setDown(false);
        passes(Duration.ofMinutes(5));
        assertThat(chat.room(room).topic()).contains(code.value());

        chat.goesDownAtRequest(2);
        begins("open-team-channels");
        passes(Duration.ofMinutes(1));
        chat.setDown(false);
        passes(Duration.ofMinutes(5));
        assertThat(chat.room(room).topic()).contains(code.value());
        assertThat(chat.room(room).members()).containsExactly("@anouk");
    }

    @Test
    void anAddressOfACallHasTheCodeInItAndWhatNobodyCanGuess() {
        var settings = new MeetSettings("https://meet.example/{code}-{secret}", "");
        assertThat(settings.call(code)).matches("https://meet\\.example/" + room + "-[a-z2-9]{12}");
        assertThat(settings.call(code)).isNotEqualTo(settings.call(code));
        assertThatThrownBy(() -> new MeetSettings("https://meet.example/{incident}", ""))
                .hasMessageContaining("DRAAIBOEK_MEET_VIDEO");
        assertThatThrownBy(() -> new MeetSettings("javascript:alert(1)", ""))
                .hasMessageContaining("DRAAIBOEK_MEET_VIDEO");
    }

    private boolean ended(String event) {
        return scenario.history()
                        .createHistoricActivityInstanceQuery()
                        .activityId(event)
                        .count()
                > 0;
    }

    private List<RecordEntry> said() {
        return record.of(code).stream()
                .filter(entry -> entry.kind().equals("chat.said"))
                .toList();
    }

    private void begins(String process) {
        scenario.runtime().startProcessInstanceByKey(process, code.value(), Map.of("incident", code.value()));
    }

    /** In four steps, for what is tried again in between. */
    private void passes(Duration time) {
        scenario.deliver();
        for (var step = 0; step < 4; step++) {
            scenario.advance(time.dividedBy(4));
            scenario.readChat();
            scenario.deliver();
        }
    }

    private void knownInChat(String person) {
        jdbc.sql(
                        """
                insert into draaiboek.contact (person, chat, ways_by_day, ways_by_night, changed_at)
                values (?, '@' || ?, 'mail', 'mail', now())""")
                .params(person, person)
                .update();
    }

    private void mobile(String person) {
        jdbc.sql("update draaiboek.contact set primary_phone = '+31612345601' where person = ?")
                .param(person)
                .update();
    }

    /** They were paged, and are on it. */
    private void comes(String person) {
        var page = jdbc.sql(
                        """
                insert into draaiboek.page (incident, purpose, paged, manager, together, state, severity, opened_at)
                values (?, 'RAISED', 'group:techLeads', 'nobody', false, 'OPEN', 1, ?) returning id""")
                .params(code.value(), java.sql.Timestamp.from(scenario.clock().instant()))
                .query(Long.class)
                .single();
        answerPage.acknowledge(page, person, "link");
        scenario.settle();
    }
}
