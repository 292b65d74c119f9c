package nl.draaiboek.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The ladder of a page across {@code kill -9}: incidents that are killed at each of its waits, before or after the
 * transaction that ends the wait commits, and while a gateway has an SMS or a call of which nobody knows the outcome. Each step
 * leaves one row, nobody is forgotten, and a call of unknown outcome is repeated once at most.
 */
class LadderKilledTests {

    /** A wait, and which of the times that it ends. */
    private record Wait(String timer, int nth) {}

    /** Bram's SMS, his call, the backup, the manager; then the round begins again. */
    private static final List<Wait> WAITS = List.of(
            new Wait("Timer_NextWay", 1),
            new Wait("Timer_NextWay", 2),
            new Wait("Timer_NextWay", 3),
            new Wait("Timer_NextWay", 4),
            new Wait("Timer_NextRound", 1));

    /** Just past the end of each. */
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-11-21T02:01:10Z"),
            Instant.parse("2026-11-21T02:06:20Z"),
            Instant.parse("2026-11-21T02:11:30Z"),
            Instant.parse("2026-11-21T02:16:40Z"),
            Instant.parse("2026-11-21T02:18:50Z"));

    private static final List<String> LADDER =
            List.of("FIRST bram sms", "FIRST bram call", "BACKUP kehinde mail", "MANAGER marijke mail");

    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant PROGRESS_DUE = Instant.parse("2026-11-21T02:49:30Z");
    private static final Instant LAST_CALL = Instant.parse("2026-11-21T02:50:40Z");
    private static final Instant LATER = Instant.parse("2026-11-21T02:56:50Z");

    private static final int INCIDENTS = 2 * WAITS.size() + 1;
    private static final int PATIENCE = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    File folder;

    private final SmtpSink server = SmtpSink.start();
    private final HoldingGateway gateway = new HoldingGateway();
    private final String database = EmbeddedDatabase.fresh() + "&options=-c%20synchronous_commit=on";
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", "postgres"));
    private final List<ChildProgram> lives = new ArrayList<>();

    @AfterEach
    void stop() {
        lives.forEach(ChildProgram::close);
        server.close();
        gateway.close();
    }

    @Test
    void eachStepOfTheLadderHappensOnceHoweverTheProgramIsKilledAtItsWaits() {
        HeldAtTimers.prepare(jdbc, START);
        jdbc.sql("create table crash_order (what text, about text)").update();

        var first = live();
        onCall();
        for (var number = 0; number < INCIDENTS; number++) {
            order("page", "ladder " + number);
        }
        first.await("pages", PATIENCE, () -> count("select count(*) from draaiboek.page") == INCIDENTS && calm());
        for (var number = 0; number < WAITS.size(); number++) {
            var time = TIMES.get(number);
            var held = 2 * (number + 1);
            hold("ladder " + 2 * number, WAITS.get(number), "written");
            hold("ladder " + (2 * number + 1), WAITS.get(number), "committed");
            HeldAtTimers.at(jdbc, time);
            first.await("all at " + time, PATIENCE, () -> first.told("AT").size() == held && calm());
        }
        gateway.keepSilent("silent sms");
        order("page", "silent sms");
        first.await("SMS without an answer", PATIENCE, () -> gateway.held() == 1);
        first.kill();

        jdbc.sql("truncate crash_hold").update();
        HeldAtTimers.at(jdbc, TIMES.get(0));
        var second = live();
        for (var time : TIMES) {
            HeldAtTimers.at(jdbc, time);
            second.await("all at " + time, PATIENCE, this::calm);
        }
        for (var number = 0; number < INCIDENTS; number++) {
            order("answer", "ladder " + number);
        }
        second.await("answers", PATIENCE, () -> answered() == INCIDENTS && calm());
        hold("ladder 0", new Wait("Timer_ProgressDue", 1), "written");
        hold("ladder 1", new Wait("Timer_ProgressDue", 1), "committed");
        HeldAtTimers.at(jdbc, PROGRESS_DUE);
        second.await("progress due", PATIENCE, () -> second.told("AT").size() == 2 && calm());
        order("page", "silent call");
        second.await(
                // Else the SMS is the next request, and not the call.
                "SMS before the call",
                PATIENCE,
                () -> states("silent call", "sms").equals(List.of("delivered 0")) && calm());
        gateway.keepSilent("silent call");
        HeldAtTimers.at(jdbc, LAST_CALL);
        second.await("call without an answer", PATIENCE, () -> gateway.held() == 2);
        second.kill();

        jdbc.sql("truncate crash_hold").update();
        gateway.keepSilent("silent call");
        HeldAtTimers.at(jdbc, PROGRESS_DUE);
        var third = live();
        third.await("repeated call without an answer", PATIENCE, () -> gateway.held() == 3);
        third.kill();

        var fourth = live();
        for (var time : List.of(PROGRESS_DUE, LAST_CALL, LATER)) {
            HeldAtTimers.at(jdbc, time);
            fourth.await("all at " + time, PATIENCE, this::calm);
        }
        fourth.await(
                "rest",
                PATIENCE,
                () -> calm() && count("select count(*) from draaiboek.delivery where state = 'open'") == 0);

        for (var number = 0; number < INCIDENTS; number++) {
            everyStepIsThereOnce("ladder " + number);
        }
        assertThat(count("select count(*) from draaiboek.page")).isEqualTo(INCIDENTS + 2);
        nobodyIsForgottenWhereAnOutcomeIsUnknown();
        everyMessageWentOutOnceButThoseInDoubt();
        assertThat(strings("select exception_msg_ from act_ru_job where exception_msg_ is not null"))
                .isEmpty();
        assertThat(strings("select id_ from act_ru_incident")).isEmpty();
    }

    /** One row a step, in order and none left out, in each round until somebody answered; then it lapsed, and began again. */
    private void everyStepIsThereOnce(String title) {
        var attempts = attempts(title);
        var rounds = attempts.stream()
                .collect(Collectors.groupingBy(
                        attempt -> Integer.parseInt(attempt.substring(0, 1)),
                        TreeMap::new,
                        Collectors.mapping(attempt -> attempt.substring(2), Collectors.toList())));
        var last = rounds.lastKey();
        assertThat(rounds.keySet())
                .as(title)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last).boxed().toList());
        assertThat(rounds.get(1)).as("%s: %s", title, attempts).isEqualTo(LADDER);
        assertThat(rounds.values())
                .as("%s: %s", title, attempts)
                .hasSizeGreaterThan(1)
                .allSatisfy(round -> assertThat(LADDER.subList(0, round.size())).isEqualTo(round));
        assertThat(told(title))
                .as(title)
                .contains("page.opened 1", "page.acknowledged 1", "page.lapsed 1", "page.sent " + attempts.size());
    }

    private void nobodyIsForgottenWhereAnOutcomeIsUnknown() {
        assertThat(attempts("silent sms"))
                .startsWith("1 FIRST bram sms", "1 FIRST bram call", "1 BACKUP kehinde mail", "1 MANAGER marijke mail");
        assertThat(attempts("silent call"))
                .as("the next is called though nobody knows whether the call rang")
                .startsWith("1 FIRST bram sms", "1 FIRST bram call", "1 BACKUP kehinde mail");
        assertThat(states("silent sms", "sms").get(0)).isEqualTo("delivered 1");
        assertThat(states("silent call", "call"))
                .as("not tried a third time, and marked")
                .singleElement()
                .isEqualTo("unknown 2");
    }

    /** What was on its way when the program was killed goes once more at most, and its row says so. */
    private void everyMessageWentOutOnceButThoseInDoubt() {
        var keys = strings(
                "select '/' || channel || ' ' || dispatch || '.' || number from draaiboek.delivery where channel in ('sms', 'call')");
        var inDoubt = strings(
                """
                select case channel when 'mail' then '<' || dispatch || '.' || number || '@haarlem-hosting.example>'
                  else '/' || channel || ' ' || dispatch || '.' || number end from draaiboek.delivery where doubts > 0""");
        var twice = twice(gateway.requests());
        var mailsTwice = twice(server.taken());
        System.out.printf(
                "Killed with -9 at each wait of the ladder, before and after it commits: %d pages, %d SMS and calls, %d twice; %d mails,"
                        + " %d twice; %d in doubt%n",
                INCIDENTS + 2, keys.size(), twice.size(), server.taken().size(), mailsTwice.size(), inDoubt.size());
        assertThat(gateway.requests().keySet()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(server.taken())
                .hasSize(count(
                        "select count(*) from draaiboek.delivery where channel = 'mail' and state = 'delivered'"));
        assertThat(twice).as("the two that got no answer, at least").hasSizeGreaterThanOrEqualTo(2);
        assertThat(inDoubt).containsAll(twice).containsAll(mailsTwice);
        assertThat(gateway.requests().values()).allMatch(times -> times.get() <= 2);
        assertThat(server.taken().values()).allMatch(times -> times.get() <= 2);
    }

    private static List<String> twice(Map<String, AtomicInteger> taken) {
        return taken.entrySet().stream()
                .filter(each -> each.getValue().get() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Bram by SMS and then by phone, Kehinde after him. */
    private void onCall() {
        jdbc.sql(
                        """
                insert into draaiboek.on_call_schedule (id, name_nl, name_en, serves, changed_at)
                values ('hosting', 'Hosting', 'Hosting', 'responders', now())""")
                .update();
        jdbc.sql("insert into draaiboek.on_call_calendar (schedule, place) values ('hosting', 1)")
                .update();
        jdbc.sql(
                        """
                insert into draaiboek.on_call_shift (schedule, place, rank, person, event, starts_at, ends_at)
                select 'hosting', 1, rank, person, 'shift', '2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z'
                  from (values (1, 'bram'), (2, 'kehinde')) as shift(rank, person)""")
                .update();
        jdbc.sql(
                        """
                insert into draaiboek.contact (person, primary_phone, ways_by_day, ways_by_night, changed_at)
                values ('bram', '+31612345678', 'sms > call', 'sms > call', now())""")
                .update();
    }

    private void order(String what, String title) {
        jdbc.sql("insert into crash_order values (?, ?)").params(what, title).update();
    }

    private void hold(String title, Wait wait, String moment) {
        HeldAtTimers.hold(jdbc, code(title), wait.timer(), wait.nth(), moment);
    }

    private String code(String title) {
        return jdbc.sql("select code from draaiboek.incident where title = ?")
                .param(title)
                .query(String.class)
                .single();
    }

    private int answered() {
        return count("select count(*) from draaiboek.page where state = 'ACKNOWLEDGED'");
    }

    /** The ways that were tried, in their order. */
    private List<String> attempts(String title) {
        return jdbc.sql(
                        """
                select concat_ws(' ', a.round, a.rung, a.person, a.way) from draaiboek.page_attempt a
                  join draaiboek.page p on p.id = a.page join draaiboek.incident i on i.code = p.incident
                 where i.title = ? order by a.id""")
                .param(title)
                .query(String.class)
                .list();
    }

    /** What the record says of its page, how often. */
    private List<String> told(String title) {
        return jdbc.sql(
                        """
                select kind || ' ' || count(*) from draaiboek.record_entry r join draaiboek.incident i on i.code = r.incident
                 where i.title = ? and kind like 'page.%' group by kind order by 1""")
                .param(title)
                .query(String.class)
                .list();
    }

    /** What became of its messages on a channel, and how often nobody knew. */
    private List<String> states(String title, String channel) {
        return jdbc.sql(
                        """
                select d.state || ' ' || d.doubts from draaiboek.delivery d join draaiboek.dispatch p on p.id = d.dispatch
                  join draaiboek.incident i on i.code = p.incident
                 where i.title = :title and d.channel = :channel order by p.created_at""")
                .params(Map.of("title", title, "channel", channel))
                .query(String.class)
                .list();
    }

    /** Nothing is due, ordered or being sent but in the incidents that are held. */
    private boolean calm() {
        return count(
                        """
                select (select count(*) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
                          join act_ru_execution r on r.id_ = e.root_proc_inst_id_, crash_clock c
                         where (j.duedate_ is null or j.duedate_ <= c.at at time zone 'UTC')
                           and r.business_key_ not in (select incident from crash_hold))
                     + (select count(*) from draaiboek.delivery d, crash_clock c where d.state = 'open' and d.due_at <= c.at)
                     + (select count(*) from crash_order)""")
                == 0;
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private ChildProgram live() {
        var settings = new ArrayList<>(List.of(
                "--clock-at=" + HeldAtTimers.at(jdbc),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.port(),
                "--draaiboek.paging.per-person-per-hour=1000"));
        for (var kind : List.of("sms", "call")) {
            settings.add("--draaiboek." + kind + ".providers=holding");
            settings.add("--draaiboek." + kind + ".gateways.holding.url=" + gateway.address(kind));
            settings.add("--draaiboek." + kind + ".gateways.holding.headers=Content-Type: text/plain");
            settings.add("--draaiboek." + kind + ".gateways.holding.body={message} {text}");
        }
        var life = ChildProgram.start(
                PagingProgram.class, new File(folder, "life-" + lives.size() + ".log"), database, settings);
        lives.add(life);
        life.await("start", PATIENCE, () -> life.told("READY").size() == 1);
        return life;
    }
}
