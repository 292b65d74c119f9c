package nl.draaiboek.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The promise clock across {@code kill -9}: eight incidents whose next words are promised at 02:15, each killed at
 * one of the four timers, before or after its transaction commits; and a ninth that nobody kills. Every step happens once.
 */
class PromiseKilledTests {

    private static final List<String> TIMERS =
            List.of("Timer_DraftDue", "Timer_ReminderDue", "Timer_LeadToBeTold", "Timer_PromisedTime");

    /** Just past each timer: the task five minutes before, the reminder two, the lead one, and the promised time. */
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-11-21T02:10:10Z"),
            Instant.parse("2026-11-21T02:13:10Z"),
            Instant.parse("2026-11-21T02:14:10Z"),
            Instant.parse("2026-11-21T02:15:10Z"));

    private static final int INCIDENTS = 2 * TIMERS.size() + 1;
    private static final int PATIENCE = 120;

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
    void eachStepOfTheClockHappensOnceHoweverTheProgramIsKilledAtItsTimers() {
        HeldAtTimers.prepare(jdbc, Instant.parse("2026-11-21T02:00:00Z"));
        var first = live("--incidents=" + INCIDENTS);
        first.await("first words", PATIENCE, () -> first.told("READY").size() == 1 && calm());
        var incidents = strings("select code from draaiboek.incident order by code");
        for (var number = 0; number < TIMERS.size(); number++) {
            HeldAtTimers.hold(jdbc, incidents.get(2 * number), TIMERS.get(number), 1, "written");
            HeldAtTimers.hold(jdbc, incidents.get(2 * number + 1), TIMERS.get(number), 1, "committed");
        }
        for (var time : TIMES) {
            HeldAtTimers.at(jdbc, time);
            var held = 2 * (TIMES.indexOf(time) + 1);
            first.await("all at " + time, PATIENCE, () -> first.told("AT").size() == held && calm());
        }
        first.kill();

        jdbc.sql("truncate crash_hold").update();
        HeldAtTimers.at(jdbc, TIMES.get(0));
        var second = live();
        for (var time : TIMES) {
            HeldAtTimers.at(jdbc, time);
            second.await("all at " + time, PATIENCE, () -> second.told("READY").size() == 1 && calm());
        }

        var whole = incidents.get(INCIDENTS - 1);
        assertThat(steps(whole))
                .as("the one that nobody killed")
                .contains("promise-notice mail writer 1", "promise-notice mail lead 1", "UserTask_WriteUpdate 2")
                .anyMatch(step -> step.matches("update mail customers 2|.* mail customers 2"));
        for (var incident : incidents) {
            assertThat(steps(incident)).as(incident).isEqualTo(steps(whole));
        }
        var keys = jdbc.sql("select dispatch || '.' || number from draaiboek.delivery where channel = 'mail'")
                .query(String.class)
                .set();
        System.out.printf(
                "Killed with -9 at each timer of the promise clock, before and after it commits: %d incidents, %d mails, %d taken,"
                        + " %d twice%n",
                INCIDENTS,
                keys.size(),
                server.taken().size(),
                server.count() - server.taken().size());
        assertThat(server.taken()).hasSameSizeAs(keys);
        assertThat(server.taken().values()).allMatch(times -> times.get() == 1);
        assertThat(strings("select exception_msg_ from act_ru_job where exception_msg_ is not null"))
                .isEmpty();
        assertThat(strings("select id_ from act_ru_incident")).isEmpty();
    }

    /** What happened, how often; and how many mails that made. */
    private List<String> steps(String incident) {
        return jdbc.sql(
                        """
                select message || ' ' || channel || ' ' || audience || ' ' || count(*) from draaiboek.dispatch
                 where incident = :incident group by message, channel, audience
                union all
                select channel || ' rows ' || sum(total) from draaiboek.dispatch where incident = :incident group by channel
                union all
                select 'updates ' || count(*) from draaiboek.incident_update where incident = :incident
                union all
                select t.task_def_key_ || ' ' || count(*) from act_hi_taskinst t join act_hi_procinst p on p.id_ = t.root_proc_inst_id_
                 where p.business_key_ = :incident and t.task_def_key_ is not null group by t.task_def_key_
                order by 1""")
                .param("incident", incident)
                .query(String.class)
                .list();
    }

    /** Nothing is due or being sent but in the incidents that are held. */
    private boolean calm() {
        return jdbc.sql(
                                """
                select (select count(*) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
                          join act_ru_execution r on r.id_ = e.root_proc_inst_id_, crash_clock c
                         where (j.duedate_ is null or j.duedate_ <= c.at at time zone 'UTC')
                           and r.business_key_ not in (select incident from crash_hold))
                     + (select count(*) from draaiboek.dispatch where remaining > 0 or state = 'open')""")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private ChildProgram live(String... more) {
        var settings = new ArrayList<>(List.of(
                "--clock-at=" + HeldAtTimers.at(jdbc),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.port()));
        settings.addAll(List.of(more));
        var life = ChildProgram.start(
                PromisingProgram.class, new File(folder, "life-" + lives.size() + ".log"), database, settings);
        lives.add(life);
        return life;
    }
}
