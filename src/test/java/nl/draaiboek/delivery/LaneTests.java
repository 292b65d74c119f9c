package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import nl.draaiboek.engine.JobLocks;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * How a channel is treated that asks for rest, refuses or breaks. A lane that is made anew knows what a program
 * knows that has just started: what stands in the tables.
 */
@ScenarioTest
class LaneTests {

    private static final Outcome DELIVERED = new Outcome.Delivered(null);
    private static final Outcome DOWN = new Outcome.ChannelDown("Connection refused", null);

    @Autowired
    Scenario scenario;

    @Autowired
    SendingProcess sending;

    @Autowired
    Outbox outbox;

    @Autowired
    ChannelStates states;

    @Autowired
    Settlement settlement;

    @Autowired
    DeliveryFigures figures;

    @Autowired
    JobLocks jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    DataSource database;

    @Autowired
    PlatformTransactionManager transactions;

    IncidentCode incident;

    private final List<OutgoingMessage> tried = new CopyOnWriteArrayList<>();
    private final List<DeliveryWorker> workers = new ArrayList<>();

    @BeforeEach
    void anIncident() {
        sending.saying("Wij onderzoeken het.");
        incident = sending.incident();
    }

    @AfterEach
    void stop() {
        workers.forEach(DeliveryWorker::stop);
    }

    @Test
    void aChannelThatAsksForRestIsLeftAloneForSoLongAlsoAfterARestart() {
        var x = channel("x", message -> tried.size() == 1 ? resting(Duration.ofMinutes(15)) : DELIVERED);
        ask("x", "nl");
        run(lane(x));
        assertThat(tried).hasSize(1);

        advance(Duration.ofMinutes(15).minusSeconds(1));
        run(lane(x));
        assertThat(tried).hasSize(1);

        advance(Duration.ofSeconds(2));
        run(lane(x));
        assertThat(tried).hasSize(2);
        assertThat(rows("delivered")).isEqualTo(1);
    }

    @Test
    void anAddressThatMustWaitIsTriedAgainAfterItsBackOffAlsoAfterARestart() {
        var mail = channel(
                "mail", message -> message.attempt() < 3 ? new Outcome.TryLater("450 greylisted", null) : DELIVERED);
        ask("mail", "mia@klant.example");
        run(lane(mail));
        assertThat(tried).hasSize(1);

        advance(Duration.ofSeconds(9));
        run(lane(mail));
        assertThat(tried)
                .as("the first back-off is ten seconds and up to a quarter")
                .hasSize(1);
        advance(Duration.ofSeconds(4));
        run(lane(mail));
        assertThat(tried).hasSize(2);

        advance(Duration.ofSeconds(19));
        run(lane(mail));
        assertThat(tried).as("the second is twice that").hasSize(2);
        advance(Duration.ofSeconds(7));
        run(lane(mail));
        assertThat(tried).extracting(OutgoingMessage::attempt).containsExactly(1, 2, 3);
        assertThat(tried)
                .extracting(OutgoingMessage::key)
                .containsOnly(tried.get(0).key());
        assertThat(rows("delivered")).isEqualTo(1);
    }

    @Test
    void aServerThatRefusesEveryoneForNowIsNotDownAndItsAddressesFailInTheEnd() {
        var mail = channel("mail", message -> new Outcome.TryLater("452 4.3.1 disk full", null));
        ask("mail", "mia@klant.example", "noor@klant.example");
        var lane = lane(mail);

        for (var minute = 0; minute < 10; minute++) {
            run(lane);
            advance(Duration.ofMinutes(1));
        }

        assertThat(tried).as("three attempts each").hasSize(6);
        assertThat(states.of("mail").map(ChannelStates.ChannelState::downSince)).isEmpty();
        assertThat(rows("failed")).isEqualTo(2);
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
        scenario.settle();
        assertThat(scenario.tasks("UserTask_DecideOnAddresses")).hasSize(1);
    }

    @Test
    void oneRefusedAddressAmongManyLeavesTheBreakerClosed() {
        var mail = channel(
                "mail",
                message -> message.recipient().address().startsWith("weg") ? new Outcome.Refused("550") : DELIVERED);
        ask(
                "mail",
                "weg1@klant.example",
                "weg2@klant.example",
                "weg3@klant.example",
                "weg4@klant.example",
                "mia@klant.example");

        run(lane(mail));

        assertThat(rows("failed")).isEqualTo(4);
        assertThat(rows("delivered")).isEqualTo(1);
        assertThat(states.of("mail").map(ChannelStates.ChannelState::downSince)).isEmpty();
    }

    @Test
    void afterThreeFailuresTheBreakerLetsOneThroughAtATimeUntilItWorksAgain() {
        var works = new boolean[1];
        var mail = channel("mail", message -> works[0] ? DELIVERED : DOWN);
        ask("mail", "mia@klant.example", "noor@klant.example", "liam@klant.example");
        var lane = lane(mail);

        run(lane, 20);
        assertThat(tried).as("opens after three").hasSize(3);

        advance(Duration.ofSeconds(3));
        run(lane, 20);
        assertThat(tried).as("half open: one, which fails").hasSize(4);
        advance(Duration.ofSeconds(3));
        run(lane, 20);
        assertThat(tried).as("now it waits for longer").hasSize(4);

        works[0] = true;
        advance(Duration.ofSeconds(3));
        run(lane, 20);
        assertThat(rows("delivered")).isEqualTo(3);
        assertThat(states.of("mail").map(ChannelStates.ChannelState::downSince)).isEmpty();
        assertThat(sending.endedAt(incident)).isEqualTo("EndEvent_Sent");
    }

    @Test
    void sendsNoMoreInASecondThanTheChannelTakes() {
        var mail = new Scripted("mail", 20, message -> DELIVERED);
        ask("mail", addresses(50));
        var began = System.nanoTime();

        run(lane(mail));

        assertThat(rows("delivered")).isEqualTo(50);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aMailWhoseFateIsUnknownGoesAgainUnderItsKeyAndAPostDoesNot() {
        var mail = channel("mail", message -> tried.size() == 1 ? new Outcome.Unknown("dropped") : DELIVERED);
        ask("mail", "mia@klant.example");
        run(lane(mail));
        advance(Duration.ofSeconds(13));
        run(lane(mail));
        assertThat(tried)
                .hasSize(2)
                .extracting(OutgoingMessage::key)
                .containsOnly(tried.get(0).key());
        assertThat(rows("delivered")).isEqualTo(1);

        tried.clear();
        var x = channel("x", message -> new Outcome.Unknown("no answer"));
        ask("x", "nl");
        run(lane(x));
        advance(Duration.ofMinutes(10));
        run(lane(x));
        assertThat(tried).hasSize(1);
        assertThat(rows("unknown")).isEqualTo(1);
    }

    @Test
    void aCallWhoseFateIsUnknownIsRepeatedOnceAndMarked() {
        var call = channel("call", message -> tried.size() == 1 ? new Outcome.Unknown("no answer") : DELIVERED);
        ask("call", "+31612345699");
        run(lane(call));
        advance(Duration.ofSeconds(13));
        run(lane(call));
        assertThat(tried).extracting(OutgoingMessage::again).containsExactly(false, true);
        assertThat(jdbc.sql("select why from draaiboek.delivery where state = 'delivered'")
                        .query(String.class)
                        .single())
                .startsWith("Sent once more");

        tried.clear();
        ask("call", "+31612345698");
        var silent = channel("call", message -> new Outcome.Unknown("no answer"));
        for (var minute = 0; minute < 10; minute++) {
            run(lane(silent));
            advance(Duration.ofMinutes(1));
        }
        assertThat(tried).hasSize(2);
        assertThat(rows("unknown")).isEqualTo(1);
    }

    @Test
    void aCallThatWasUnderWayWhenTheProgramDiedIsRepeatedOnceHoweverOftenItDies() {
        ask("call", "+31612345697");
        for (var death = 0; death < 2; death++) {
            outbox.claim("call", 1, UUID.randomUUID(), null, Duration.ofSeconds(90));
            advance(Duration.ofSeconds(91));
        }
        run(lane(channel("call", message -> DELIVERED)));
        assertThat(tried).as("both may have gone out").isEmpty();
        assertThat(rows("unknown")).isEqualTo(1);

        ask("call", "+31612345696");
        outbox.claim("call", 1, UUID.randomUUID(), null, Duration.ofSeconds(90));
        advance(Duration.ofSeconds(91));
        run(lane(channel("call", message -> DELIVERED)));
        assertThat(tried).extracting(OutgoingMessage::again).containsExactly(true);
    }

    @Test
    void aPostIsNotRepeatedBecauseTheStateOfItsChannelCouldNotBeWrittenDown() {
        states.failed("x", "It was down.", null);
        var x = channel(
                "x", message -> tried.size() == 1 ? new Outcome.Delivered("17") : new Outcome.Unknown("no answer"));
        ask("x", "nl");
        incident = sending.incident();
        ask("x", "nl");
        jdbc.sql("alter table draaiboek.channel_state add constraint nobody_notes check (false) not valid")
                .update();
        try {
            run(lane(x), 10);
        } finally {
            jdbc.sql("alter table draaiboek.channel_state drop constraint nobody_notes")
                    .update();
        }
        advance(Duration.ofMinutes(10));
        run(lane(x), 10);

        assertThat(tried).hasSize(2);
        assertThat(rows("delivered")).isEqualTo(1);
        assertThat(rows("unknown")).isEqualTo(1);
    }

    @Test
    void aMessageThatNobodyCanReadHoldsUpNoOther() {
        ask("mail", "mia@klant.example", "noor@klant.example");
        jdbc.sql("update draaiboek.delivery set own = 'no json' where address like 'mia%'")
                .update();
        run(lane(channel("mail", message -> DELIVERED)));
        assertThat(rows("failed")).isEqualTo(1);
        assertThat(rows("delivered")).isEqualTo(1);

        ask("mail", "liam@klant.example");
        jdbc.sql("update draaiboek.dispatch_content set facts = 'no json'").update();
        ask("mail", "sem@klant.example");
        jdbc.sql("update draaiboek.delivery set priority = 0 where address like 'liam%'")
                .update();
        run(lane(channel("mail", message -> DELIVERED)));

        assertThat(tried)
                .extracting(message -> message.recipient().address())
                .containsExactly("noor@klant.example", "sem@klant.example");
        assertThat(rows("failed")).isEqualTo(2);
    }

    @Test
    void aNodeIsWokenByAnotherAndAChannelThatStallsHoldsUpNoOther() throws Exception {
        var stalled = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var arrived = new CountDownLatch(3);
        var x = channel("x", message -> {
            stalled.countDown();
            await(goOn);
            return DELIVERED;
        });
        var mail = channel("mail", message -> {
            arrived.countDown();
            return DELIVERED;
        });
        var node = node(List.of(x, mail));
        node.start();
        try {
            ask("x", "nl");
            assertThat(stalled.await(10, TimeUnit.SECONDS))
                    .as("woken, for by itself it looks once an hour")
                    .isTrue();
            ask("mail", "mia@klant.example", "noor@klant.example", "liam@klant.example");
            assertThat(arrived.await(10, TimeUnit.SECONDS))
                    .as("mail while X stalls")
                    .isTrue();
        } finally {
            goOn.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String channel, String... addresses) {
        sending.start(incident, channel, addresses);
        scenario.settle();
    }

    private static String[] addresses(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(n -> "klant" + n + "@klant.example")
                .toArray(String[]::new);
    }

    private void advance(Duration duration) {
        scenario.clock().advance(duration);
    }

    private static void run(Lane lane) {
        run(lane, 100);
    }

    /** As a worker does that is woken so often. */
    private static void run(Lane lane, int times) {
        for (var time = 0; time < times; time++) {
            lane.runOnce();
        }
        lane.close();
    }

    private Lane lane(Channel channel) {
        return new Lane(
                channel,
                outbox,
                states,
                settlement,
                nodes(List.of(channel)),
                figures,
                new Brakes(clock).of(channel),
                properties(),
                clock,
                () -> true,
                () -> {});
    }

    /** Another program on the same database. */
    private DeliveryWorker node(List<Channel> channels) {
        var worker = new DeliveryWorker(
                outbox,
                new Channels(channels),
                states,
                settlement,
                nodes(channels),
                figures,
                new Brakes(clock),
                properties(),
                clock,
                database);
        workers.add(worker);
        return worker;
    }

    private Nodes nodes(List<Channel> channels) {
        return new Nodes(jdbc, jobs, outbox, new Channels(channels), properties(), clock, transactions);
    }

    private static DeliveryProperties properties() {
        return new DeliveryProperties(true, Duration.ofSeconds(90), Duration.ofHours(1), 100, 20, Duration.ofHours(1));
    }

    private static Outcome resting(Duration asked) {
        return new Outcome.ChannelDown("429 Too Many Requests", asked);
    }

    private Scripted channel(String name, Function<OutgoingMessage, Outcome> answers) {
        return new Scripted(name, 1_000, answers);
    }

    private int rows(String state) {
        return jdbc.sql("select count(*) from draaiboek.delivery where state = ?")
                .param(state)
                .query(Integer.class)
                .single();
    }

    /** Answers what the test says. */
    private final class Scripted implements Channel {

        private final String name;
        private final int perSecond;
        private final Function<OutgoingMessage, Outcome> answers;
        private final AtomicInteger open = new AtomicInteger();

        Scripted(String name, int perSecond, Function<OutgoingMessage, Outcome> answers) {
            this.name = name;
            this.perSecond = perSecond;
            this.answers = answers;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Readiness readiness() {
            return Readiness.ready();
        }

        @Override
        public ChannelPolicy policy() {
            return new ChannelPolicy(
                    1, perSecond, 3, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(2), repeats());
        }

        private int repeats() {
            return switch (name) {
                case "x" -> 0;
                case "call" -> 1;
                default -> ChannelPolicy.ALWAYS;
            };
        }

        @Override
        public Session open() {
            assertThat(open.incrementAndGet()).as("one session a lane").isEqualTo(1);
            return new Session() {
                @Override
                public Outcome send(OutgoingMessage message) {
                    tried.add(message);
                    return answers.apply(message);
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }
}
