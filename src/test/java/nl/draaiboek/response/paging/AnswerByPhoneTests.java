package nl.draaiboek.response.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.response.Responders;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** SMS and calls: each in its turn, and answered by a reply or a key. */
@ScenarioTest
class AnswerByPhoneTests {

    @Autowired
    Scenario scenario;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    WhoWasPaged whoWasPaged;

    @Autowired
    ResolveIncident resolveIncident;

    private Night night;

    @BeforeEach
    void night(@Autowired AutowireCapableBeanFactory beans) {
        night = beans.createBean(Night.class);
        night.onCall("hosting", "bram", "kehinde");
        night.reached("bram", "sms > call > mail");
        night.reached("kehinde", "sms + call");
    }

    @Test
    void eachWayComesInItsTurnAndAllOfAStepAtOnce() {
        night.alert(Severity.TWO);
        assertThat(to("sms")).containsExactly("bram");
        assertThat(to("call")).isEmpty();
        assertThat(sms().text())
                .contains("ernst 2", "Datacenter Haarlem onbereikbaar", "/p/", "ACK INC-", "PASS INC-")
                .doesNotContain("+31");

        night.passes(Duration.ofMinutes(1));
        assertThat(to("call")).containsExactly("bram");
        assertThat(night.paged()).isEmpty();
        night.passes(Duration.ofMinutes(1));
        assertThat(night.paged()).containsExactly("bram");
        night.passes(Duration.ofMinutes(2));
        assertThat(to("sms")).as("five minutes are not over").containsExactly("bram");
        night.passes(Duration.ofMinutes(1));
        assertThat(to("sms")).containsExactly("bram", "kehinde");
        assertThat(to("call")).containsExactly("bram", "kehinde");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK %s", "ack %s", " Ack: %s!", "ja", "ACK", "ok %s bedankt", "1"})
    void aReplyBySmsAcknowledges(String reply) {
        var code = night.alert(Severity.TWO);
        replies("bram", reply.formatted(code));

        assertThat(night.page(code)).containsEntry("acknowledged_by", "bram").containsEntry("acknowledged_way", "sms");
        assertThat(sms().text()).contains("jij komt");
        night.passes(Duration.ofMinutes(20));
        assertThat(to("call")).isEmpty();
        assertThat(night.kinds(code)).containsOnlyOnce("page.acknowledged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS %s", "pass", "nee"})
    void aReplyBySmsPassesItOnAtOnce(String reply) {
        var code = night.alert(Severity.TWO);
        replies("bram", reply.formatted(code));

        assertThat(to("call")).containsExactly("kehinde");
        assertThat(night.page(code)).containsEntry("state", "OPEN");
    }

    @Test
    void aReplyWithoutACodeIsNoAnswerWhileSeveralPagesAreOpen() {
        var first = night.alert(Severity.TWO);
        var second = night.alert(Severity.TWO);
        replies("bram", "ja");

        assertThat(night.page(first)).containsEntry("state", "OPEN");
        assertThat(night.page(second)).containsEntry("state", "OPEN");
        assertThat(sms().text()).contains("ACK " + first, "ACK " + second);
        replies("bram", "ack " + second);
        assertThat(night.page(first)).containsEntry("state", "OPEN");
        assertThat(night.page(second)).containsEntry("state", "ACKNOWLEDGED");
    }

    @Test
    void whatSaysNeitherYesNorNoIsKeptAndAnswersNothingAndWhoSaidItHearsThatOnce() {
        var code = night.alert(Severity.TWO);
        var sent = scenario.posts("sms").size();
        replies("bram", "Ik rijd nu en antwoord later.");
        scenario.deliver();
        assertThat(scenario.posts("sms")).hasSize(sent + 1).last().satisfies(reply -> assertThat(reply.text())
                .contains("niet als ja of nee", "ACK " + code, "PASS " + code));
        replies("bram", "Ik rijd nu en antwoord later.");
        scenario.deliver();
        says("+31600000000", "ACK " + code);

        assertThat(night.page(code)).containsEntry("state", "OPEN");
        assertThat(night.kinds(code)).contains("page.not-understood");
        assertThat(scenario.posts("sms"))
                .as("two machines do not answer each other for ever")
                .hasSize(sent + 1);
    }

    @Test
    void theKeysOfACallAnswerIt() {
        var code = night.alert(Severity.ONE);
        var call = post("call", "kehinde");
        happens(new CallEnded(call.message().key(), CallEnded.How.ANSWERED));
        happens(new KeyPressed(call.message().key(), "1"));
        happens(new KeyPressed(call.message().key(), "1"));

        assertThat(night.page(code))
                .containsEntry("acknowledged_by", "kehinde")
                .containsEntry("acknowledged_way", "call");
        assertThat(night.kinds(code)).containsOnlyOnce("page.acknowledged");
        assertThat(post("sms", "bram").text()).as("the other hears it").contains("Kehinde Oyelaran komt");
        assertThat(scenario.posts("sms").stream().map(Post::text).filter(text -> text.contains("you are on it")))
                .as("in writing, once")
                .singleElement()
                .satisfies(text -> assertThat(text).contains(code.value(), "/incidents/" + code + "/tasks"));
        assertThat(outcomes(code)).containsExactly("Bram NOT_NEEDED", "Kehinde CAME", "Kehinde CAME");
    }

    @Test
    void whoSaysYesLaterComesTooAndTheFirstHearsIt(@Autowired Responders responders) {
        var code = night.alert(Severity.ONE);
        replies("bram", "ack");
        happens(new KeyPressed(post("call", "kehinde").message().key(), "1"));

        assertThat(night.page(code)).containsEntry("acknowledged_by", "bram");
        assertThat(responders.came(code)).extracting(Responders.Came::person).containsExactly("bram", "kehinde");
        assertThat(post("sms", "kehinde").text()).contains("is on it already, and knows now that you come too");
        assertThat(post("sms", "bram").text()).contains("Kehinde Oyelaran komt ook");
        assertThat(outcomes(code)).containsExactly("Bram CAME", "Kehinde CAME_TOO", "Kehinde CAME_TOO");

        var sent = scenario.posts("sms").size();
        happens(new KeyPressed(post("call", "kehinde").message().key(), "1"));
        assertThat(scenario.posts("sms").subList(sent, scenario.posts("sms").size()))
                .extracting(Post::text)
                .noneMatch(text -> text.contains("komt ook"));
    }

    @Test
    void whoCannotComeAfterAllGivesItBackAndTheNextIsCalledAtOnce() {
        var code = night.alert(Severity.TWO);
        replies("bram", "ack " + code);
        replies("bram", "pass");

        assertThat(sms().text()).doesNotContain("jij komt");
        assertThat(scenario.posts("sms").stream().map(Post::text)).anyMatch(text -> text.contains("doorgegeven"));
        assertThat(night.page(code)).containsEntry("state", "OPEN").containsEntry("acknowledged_by", null);
        assertThat(to("call")).containsExactly("kehinde");
        assertThat(night.kinds(code)).containsOnlyOnce("page.given-back");
        assertThat(outcomes(code)).contains("Bram CANNOT");
        night.passes(Duration.ofMinutes(4));
        assertThat(to("call")).as("not who cannot").containsExactly("kehinde");

        replies("kehinde", "ack");
        assertThat(night.page(code)).containsEntry("acknowledged_by", "kehinde");
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("keep-progress")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoPassedItOnIsNotToldThatTheyNeedNotAnswerAndWhoWasNeverCalledIsNotCalledAgain() {
        var code = night.alert(Severity.TWO);
        replies("bram", "pass");
        assertThat(post("call", "kehinde").text()).doesNotContain("another page");
        var sent = scenario.posts("sms").size();
        replies("kehinde", "ack " + code);

        assertThat(scenario.posts("sms").subList(sent, scenario.posts("sms").size()))
                .extracting(post -> post.message().recipient().id())
                .containsExactly("person:kehinde");
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .noneMatch(mail -> mail.subject().contains("hoeft niet meer te antwoorden"));
    }

    @Test
    void aPassAfterSomebodyElseCameIsKept() {
        var code = night.alert(Severity.ONE);
        replies("bram", "ack");
        happens(new KeyPressed(post("call", "kehinde").message().key(), "2"));

        assertThat(night.page(code)).containsEntry("acknowledged_by", "bram");
        assertThat(outcomes(code)).containsExactly("Bram CAME", "Kehinde PASSED_ON", "Kehinde PASSED_ON");
        assertThat(night.kinds(code)).containsOnlyOnce("page.passed-on");
    }

    @Test
    void whoCameTooIsCalledFirstWhenTheFirstCannotAfterAll() {
        night.onCall("second", "bram", "anouk");
        var code = night.alert(Severity.ONE);
        replies("bram", "ack");
        replies("kehinde", "ack " + code);
        assertThat(post("sms", "kehinde").text()).contains("knows now that you come too");
        var calls = to("call").size();
        replies("bram", "pass " + code);

        assertThat(to("call")).hasSize(calls + 1).endsWith("kehinde");
    }

    @Test
    void whoIsAtWorkHandsOverInsteadOfPassingOn(@Autowired JdbcClient jdbc) {
        var code = night.alert(Severity.TWO);
        replies("bram", "ack");
        jdbc.sql("update draaiboek.incident set lead = 'bram' where code = ?")
                .param(code.value())
                .update();
        replies("bram", "pass " + code);

        assertThat(sms().text()).contains("je bent er al mee bezig", "Draag over");
        assertThat(night.kinds(code)).doesNotContain("page.given-back");
        assertThat(to("call")).isEmpty();
    }

    @Test
    void anAnswerAfterItIsOverSaysSo() {
        var code = night.alert(Severity.ONE);
        replies("bram", "ack");
        var call = post("call", "kehinde").message().key();
        night.clears(code);
        night.passes(Duration.ofMinutes(5));
        replies("bram", "ack " + code);

        assertThat(sms().text()).contains("is voorbij");
        happens(new KeyPressed(call, "1"));
        assertThat(sms().text()).contains("is over");
        assertThat(night.kinds(code)).doesNotContain("page.answered-too");
    }

    @Test
    void whoIsOnTheWayHearsByPhoneThatItIsNoneAndWhoIsAtWorkOrDidNotAnswerDoesNot(@Autowired JdbcClient jdbc) {
        var code = night.alert(Severity.ONE);
        replies("bram", "ack");
        var sent = scenario.posts("sms").size();
        night.clears(code);
        night.passes(Duration.ofMinutes(5));
        assertThat(since(sent))
                .as("and not Kehinde, who did not answer")
                .containsExactly("bram: " + code + " is geen incident: je hoeft niet meer te komen.");

        var other = night.alert(Severity.ONE);
        replies("bram", "ack " + other);
        replies("kehinde", "ack " + other);
        jdbc.sql("update draaiboek.incident set lead = 'bram', state = 'DECLARED' where code = ?")
                .param(other.value())
                .update();
        var before = scenario.posts("sms").size();
        transaction.executeWithoutResult(s -> resolveIncident.resolve(other, "bram"));
        scenario.deliver();
        assertThat(since(before))
                .as("not Bram, who leads")
                .containsExactly("kehinde: " + other + " is solved: you need not come any more.");
    }

    @Test
    void whoIsOnTheWayHearsOnceByPhoneWhatItGoesOnAs(@Autowired MergeIncidents mergeIncidents) {
        var into = night.alert(Severity.TWO);
        var first = night.alert(Severity.TWO);
        var second = night.alert(Severity.TWO);
        replies("bram", "ack " + first);
        replies("bram", "ack " + second);
        var sent = scenario.posts("sms").size();
        mergeIncidents.mergeAll(List.of(first, second), into, "Zelfde storing.", "anouk");
        scenario.deliver();

        assertThat(since(sent)).singleElement().satisfies(text -> assertThat(text)
                .startsWith("bram: " + second + " gaat verder als " + into + ": Datacenter Haarlem onbereikbaar.")
                .contains("/incidents/" + into)
                .doesNotContain("hoeft niet meer te komen"));
    }

    @Test
    void whoCalledATeamInAndWhoLeadsHearWhoComes(
            @Autowired OpenPages openPages, @Autowired PageProcesses processes, @Autowired JdbcClient jdbc) {
        night.onCall("second", "farid");
        night.reached("farid", "sms");
        var code = night.alert(Severity.TWO);
        replies("bram", "ack " + code);
        jdbc.sql("update draaiboek.incident set lead = 'bram' where code = ?")
                .param(code.value())
                .update();
        transaction.executeWithoutResult(s -> openPages
                .callIn(code, "schedule:second", "anouk", "Extra handen")
                .ifPresent(page -> processes.call(code, page)));
        scenario.deliver();
        var sent = scenario.posts("sms").size();
        replies("farid", "ack " + code);

        assertThat(since(sent))
                .filteredOn(text -> text.startsWith("bram"))
                .as("who leads, as he was paged")
                .containsExactly("bram: " + code + ": Farid Yilmaz komt voor: Extra handen");
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .as("who asked, once")
                .filteredOn(mail -> mail.subject().equals("[" + code + "] Farid Yilmaz komt"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Waarvoor: Extra handen"));
        assertThat(since(sent)).noneMatch(text -> text.startsWith("anouk"));
        assertThat(scenario.mailsTo("farid@waddenhost.example"))
                .noneMatch(mail -> mail.subject().contains("Farid Yilmaz"));
    }

    @Test
    void whoWasNotPagedHearsSoOnce() {
        night.reached("joost", "sms");
        var code = night.alert(Severity.TWO);
        var sent = scenario.posts("sms").size();
        var number = "+316" + (10_000_000 + Math.abs("joost".hashCode()) % 80_000_000);
        says(number, "ACK " + code);
        says(number, "ACK " + code);
        says(number, "ja");
        says(number, "ACK INC-2026-9999");

        assertThat(since(sent)).singleElement().satisfies(text -> assertThat(text)
                .startsWith("joost: Voor " + code + " ben je niet opgeroepen. Wil je helpen? ")
                .contains("/incidents/" + code + "/tasks")
                .doesNotContain("ACK"));
        assertThat(night.page(code)).containsEntry("state", "OPEN");
        assertThat(night.kinds(code)).containsOnlyOnce("page.not-paged").doesNotContain("page.acknowledged");
    }

    @Test
    void aReplyWithTheCodeOfAnotherIncidentNamesWhatIsOpen() {
        var code = night.alert(Severity.TWO);
        replies("bram", "ACK INC-2026-9999");

        assertThat(sms().text()).contains("Voor INC-2026-9999 ben je niet opgeroepen", "ACK " + code);
        assertThat(night.page(code)).containsEntry("state", "OPEN");
    }

    @Test
    void theSecondKeyPassesItOn() {
        night.reached("bram", "call");
        night.alert(Severity.TWO);
        happens(new KeyPressed(post("call", "bram").message().key(), "2"));

        assertThat(to("call")).containsExactly("bram", "kehinde");
    }

    @Test
    void voicemailIsNoAnswerAndTheNextWayComesAfterTheWait() {
        night.reached("bram", "call > mail");
        var code = night.alert(Severity.TWO);
        happens(new CallEnded(post("call", "bram").message().key(), CallEnded.How.VOICEMAIL));

        assertThat(night.paged()).isEmpty();
        night.passes(Duration.ofMinutes(1));
        assertThat(night.paged()).containsExactly("bram");
        assertThat(night.attempts(code)).contains("bram VOICEMAIL");
    }

    @Test
    void whatAProviderCouldNotDeliverMeansTheNextWayAtOnce() {
        var code = night.alert(Severity.TWO);
        happens(new MessageFailed(post("sms", "bram").message().key(), "Unknown subscriber."));
        assertThat(to("call")).containsExactly("bram");
        happens(new CallEnded(post("call", "bram").message().key(), CallEnded.How.FAILED));
        assertThat(night.paged()).containsExactly("bram");

        assertThat(night.attempts(code)).containsExactly("bram FAILED", "bram FAILED", "bram ARRIVED");
        assertThat(to("sms")).as("the backup waits").containsExactly("bram");
    }

    @Test
    void aChannelThatIsDownMeansTheNextWayAtOnce() {
        scenario.channelDown("sms", true);
        night.alert(Severity.TWO);
        assertThat(to("call")).containsExactly("bram");

        scenario.channelDown("sms", false);
    }

    @Test
    void nobodyIsPagedWithoutEndAndWhatWasHeldBackIsToldAfterwards(@Autowired TellHeldBack tellHeldBack) {
        night.reached("bram", "sms");
        for (var i = 0; i < 22; i++) {
            night.alert(Severity.TWO);
        }
        assertThat(to("sms").stream().filter("bram"::equals)).hasSize(20);
        assertThat(to("call"))
                .as("the backup is paged for the others at once; they are of different incidents")
                .hasSize(2);
        tellHeldBack.tell();
        scenario.deliver();
        assertThat(heldBack()).isEmpty();

        scenario.clock().advance(Duration.ofMinutes(61));
        tellHeldBack.tell();
        tellHeldBack.tell();
        scenario.deliver();
        assertThat(heldBack()).hasSize(1);
    }

    /** What went out by SMS after the first so many: to whom, and the words. */
    private List<String> since(int sent) {
        return scenario.posts("sms").stream()
                .skip(sent)
                .map(post -> post.message().recipient().id().replace("person:", "") + ": "
                        + post.text().strip())
                .toList();
    }

    private List<String> outcomes(IncidentCode code) {
        return whoWasPaged.of(code).stream()
                .flatMap(page -> page.tried().stream())
                .map(tried -> tried.who().replaceFirst(" .*", "") + " " + tried.outcome())
                .toList();
    }

    private List<String> heldBack() {
        return scenario.mailsTo("bram@waddenhost.example").stream()
                .map(mail -> mail.subject())
                .filter(subject -> subject.startsWith("Oproepen die we niet stuurden"))
                .toList();
    }

    private void replies(String person, String text) {
        says(post("sms", person).message().recipient().address(), text);
    }

    private void says(String number, String text) {
        happens(new SmsReceived(number, text, "stand-in", "1", scenario.clock().instant()));
    }

    private void happens(Object event) {
        transaction.executeWithoutResult(s -> events.publishEvent(event));
        scenario.deliver();
    }

    private List<String> to(String channel) {
        return scenario.posts(channel).stream()
                .map(post -> post.message().recipient().id().replace("person:", ""))
                .sorted()
                .toList();
    }

    private Post sms() {
        var posts = scenario.posts("sms");
        return posts.get(posts.size() - 1);
    }

    private Post post(String channel, String person) {
        return scenario.posts(channel).stream()
                .filter(post -> post.message().recipient().id().equals("person:" + person))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
