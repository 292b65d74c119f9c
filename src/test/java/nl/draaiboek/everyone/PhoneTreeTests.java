package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.people.People;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Post;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** word goes from one to the next, a gap stops nobody, and the list of who was not reached is exact. */
@ScenarioTest
class PhoneTreeTests {

    private static final Walked WALKED = new Walked();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+(/t/\\S+)");
    private static final Map<String, Object> WORD =
            Map.of("what", "Het kantoor blijft morgen dicht.", "whatInEnglish", "The office stays closed tomorrow.");

    @LocalServerPort
    int port;

    @Autowired
    People names;

    @Autowired
    Scenario scenario;

    @Autowired
    PhoneTrees trees;

    @Autowired
    ReportCall report;

    @Autowired
    StartPhoneTree startPhoneTree;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    OpenIncident openIncident;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    IdentityService identity;

    @Autowired
    IncidentRecord record;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    private final List<String> hired = new ArrayList<>();
    private Hall hall;

    @BeforeEach
    void hall(@Autowired AutowireCapableBeanFactory beans) {
        hall = beans.createBean(Hall.class);
    }

    @AfterEach
    void walked(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
        hired.forEach(identity::deleteUser);
    }

    @AfterAll
    static void everyNodeWasWalked() {
        assertThat(WALKED.missing("phone-tree")).isEmpty();
        assertThat(WALKED.missing("call-next")).isEmpty();
    }

    @Test
    void whoIsToldByMessageAtTheEndHasTimeToAnswerBeforeTheListIsClosed() {
        company("Haarlem", "anouk", "bram", "chaima", "daan");
        company("Zwolle", "emma", "farid", "kehinde", "marijke", "joost");
        hall.starts("marijke", "phone-tree", WORD);
        var tree = last();
        var dark = Set.of("bram", "emma");
        for (var round = 0; round < 20 && hall.runs("call-next"); round++) {
            everyoneReports(dark, Set.of());
        }
        hall.replies("bram", "BEREIKT");
        assertThat(state("bram")).isEqualTo(Reached.REACHED);
        assertThat(trees.get(tree).endedAt())
                .as("Emma is still tried once more")
                .isNull();

        hall.passes(Duration.ofMinutes(15));
        assertThat(trees.calls(tree)).anyMatch(call -> call.outcome() == Outcome.OPEN);
        for (var round = 0; round < 20 && hall.runs("call-next"); round++) {
            everyoneReports(dark, Set.of());
        }
        hall.passes(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(trees.get(tree).endedAt()).as("a call rings, an SMS is read").isNull();
        hall.passes(Duration.ofSeconds(1));
        assertThat(trees.get(tree).endedAt()).isNotNull();
        assertThat(report.missed(tree).stream().map(InTree::person)).containsExactly("emma");

        hall.replies("emma", "BEREIKT");
        assertThat(report.missed(tree)).as("late, and it counts").isEmpty();
    }

    @Test
    void eachIsToldWhomToCallAndSaysByOnePressWhatCameOfIt() {
        company("Haarlem", "anouk", "bram", "chaima", "daan");
        company("Zwolle", "emma", "farid", "kehinde", "marijke", "joost");
        hall.away("farid");
        assertThatThrownBy(() -> hall.starts("marijke", "phone-tree", Map.of()))
                .hasStackTraceContaining("what each says to the next");
        assertThatThrownBy(() -> hall.starts("marijke", "phone-tree", Map.of("what", "x", "code", "INC-2026-0999")))
                .hasStackTraceContaining("There is no incident");
        hall.starts("marijke", "phone-tree", WORD);
        var tree = last();

        assertThat(state("marijke")).isEqualTo(Reached.REACHED);
        assertThat(state("farid")).isEqualTo(Reached.AWAY);
        var first = trees.toMake(person("marijke").id());
        assertThat(first).as("who begins calls three").hasSize(3);
        var callee = login(first.get(0).callee());
        var sms = nexts("marijke", callee).get(0);
        assertThat(sms.text()).contains("TELEFOONBOOM", "Het kantoor blijft morgen dicht.", "/t/");
        assertThat(sms.text().replace(" ", ""))
                .as("an SMS must do without a network")
                .contains(Hall.phone(callee));
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.toString().replace(" ", "")).doesNotContain("+316"));
        assertThat(looks(callee, "marijke")).as("each look is kept").isEqualTo(1);
        var task = tasks("marijke").get(0);
        assertThat(scenario.taskService().getVariables(task.getId()).toString())
                .contains("Het kantoor blijft morgen dicht")
                .doesNotContain(Hall.phone(callee).substring(3));

        var link = link("marijke");
        var opened = send(request(link).GET());
        assertThat(opened.body())
                .contains("Toon het nummer", "Gesproken", "Geen gehoor")
                .doesNotContain("tel:");
        assertThat(trees.toMake(person("marijke").id()))
                .as("a scanner opens links")
                .hasSize(3);
        assertThat(presses("marijke", "number", first.get(0)).body()).contains("tel:" + Hall.phone(callee));
        assertThat(looks(callee, "marijke")).isEqualTo(2);
        presses("marijke", "reached", trees.call(first.get(0).id() + 9_000).orElse(first.get(0)));

        assertThat(state(callee)).isEqualTo(Reached.REACHED);
        assertThat(tasks("marijke")).as("its task goes away").hasSize(2);
        presses("marijke", "none", first.get(0));
        assertThat(state(callee)).as("reached is reached").isEqualTo(Reached.REACHED);

        hall.replies("marijke", "BEREIKT");
        assertThat(hall.posts("sms", "marijke")).anyMatch(post -> post.text().contains("Wie bedoel je?"));
        hall.replies("marijke", "bereikt " + first.get(1).id());
        assertThat(state(login(first.get(1).callee()))).isEqualTo(Reached.REACHED);
        hall.passes(Duration.ofMinutes(5));
        var asked = hall.posts("call", "marijke");
        assertThat(asked).as("asked what came of the third, with keys").hasSize(1);
        hall.keys("marijke", "2");
        var third = login(first.get(2).callee());
        assertThat(state(third)).isEqualTo(Reached.MESSAGE_LEFT);
        assertThat(told(third)).as("gets the word by message").isNotEmpty();

        for (var round = 0; round < 20 && hall.runs("call-next"); round++) {
            everyoneReports(Set.of(third), Set.of());
        }
        assertThat(trees.calls(tree)).noneMatch(call -> call.outcome() == Outcome.OPEN);
        assertThat(trees.get(tree).endedAt()).as("one is tried once more").isNull();
        assertThat(send(request(link(third)).GET()).body()).contains(daan(third) ? "I know" : "Ik weet het");
        press(third, "answer=knows");
        assertThat(trees.get(tree).endedAt()).isNotNull();
        assertThat(report.missed(tree)).isEmpty();
        assertThat(hall.posts("sms", "marijke"))
                .anyMatch(post -> post.text().contains("iedereen die er is, weet het (8)"));
        assertThat(scenario.tasks("UserTask_SeeMissed")).isEmpty();
        assertThat(trees.calls(tree)).noneMatch(call -> login(call.callee()).equals("farid"));
        onlyOnceReached(tree);
        hall.passes(Duration.ofHours(1));
        assertThat(hall.runs("phone-tree")).isFalse();
    }

    @Test
    void whoHasSeveralCallsToMakeIsAskedAfterAllInOneMessageAndByAKeyAfterEach() {
        company("Haarlem", "anouk", "bram", "chaima");
        company("Zwolle", "emma", "kehinde", "marijke");
        hall.starts("marijke", "phone-tree", WORD);
        var given = trees.toMake(person("marijke").id());
        assertThat(given).hasSize(3);

        hall.passes(Duration.ofMinutes(5));
        assertThat(hall.posts("sms", "marijke"))
                .filteredOn(post -> post.text().startsWith("Sprak je"))
                .singleElement()
                .satisfies(post -> assertThat(post.text())
                        .contains(given.stream()
                                .map(call -> Long.toString(call.id()))
                                .toList())
                        .contains(given.stream()
                                .map(call -> names.nameOf(login(call.callee())))
                                .toList()));
        assertThat(scenario.mailsTo("marijke@waddenhost.example"))
                .filteredOn(mail -> mail.subject().startsWith("Sprak je"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).contains(" en "));
        assertThat(hall.posts("call", "marijke")).hasSize(1);

        hall.keys("marijke", "1");
        scenario.deliver();
        assertThat(hall.posts("call", "marijke")).as("the second").hasSize(2);
        hall.keys("marijke", "3");
        scenario.deliver();
        assertThat(hall.posts("call", "marijke")).as("the third").hasSize(3);
        hall.keys("marijke", "2");
        scenario.deliver();
        assertThat(hall.posts("call", "marijke")).as("there is no fourth").hasSize(3);
        assertThat(given)
                .extracting(call -> call(call).outcome())
                .containsExactly(Outcome.REACHED, Outcome.NO_ANSWER, Outcome.MESSAGE_LEFT);
    }

    @Test
    void whoHasALandlineAloneGetsOneCallAtATimeAndHearsThatItWasStopped(@Autowired ReportCallByLink byLink) {
        company("Haarlem", "anouk", "bram");
        company("Zwolle", "emma", "marijke");
        hall.landlineAlone("marijke", "+31201234567");
        hall.starts("marijke", "phone-tree", WORD);
        var given = trees.toMake(person("marijke").id());
        assertThat(given).hasSizeGreaterThan(1);
        assertThat(hall.posts("call", "marijke")).singleElement().satisfies(post -> assertThat(post.text())
                .contains("Wil je " + names.nameOf(login(given.get(0).callee())) + " bellen"));
        hall.passes(Duration.ofSeconds(30));
        assertThat(hall.posts("call", "marijke")).as("she is on the phone").hasSize(1);

        callEnds("marijke", CallEnded.How.ANSWERED);
        assertThat(hall.posts("call", "marijke")).hasSize(2);
        assertThat(hall.posts("call", "marijke").get(1).text())
                .contains("Wil je " + names.nameOf(login(given.get(1).callee())) + " bellen");
        for (var more = 2; more < given.size(); more++) {
            callEnds("marijke", CallEnded.How.NO_ANSWER);
        }
        callEnds("marijke", CallEnded.How.ANSWERED);
        assertThat(hall.posts("call", "marijke")).as("each once").hasSize(given.size());

        var tree = last();
        report.report(given.get(0).id(), Outcome.REACHED, "marijke", "link");
        scenario.deliver();
        var before = hall.posts("call", "marijke").size();
        report.stop(tree, "joost", "Loos alarm");
        scenario.deliver();
        var told = login(given.get(0).callee());
        assertThat(hall.posts("sms", told)).as("was spoken with").anyMatch(post -> post.text()
                .matches("(?s).*(heeft de telefoonboom gestopt|stopped the phone tree).*"));
        assertThat(scenario.mailsTo(told + "@waddenhost.example"))
                .anyMatch(mail -> mail.subject().matches(".*(klopt misschien niet meer|may be outdated).*"));
        var waiting =
                people().stream().filter(who -> who.state() != Reached.REACHED).toList();
        assertThat(waiting).isNotEmpty();
        var page = byLink.linkOf(tree, waiting.get(0).person()).orElseThrow().replaceFirst("https?://[^/]+", "");
        assertThat(send(request(page).GET()).body())
                .matches("(?s).*(De telefoonboom is gestopt|The phone tree was stopped).*")
                .doesNotContain("value=\"knows\"");
        people().stream()
                .filter(who ->
                        who.state() != Reached.REACHED && trees.word(who.id()).isEmpty())
                .map(InTree::person)
                .forEach(person -> assertThat(scenario.mailsTo(person + "@waddenhost.example"))
                        .as("never heard it: " + person)
                        .noneMatch(mail -> mail.subject().matches(".*(klopt misschien niet meer|may be outdated).*")));
        assertThat(hall.posts("call", "marijke")).hasSize(before + 1);
        assertThat(hall.posts("call", "marijke").get(before).text()).contains("De telefoonboom is gestopt");
        var over = scenario.mailsTo("marijke@waddenhost.example").stream()
                .filter(mail -> mail.subject().startsWith("De telefoonboom"))
                .toList();
        assertThat(over).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("is gestopt: 2 weten het, ");
            assertThat(mail.text())
                    .contains("Joost Smit heeft de telefoonboom gestopt: Loos alarm.", "Zo ver kwam hij: 2 weten het")
                    .doesNotContain("klaar");
        });
    }

    @Test
    void whoNeedsHelpIsNotRungAndOthersCallWhomTheyWereToCall() {
        company("Haarlem", "anouk", "bram", "chaima", "daan");
        company("Zwolle", "emma", "farid", "kehinde", "marijke", "joost");
        hall.starts("joost", "roll-call", Map.of("what", "Gaslucht", "place", ""));
        hall.replies("bram", "HULP");
        hall.starts("marijke", "phone-tree", WORD);
        assertThat(state("bram")).isEqualTo(Reached.IN_NEED);
        assertThat(trees.callsTo(person("bram"))).isEmpty();
        assertThat(scenario.mailsTo("bram@waddenhost.example"))
                .as("finds it in the mail")
                .anyMatch(mail -> mail.text().contains("Het kantoor blijft morgen dicht."));

        var given = trees.toMake(person("marijke").id());
        var called = login(given.get(0).callee());
        hall.replies(called, "HULP");
        assertThat(state(called)).isEqualTo(Reached.IN_NEED);
        assertThat(call(given.get(0)).outcome()).isEqualTo(Outcome.NOT_NEEDED);
        assertThat(people())
                .as("nobody waits for them")
                .noneMatch(who -> who.state() == Reached.WAITING
                        && Objects.equals(who.caller(), person(called).id()));

        var calling = trees.calls(last()).stream()
                .filter(call -> call.outcome() == Outcome.OPEN && call.caller() != null)
                .findFirst()
                .orElseThrow();
        report.report(calling.id(), Outcome.REACHED, login(Objects.requireNonNull(calling.caller())), "link");
        scenario.deliver();
        var caller = login(calling.callee());
        var theirs = trees.toMake(calling.callee());
        assertThat(theirs).isNotEmpty();
        hall.replies(caller, "HULP");
        assertThat(trees.toMake(calling.callee())).as("needs help").isEmpty();
        assertThat(trees.open(last()))
                .extracting(TreeCall::callee)
                .as("somebody else calls")
                .contains(theirs.get(0).callee());
        for (var person : List.of("bram", called)) {
            assertThat(hall.posts("call", person)).as(person).noneMatch(post -> post.text()
                    .matches("(?s).*(blijft morgen dicht|stays closed).*"));
        }
        hall.passes(Duration.ofMinutes(10));
        assertThat(trees.callsTo(person("bram"))).isEmpty();
        assertThat(trees.callsTo(person(called))).as("not again").hasSize(1);
    }

    private void callEnds(String person, CallEnded.How how) {
        var calls = hall.posts("call", person);
        var key = calls.get(calls.size() - 1).message().key();
        transaction.executeWithoutResult(s -> events.publishEvent(new CallEnded(key, how)));
        scenario.deliver();
    }

    @Test
    void aCallerWhoSaysNothingIsAGapAndWhatTheySayLaterCountsAllTheSame() {
        company("Haarlem", "anouk", "bram", "chaima");
        company("Zwolle", "emma", "kehinde", "marijke");
        hall.starts("marijke", "phone-tree", WORD);
        var tree = last();
        var first = trees.toMake(person("marijke").id());
        for (var call : first) {
            presses("marijke", "reached", call);
        }
        var silent = people().stream()
                .filter(who -> !who.person().equals("marijke")
                        && !trees.toMake(who.id()).isEmpty())
                .findFirst()
                .orElseThrow();
        var late = trees.toMake(silent.id()).get(0);
        hall.passes(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(call(late).outcome()).isEqualTo(Outcome.OPEN);
        hall.passes(Duration.ofSeconds(1));
        assertThat(call(late).outcome()).isEqualTo(Outcome.NOT_REPORTED);
        var other = trees.calls(tree).stream()
                .filter(call -> call.callee() == late.callee() && call.outcome() == Outcome.OPEN)
                .findFirst()
                .orElseThrow();
        assertThat(other.caller()).isNotEqualTo(silent.id());
        assertThat(trees.toMake(silent.id())).as("they lose all their calls").isEmpty();
        assertThat(people()).as("nobody waits for who is silent").noneMatch(who -> who.state() == Reached.WAITING);
        assertThat(nexts(login(Objects.requireNonNull(other.caller())), login(late.callee())))
                .isNotEmpty();

        press(silent.person(), "answer=reached&call=" + late.id());
        assertThat(state(login(late.callee()))).isEqualTo(Reached.REACHED);
        assertThat(call(other).outcome()).isEqualTo(Outcome.NOT_NEEDED);
        assertThat(hall.posts("sms", login(Objects.requireNonNull(other.caller()))))
                .anyMatch(post -> post.text().matches("(?s).*(hoef je niet meer te bellen|need not call).*"));
        assertThat(task(login(Objects.requireNonNull(other.caller())), other)).isNull();
        report.report(other.id(), Outcome.NO_ANSWER, "marijke", "link");
        assertThat(state(login(late.callee()))).isEqualTo(Reached.REACHED);

        report.stop(tree, "marijke", "Loos alarm");
        scenario.deliver();
        assertThat(hall.runs("call-next")).isFalse();
        assertThat(trees.get(tree).endedAt()).isNotNull();
        scenario.complete("marijke", "UserTask_SeeMissed", Map.of());
        assertThat(hall.runs("phone-tree")).isFalse();
    }

    @Test
    void oneLocationIsDarkMailIsOutAndTheListOfWhoWasNotReachedIsExact() {
        var places = List.of("Haarlem", "Zwolle", "Almere", "Groningen");
        var all = new ArrayList<String>();
        for (var number = 1; number <= 60; number++) {
            var person = "e%03d".formatted(number);
            hire(person);
            company(places.get(number % 4), person);
            all.add(person);
        }
        Company.PEOPLE.forEach(person -> company("Zwolle", person.id()));
        Company.PEOPLE.forEach(person -> all.add(person.id()));
        var code = trouble();
        // Nobody at the third location answers, nor some elsewhere; some callers never say anything.
        var dark = new TreeSet<String>();
        IntStream.rangeClosed(1, 60)
                .filter(number -> number % 4 == 2 || number % 11 == 5)
                .forEach(number -> dark.add("e%03d".formatted(number)));
        var mute = new TreeSet<String>();
        IntStream.rangeClosed(1, 60)
                .filter(number -> number % 9 == 4)
                .mapToObj("e%03d"::formatted)
                .filter(person -> !dark.contains(person))
                .forEach(mute::add);
        // Some of those who do not answer say later that they know.
        var late = new TreeSet<>(Set.of("e002", "e006"));
        scenario.mailGoesOut();
        var began = scenario.clock().instant();
        var words = new HashMap<>(WORD);
        words.put("code", code.value());
        hall.starts("marijke", "phone-tree", words);
        var tree = last();

        var minutes = 0;
        while (trees.get(tree).endedAt() == null && minutes < 400) {
            everyoneReports(dark, mute);
            if (minutes == 20) {
                late.stream()
                        .filter(person -> !told(person).isEmpty())
                        .forEach(person -> hall.replies(person, "BEREIKT"));
            }
            hall.passes(Duration.ofMinutes(2));
            minutes += 2;
        }

        dark.removeAll(late);
        assertThat(trees.get(tree).endedAt()).isNotNull();
        assertThat(report.missed(tree).stream().map(InTree::person))
                .as("the list")
                .containsExactlyInAnyOrderElementsOf(dark);
        var ended = record.of(code).stream()
                .filter(entry -> entry.kind().equals("phone-tree.ended"))
                .findFirst()
                .orElseThrow();
        assertThat((List<?>) ended.details().get("notReached"))
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(dark);
        assertThat(scenario.task("UserTask_SeeMissed").getAssignee()).isEqualTo("marijke");
        assertThat(hall.posts("sms", "marijke"))
                .anyMatch(post ->
                        post.text().contains("Niet bereikt") && dark.stream().allMatch(post.text()::contains));
        onlyOnceReached(tree);
        dark.forEach(person -> assertThat(trees.calls(tree).stream()
                        .filter(call -> login(call.callee()).equals(person))
                        .filter(call ->
                                Set.of(Outcome.NO_ANSWER, Outcome.MESSAGE_LEFT).contains(call.outcome())))
                .as(person + " was tried twice")
                .hasSize(2));
        var asked = record.of(code).stream()
                .filter(entry -> entry.kind().equals("phone-tree.asked"))
                .count();
        assertThat(asked)
                .as("every call is in the record")
                .isEqualTo(trees.calls(tree).size());
        assertThat(record.of(code).toString().replace(" ", "")).doesNotContain("+316");
        var tookAtMost = trees.people(tree).stream()
                .mapToInt(who -> calls(tree, who))
                .max()
                .orElse(0);
        assertThat(tookAtMost).as("the calls of the gaps are spread").isLessThanOrEqualTo(16);

        var before = notices();
        scenario.mailComesBack();
        hall.passes(Duration.ofHours(2));
        assertThat(scenario.mails())
                .as("who knows gets no old word once mail is back")
                .noneMatch(mail -> mail.subject().matches("(Telefoonboom: bel|Phone tree: call|Sprak je|Did you).*"));
        assertThat(scenario.mails().stream()
                        .filter(mail -> mail.subject().startsWith("Voor iedereen"))
                        .map(mail -> mail.to().replace("@waddenhost.example", "")))
                .as("who was not reached gets it once")
                .containsExactlyInAnyOrderElementsOf(dark);
        assertThat(hall.posts("sms", "marijke")).anyMatch(post -> post.text().contains("Zo staat het"));
        assertThat(notices()).as("nobody is called any more").isEqualTo(before);
        report.knows(person(dark.first()).id(), dark.first(), "link");
        assertThat(report.missed(tree))
                .as("who says so later goes off the list")
                .hasSize(dark.size() - 1);
        System.out.printf(
                "Phone tree: %d people, mail out, one of four locations dark: %d reached by %d calls in %d virtual minutes; exactly %d not reached.%n",
                trees.people(tree).size(),
                trees.people(tree).size() - dark.size(),
                trees.calls(tree).size(),
                Duration.between(began, Objects.requireNonNull(trees.get(tree).endedAt()))
                        .toMinutes(),
                dark.size());
    }

    @Test
    void whereNobodyWhoCanCallKnowsYetTheProgramCallsByAllWays() {
        company("Haarlem", "anouk", "bram");
        company("Zwolle", "emma", "marijke");
        var code = trouble();
        var tree = new long[1];
        jdbc.sql("update draaiboek.incident set lead = 'anouk', crisis_plan = true where code = ?")
                .param(code.value())
                .update();
        planStarts(code);
        tree[0] = last();
        assertThat(trees.get(tree[0]).startedBy()).isEqualTo("draaiboek");
        assertThat(state("anouk")).isEqualTo(Reached.BEING_CALLED);
        assertThat(told("anouk")).extracting(Post::channel).contains("sms", "call");
        planStarts(code);
        assertThat(last()).as("one at a time").isEqualTo(tree[0]);

        hall.passes(Duration.ofMinutes(10));
        assertThat(state("anouk")).isEqualTo(Reached.NO_ANSWER);
        var contacted = people().stream()
                .filter(who -> who.state() == Reached.BEING_CALLED)
                .map(InTree::person)
                .toList();
        assertThat(contacted).as("her branches go on").isNotEmpty().doesNotContain("anouk");
        var one = contacted.get(0);
        presses(told(one).stream()
                .filter(post -> post.channel().equals("call"))
                .findFirst()
                .orElseThrow());
        assertThat(state(one)).isEqualTo(Reached.REACHED);
        for (var minute = 0; minute < 100 && trees.get(tree[0]).endedAt() == null; minute += 2) {
            everyoneReports(Set.of(), Set.of());
            hall.passes(Duration.ofMinutes(2));
        }
        assertThat(state("anouk")).as("called once more, by somebody").isEqualTo(Reached.REACHED);
        onlyOnceReached(tree[0]);
    }

    @Test
    void itEndsWithItsIncidentAndWhoHadACallToMakeHearsThatTheyNeedNot() {
        company("Haarlem", "anouk", "bram", "chaima");
        company("Zwolle", "emma", "kehinde", "marijke", "daan", "farid", "joost");
        var code = RunningIncident.declared(scenario, jdbc, 2, true);
        var words = new HashMap<>(WORD);
        words.put("code", code.value());
        hall.starts("marijke", "phone-tree", words);
        var tree = last();
        var first = trees.toMake(person("marijke").id());
        var names = tasks("marijke").stream().map(Task::getName).toList();
        assertThat(names)
                .as("the list of tasks says whom to call")
                .allSatisfy(name ->
                        assertThat(name).startsWith("Call the next one: ").doesNotContain("06", "+31"))
                .doesNotHaveDuplicates();
        presses("marijke", "none", first.get(0));
        presses("marijke", "reached", first.get(1));
        var open = trees.calls(tree).stream()
                .filter(call -> call.outcome() == Outcome.OPEN)
                .toList();
        var callers = open.stream()
                .filter(call -> call.caller() != null)
                .map(call -> login(Objects.requireNonNull(call.caller())))
                .collect(Collectors.toSet());
        assertThat(callers).hasSizeGreaterThan(1).contains("marijke");
        assertThat(open).anyMatch(call -> daan(login(call.callee())));
        assertThat(open)
                .filteredOn(call -> call.caller() != null)
                .as("word for word, as whoever is called reads it")
                .allSatisfy(call -> assertThat(send(request(link(login(Objects.requireNonNull(call.caller()))))
                                        .GET())
                                .body())
                        .contains("<blockquote class=\"typed\">"
                                + WORD.get(daan(login(call.callee())) ? "whatInEnglish" : "what")));
        var missed = trees.people(tree).stream()
                .filter(who -> who.state() != Reached.REACHED)
                .map(InTree::person)
                .toList();
        var untold = Objects.requireNonNull(link("marijke"));
        hall.starts("marijke", "phone-tree", WORD);
        var other = last();

        transaction.executeWithoutResult(s -> resolveIncident.resolve(code, "anouk"));
        scenario.deliver();

        assertThat(trees.get(tree).endedAt()).isNotNull();
        assertThat(trees.get(tree).overWithIncident()).isTrue();
        assertThat(trees.get(other).endedAt()).as("one of its own goes on").isNull();
        assertThat(scenario.taskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(code.value())
                        .list())
                .as("neither calls nor a list to see to")
                .isEmpty();
        assertThat(trees.people(tree)).noneMatch(who -> who.state() == Reached.BEING_CALLED);
        for (var caller : callers) {
            assertThat(hall.posts("sms", caller))
                    .as(caller)
                    .filteredOn(post -> post.text()
                            .matches("(?s).*(is voorbij, en de telefoonboom ook|is over, and so is the phone tree).*"))
                    .filteredOn(post -> !post.text().matches("(?s).*(weten het|know[.:]).*"))
                    .hasSize(1);
            assertThat(scenario.mailsTo(caller + "@waddenhost.example"))
                    .extracting(MailServer.Mail::subject)
                    .anyMatch(subject -> subject.matches(".*(hoef je niet meer te bellen|need not call).*"));
        }
        var ended = record.of(code).stream()
                .filter(entry -> entry.kind().startsWith("phone-tree."))
                .toList();
        assertThat(ended).extracting(RecordEntry::kind).endsWith("phone-tree.over", "phone-tree.ended");
        assertThat((List<?>) ended.get(ended.size() - 1).details().get("notReached"))
                .map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(missed);
        assertThat(hall.posts("sms", "marijke"))
                .anyMatch(post -> post.text().contains("Het incident is voorbij")
                        && post.text().contains("Niet bereikt"));
        assertThat(send(request(untold).GET()).body())
                .contains("Het incident is voorbij, en de telefoonboom ook")
                .doesNotContain("Toon het nummer", "Bel nu");

        report.stop(other, "marijke", "Loos alarm");
        scenario.deliver();
        var before = notices();
        hall.passes(Duration.ofHours(2));
        assertThat(notices()).as("nobody is called any more").isEqualTo(before);
        hall.replies("chaima", "BEREIKT");
        assertThat(hall.posts("sms", "chaima")
                        .get(hall.posts("sms", "chaima").size() - 1)
                        .text())
                .contains("De telefoonboom is voorbij");
        assertThatThrownBy(() -> hall.starts("marijke", "phone-tree", words)).hasStackTraceContaining("is over");
        transaction.executeWithoutResult(s -> startPhoneTree.startFor(code));
        assertThat(last()).as("nor does the plan begin one").isEqualTo(other);
        scenario.complete("marijke", "UserTask_SeeMissed", Map.of());
    }

    private IncidentCode trouble() {
        var incident = new NewIncident(
                "Webshop laadt niet",
                Noticed.COLLEAGUE,
                Severity.TWO,
                List.of(),
                null,
                scenario.clock().instant(),
                false,
                null,
                "joost");
        var code = Objects.requireNonNull(transaction.execute(status -> openIncident.open(incident)));
        scenario.deliver();
        return code;
    }

    private void planStarts(IncidentCode code) {
        scenario.runtime()
                .createProcessInstanceByKey("crisis-communication")
                .businessKey(code.value())
                .setVariables(Map.of("incident", code.value()))
                .startBeforeActivity("ServiceTask_StartPhoneTree")
                .execute();
        scenario.deliver();
    }

    /** Each who is to call says what came of it, in one way or another; who is mute says nothing. */
    private void everyoneReports(Set<String> dark, Set<String> mute) {
        var calls = trees.calls(last()).stream()
                .filter(call -> call.outcome() == Outcome.OPEN && call.caller() != null)
                .toList();
        for (var call : calls) {
            var caller = login(Objects.requireNonNull(call.caller()));
            var callee = login(call.callee());
            if (mute.contains(caller) || call(call).outcome() != Outcome.OPEN) {
                continue;
            }
            var outcome = !dark.contains(callee)
                    ? Outcome.REACHED
                    : call.id() % 2 == 0 ? Outcome.NO_ANSWER : Outcome.MESSAGE_LEFT;
            switch ((int) (call.id() % 3)) {
                case 0 ->
                    events.publishEvent(new SmsReceived(
                            Hall.phone(caller),
                            (switch (outcome) {
                                        case REACHED -> "Reached ";
                                        case MESSAGE_LEFT -> "voicemail ";
                                        default -> "GEEN ";
                                    })
                                    + call.id(),
                            "twilio",
                            "SM" + call.id(),
                            scenario.clock().instant()));
                case 1 -> {
                    var task = Objects.requireNonNull(task(caller, call), caller + " has no task");
                    scenario.taskService().complete(task.getId(), Map.of("outcome", outcome.name()));
                }
                default -> report.report(call.id(), outcome, caller, "link");
            }
        }
        scenario.deliver();
    }

    /** Whoever was reached is called by nobody any more, and hears nothing more but whom they call. */
    private void onlyOnceReached(long tree) {
        for (var who : trees.people(tree)) {
            var reached = trees.calls(tree).stream()
                    .filter(call -> call.callee() == who.id() && call.outcome() == Outcome.REACHED)
                    .toList();
            assertThat(reached).as(who.person()).hasSizeLessThanOrEqualTo(1);
            if (who.state() == Reached.REACHED) {
                assertThat(trees.calls(tree).stream()
                                .filter(call -> call.callee() == who.id())
                                .map(TreeCall::askedAt))
                        .as(who.person())
                        .allMatch(asked -> !asked.isAfter(who.at()));
                assertThat(jdbc.sql(
                                        "select count(*) from draaiboek.phone_tree_notice where person = ? and kind = 'told' and at > ?")
                                .params(
                                        who.id(),
                                        java.time.OffsetDateTime.ofInstant(who.at(), java.time.ZoneOffset.UTC))
                                .query(Integer.class)
                                .single())
                        .as(who.person() + " is told once")
                        .isZero();
            }
        }
    }

    private int calls(long tree, InTree who) {
        return (int) trees.calls(tree).stream()
                .filter(call -> Objects.equals(call.caller(), who.id()))
                .count();
    }

    private static boolean daan(String person) {
        return Company.PEOPLE.stream()
                .anyMatch(one -> one.id().equals(person) && one.language().equals("en"));
    }

    private void company(String location, String... people) {
        for (var person : people) {
            hall.works(person, location);
        }
    }

    private void hire(String person) {
        var user = identity.newUser(person);
        user.setFirstName(person);
        user.setLastName("Bos");
        user.setEmail(person + "@waddenhost.example");
        identity.saveUser(user);
        identity.createMembership(person, "employees");
        hired.add(person);
    }

    private List<Post> nexts(String caller, String callee) {
        return hall.posts("sms", caller).stream()
                .filter(post -> post.text().replace(" ", "").contains(Hall.phone(callee)))
                .toList();
    }

    private List<Post> told(String person) {
        var posts = new ArrayList<Post>();
        for (var channel : List.of("sms", "call")) {
            hall.posts(channel, person).stream()
                    .filter(post -> post.text()
                            .matches("(?s).*(VOOR IEDEREEN|FOR EVERYONE|bericht voor iedereen|message for everyone).*"))
                    .forEach(posts::add);
        }
        return posts;
    }

    private List<Task> tasks(String person) {
        return scenario.taskService()
                .createTaskQuery()
                .taskDefinitionKey("UserTask_CallNext")
                .taskAssignee(person)
                .list();
    }

    private @Nullable Task task(String person, TreeCall call) {
        return scenario.taskService()
                .createTaskQuery()
                .taskDefinitionKey("UserTask_CallNext")
                .taskAssignee(person)
                .processVariableValueEquals("call", Long.toString(call.id()))
                .singleResult();
    }

    private String link(String person) {
        return hall.posts("sms", person).stream()
                .flatMap(post -> LINK.matcher(post.text()).results())
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(person + " got no link."));
    }

    private void presses(Post call) {
        events.publishEvent(new KeyPressed(call.message().key(), "1"));
        scenario.deliver();
    }

    private HttpResponse<String> presses(String person, String answer, TreeCall call) {
        return press(person, "answer=" + answer + "&call=" + call.id());
    }

    private HttpResponse<String> press(String person, String form) {
        var page = send(request(link(person))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        scenario.deliver();
        return page;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int notices() {
        return jdbc.sql("select count(*) from draaiboek.phone_tree_notice")
                .query(Integer.class)
                .single();
    }

    private long last() {
        return jdbc.sql("select max(id) from draaiboek.phone_tree")
                .query(Long.class)
                .single();
    }

    private List<InTree> people() {
        return trees.people(last());
    }

    private InTree person(String login) {
        return trees.person(last(), login).orElseThrow();
    }

    private Reached state(String login) {
        return person(login).state();
    }

    private String login(long person) {
        return trees.person(person).orElseThrow().person();
    }

    private TreeCall call(TreeCall call) {
        return trees.call(call.id()).orElseThrow();
    }

    private int looks(String person, String actor) {
        return jdbc.sql("select count(*) from draaiboek.contact_look where person = ? and actor = ?")
                .params(person, actor)
                .query(Integer.class)
                .single();
    }
}
