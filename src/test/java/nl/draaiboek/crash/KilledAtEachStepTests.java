package nl.draaiboek.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.MovableClock;
import nl.draaiboek.support.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The program is killed with {@code -9} in the middle of every service task of every diagram: once its effect is written and not
 * committed, right after it is committed, and where a service task waits for its messages once more when these are sent and it is
 * about to move on. Started again, each goes on, and what it leaves in our tables is what a twin leaves that nobody killed
 * (R-11.1, R-11.2).
 *
 * <p>Each service task has an incident of its own, so that one kill hits all that stand at such a point together.
 */
class KilledAtEachStepTests {

    /** Compared by what its entries say. */
    private static final Set<String> NOT_COUNTED = Set.of("record_entry");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Nothing came to a point for so long: what still can has come. */
    private static final Duration CALM = Duration.ofSeconds(3);

    private static final Duration AHEAD = Duration.between(Clock.systemUTC().instant(), MovableClock.START);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    File folder;

    private final SmtpSink server = SmtpSink.start();
    private final String database = EmbeddedDatabase.fresh() + "&options=-c%20synchronous_commit=on";
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", "postgres"));
    private final List<ChildProgram> lives = new ArrayList<>();

    @AfterEach
    void stop() {
        lives.forEach(ChildProgram::close);
        server.close();
    }

    @Test
    void everyServiceTaskGoesOnWithItsEffectOnceHoweverOftenTheProgramIsKilledInIt() {
        var kills = 0;
        for (var hit = killOnce(); hit > 0; hit = killOnce()) {
            kills++;
        }
        var last = live("--twins");
        last.await("rest", 120, () -> last.told("READY").size() == 1 && calm(), () -> "" + stillToDo());

        assertThat(last.told("FAILED")).isEmpty();
        assertThat(strings(
                        "select job_def_id_ || ' ' || exception_msg_ from act_ru_job where exception_msg_ is not null"))
                .isEmpty();
        assertThat(strings("select point || ' ' || moment from crash_moment where not killed"))
                .isEmpty();
        var points = strings("select point from crash_point where not twin order by point");
        assertThat(points).hasSizeGreaterThan(40);
        points.forEach(this::goesOnAsItsTwin);
        print(kills, points.size());
        theServerGotEveryMailAndFewTwice(kills);
    }

    /**
     * Lets the program run into as many points as it can, and kills it there.
     *
     * @return how many
     */
    private int killOnce() {
        if (!lives.isEmpty() && remaining() == 0) {
            return 0;
        }
        var program = live();
        program.await("start", 120, () -> program.told("READY").size() == 1);
        var waiting = remaining();
        var seen = 0;
        var since = System.nanoTime();
        while (System.nanoTime() - since < (seen == 0 ? PATIENCE : CALM).toNanos()) {
            if (program.told("AT").size() != seen) {
                seen = program.told("AT").size();
                since = System.nanoTime();
            }
            ChildProgram.pause();
        }
        program.kill();
        assertThat(program.told("FAILED")).isEmpty();
        var hit = new HashSet<>(program.told("AT"));
        if (hit.isEmpty()) {
            System.out.println(program.output());
        }
        assertThat(hit).as("reached of what is left: %s", leftToKill()).isNotEmpty();
        hit.forEach(at -> jdbc.sql("update crash_moment set killed = true where point || ' ' || moment = ?")
                .param(at)
                .update());
        System.out.printf("Killed with -9 at %d of %d moments of service tasks at once%n", hit.size(), waiting);
        return hit.size();
    }

    /** Each moment that nobody came to, with how its step and the messages of its incident stand. */
    private List<String> leftToKill() {
        return strings(
                """
                select m.point || ' ' || m.moment || ': step ' || coalesce((select string_agg(concat_ws(' ', a.act_id_, a.act_inst_state_,
                         a.end_time_), ', ') from act_hi_actinst a join act_hi_varinst v on v.proc_inst_id_ = a.proc_inst_id_
                        where v.name_ = 'crashPoint' and v.text_ = m.point), 'never begun')
                       || '; messages ' || coalesce((select string_agg(concat_ws(' ', d.message, d.channel, d.state, d.remaining, 'of',
                         d.total, d.settle_at), ', ') from draaiboek.dispatch d where d.incident = p.incident), 'none')
                       || '; channels down ' || coalesce((select string_agg(concat_ws(' ', channel, why), ', ')
                         from draaiboek.channel_state where down_since is not null), 'none')
                  from crash_moment m join crash_point p on p.point = m.point and not p.twin where not m.killed""");
    }

    private int remaining() {
        return jdbc.sql("select count(*) from crash_moment where not killed")
                .query(Integer.class)
                .single();
    }

    private boolean calm() {
        return stillToDo().isEmpty();
    }

    private List<String> stillToDo() {
        return strings(
                """
                select 'job ' || coalesce(exception_msg_, '') from act_ru_job where retries_ > 0 and suspension_state_ = 1 and (duedate_ is null or duedate_ <= :now)
                union all select 'dispatch of ' || activity || ' on ' || channel || ', ' || remaining || ' of ' || total || ', '
                  || coalesce((select string_agg(concat_ws('/', state, due_at, node, attempt, why), ' ')
                                 from draaiboek.delivery where dispatch = id), '') from draaiboek.dispatch where state = 'open'
                union all select 'signal' || id from draaiboek.signal where state = 'RECEIVED'
                union all select 'start of ' || point from crash_point p where not exists (
                  select 1 from act_hi_varinst v where v.name_ = 'crashIncident' and v.text_ = p.incident)""");
    }

    private void goesOnAsItsTwin(String point) {
        var activity = point.substring(point.indexOf('/') + 1);
        assertThat(strings(
                        """
                select a.act_inst_state_::text from act_hi_actinst a join act_hi_varinst v on v.proc_inst_id_ = a.proc_inst_id_
                 where v.name_ = 'crashPoint' and v.text_ = '%s' and a.act_id_ = '%s' and a.end_time_ is not null"""
                                .formatted(point, activity)))
                .as("%s ended once, and was not cancelled", point)
                .singleElement()
                .isNotEqualTo("2");
        assertThat(left(point, false)).as("what %s left", point).isEqualTo(left(point, true));
    }

    /** How many rows each of our tables has for the incidents of this point, and what the record says happened. */
    private Map<String, Object> left(String point, boolean twin) {
        var codes = strings(
                """
                with mine as (select * from crash_point where point = '%s' and twin = %s)
                select incident from mine union select other from mine
                union select s.incident from draaiboek.signal s, mine
                       where s.incident is not null and (s.id = mine.signal or s.title like '%%(' || mine.incident || ')%%')"""
                        .formatted(point, twin));
        var in = "('" + String.join("', '", codes) + "')";
        var left = new TreeMap<String, Object>();
        left.put("incidents", codes.size());
        for (var table : strings(
                """
                select table_name from information_schema.columns where table_schema = 'draaiboek' and column_name = 'incident'""")) {
            if (!NOT_COUNTED.contains(table)) {
                left.put(
                        table,
                        strings("select 'x' from draaiboek." + table + " where incident in " + in)
                                .size());
            }
        }
        left.put(
                "record",
                strings("select kind from draaiboek.record_entry where incident in " + in
                        // A program reads the policy once; it is in the record of whoever was first in its life.
                        // Twins are younger: a reminder may have come due meanwhile.
                        + " and kind not in ('decision.made', 'event.happened') order by kind"));
        left.put("states", strings("select state from draaiboek.incident where code in " + in + " order by state"));
        left.put(
                "deliveries",
                strings(
                        """
                select p.message || ' ' || p.channel || ' ' || d.state from draaiboek.delivery d join draaiboek.dispatch p on p.id = d.dispatch
                 where p.incident in %s order by 1"""
                                .formatted(in)));
        left.put(
                "instances",
                strings(
                        """
                select proc_def_key_ || ' ' || state_ from act_hi_procinst where business_key_ in %s order by 1"""
                                .formatted(in)));
        return left;
    }

    private void theServerGotEveryMailAndFewTwice(int kills) {
        var keys = strings(
                """
                select '<' || d.dispatch || '.' || d.number || '@haarlem-hosting.example>' from draaiboek.delivery d
                 where d.channel = 'mail' and d.state = 'delivered'""");
        assertThat(server.taken().keySet()).containsExactlyInAnyOrderElementsOf(keys);
        var twice = server.taken().values().stream().filter(n -> n.get() == 2).count();
        System.out.printf(
                "At the mail server: %d keys, 0 lost, %d twice (at most %d), none more often; %d posts, none twice%n",
                keys.size(),
                twice,
                kills * 16 * 20,
                strings("select key from crash_post").size());
        assertThat(twice).isLessThanOrEqualTo(kills * 16L * 20);
        assertThat(server.taken().values()).allMatch(n -> n.get() <= 2);
        assertThat(strings("select key from crash_post"))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    private void print(int kills, int points) {
        System.out.printf(
                "%d service tasks, %d points, %d kills with -9: each ended once and left what its twin left%n",
                points, strings("select point from crash_moment").size(), kills);
    }

    private List<String> strings(String sql) {
        var statement = jdbc.sql(sql);
        return (sql.contains(":now")
                        ? statement.param(
                                "now", LocalDateTime.now(ZoneOffset.UTC).plus(AHEAD))
                        : statement)
                .query(String.class)
                .list();
    }

    private ChildProgram live(String... more) {
        var settings = new ArrayList<>(List.of(
                "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + server.port(), "--clock-ahead=" + AHEAD));
        settings.addAll(List.of(more));
        var program = ChildProgram.start(
                SteppingProgram.class, new File(folder, "life-" + lives.size() + ".log"), database, settings);
        lives.add(program);
        return program;
    }
}
