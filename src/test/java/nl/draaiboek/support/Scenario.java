package nl.draaiboek.support;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.DeliveryWorker;
import nl.draaiboek.delivery.chat.ReadChat;
import nl.draaiboek.delivery.chat.StandInChat;
import nl.draaiboek.intake.ActOnSignals;
import nl.draaiboek.response.room.FollowIncident;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a test does to the program: move time, do tasks as somebody, let what is due happen. */
public final class Scenario {

    /** Of the source {@code monitoring}. */
    public static final String MONITORING_TOKEN = "tests-monitoring-9f4c1e7ab2d8506377";

    /** Of the source {@code tickets}. */
    public static final String TICKETS_TOKEN = "tests-tickets-51d3b8a09c7e6f24b8";

    private final ApplicationContext context;

    Scenario(ApplicationContext context) {
        this.context = context;
    }

    /** Moves the clock and lets everything that is due by then happen, jobs in the order they were due. */
    public void advance(Duration duration) {
        clock().advance(duration);
        settle();
    }

    /** Runs due jobs until none is left. A job that fails is a failure of the test. */
    public void settle() {
        for (var rounds = 0; rounds < 500; rounds++) {
            var jobs = management()
                    .createJobQuery()
                    .executable()
                    .orderByJobDuedate()
                    .asc()
                    .listPage(0, 1);
            if (jobs.isEmpty()) {
                return;
            }
            management().executeJob(jobs.get(0).getId());
        }
        throw new AssertionError("Jobs keep coming: something runs in a circle.");
    }

    /** Acts on all that came in, and lets follow what follows. What cannot be acted on is a failure of the test. */
    public void takeIn() {
        var act = context.getBean(ActOnSignals.class);
        while (act.actOnce()) {
            // Until nothing is due.
        }
        var errors = context.getBean(JdbcClient.class)
                .sql("select id || ': ' || error from draaiboek.signal where error is not null")
                .query(String.class)
                .list();
        if (!errors.isEmpty()) {
            throw new AssertionError("What came in could not be acted on: " + errors);
        }
        settle();
    }

    /**
     * Lets the outbox send what is due, to the real mail server and the other channels, and what follows happen, until nothing
     * is left to do. What must wait (a retry, a channel that is down) waits until the clock is moved.
     */
    public void deliver() {
        var worker = context.getBean(DeliveryWorker.class);
        for (var rounds = 0; rounds < 100; rounds++) {
            settle();
            if (!worker.drain()) {
                return;
            }
        }
        throw new AssertionError("Messages keep coming: something runs in a circle.");
    }

    /** What the mail server received since the test began. */
    public List<MailServer.Mail> mails() {
        return MailServer.mails();
    }

    /** What the mail server received for this address. */
    public List<MailServer.Mail> mailsTo(String address) {
        return mails().stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** Stops the mail server: connections are refused. It is back before the next test. */
    public void mailGoesOut() {
        MailServer.goOut();
    }

    public void mailComesBack() {
        MailServer.comeBack();
    }

    /** What was posted on a channel that has a stand-in ({@code x}, …), oldest first. */
    public List<Post> posts(String channel) {
        return standIn(channel).posts();
    }

    /** Takes a channel that has a stand-in down, or up again. */
    public void channelDown(String channel, boolean down) {
        standIn(channel).setDown(down);
    }

    /** The chat system, off until it is turned on. */
    public StandInChat chat() {
        return context.getBean(StandInChat.class);
    }

    /** Lets what people said in the rooms be read, and the rooms be told what happened. */
    public void readChat() {
        ReadChat.now(context);
        context.getBean(FollowIncident.class).look();
    }

    private StandInChannel standIn(String channel) {
        return context.getBeansOfType(StandInChannel.class).values().stream()
                .filter(standIn -> standIn.name().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    /** The only open task with this id in the diagram. */
    public Task task(String definitionKey) {
        var tasks = tasks(definitionKey);
        if (tasks.size() != 1) {
            var open = taskService().createTaskQuery().list().stream()
                    .map(Task::getTaskDefinitionKey)
                    .toList();
            throw new AssertionError(
                    "Expected one task " + definitionKey + ", found " + tasks.size() + ". Open: " + open);
        }
        return tasks.get(0);
    }

    public List<Task> tasks(String definitionKey) {
        return taskService().createTaskQuery().taskDefinitionKey(definitionKey).list();
    }

    /** The groups that are asked, in alphabetical order. */
    public List<String> groups(Task task) {
        return taskService().getIdentityLinksForTask(task.getId()).stream()
                .map(link -> link.getGroupId())
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    /** Completes the only open task of this id as this user, with what the form would send, and lets follow what follows. */
    public void complete(String user, String definitionKey, Map<String, Object> form) {
        var identity = context.getBean(ProcessEngine.class).getIdentityService();
        var task = task(definitionKey);
        Company.act(identity, user);
        try {
            if (task.getAssignee() == null) {
                taskService().claim(task.getId(), user);
            }
            context.getBean(ProcessEngine.class).getFormService().submitTaskForm(task.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
        settle();
    }

    /** Takes the only open task of this definition key, as Tasklist does. */
    public void claim(String user, String definitionKey) {
        var identity = context.getBean(ProcessEngine.class).getIdentityService();
        Company.act(identity, user);
        try {
            taskService().claim(task(definitionKey).getId(), user);
        } finally {
            identity.clearAuthentication();
        }
        settle();
    }

    /** Writes at the only open task of this definition key, as <i>Add comment</i> in Tasklist does. */
    public void comment(String user, String definitionKey, String text) {
        var identity = context.getBean(ProcessEngine.class).getIdentityService();
        Company.act(identity, user);
        try {
            taskService().createComment(task(definitionKey).getId(), null, text);
        } finally {
            identity.clearAuthentication();
        }
        settle();
    }

    /** Puts the only open task of this definition key back, as Tasklist does. */
    public void putBack(String user, String definitionKey) {
        var identity = context.getBean(ProcessEngine.class).getIdentityService();
        Company.act(identity, user);
        try {
            taskService().setAssignee(task(definitionKey).getId(), null);
        } finally {
            identity.clearAuthentication();
        }
        settle();
    }

    /** Ends all process instances and empties all our tables; definitions stay. */
    void reset() {
        clock().set(MovableClock.START);
        MailServer.reset();
        context.getBeansOfType(StandInChannel.class).values().forEach(StandInChannel::reset);
        context.getBean(StandInChat.class).reset();
        context.getBean(DeliveryWorker.class).tryAllChannelsAgain();
        var identity = context.getBean(ProcessEngine.class).getIdentityService();
        identity.clearAuthentication();
        Company.hire(identity);
        var jdbc = context.getBean(JdbcClient.class);
        jdbc.sql(
                        """
                do $$
                declare names text;
                begin
                  set local session_replication_role = replica;
                  select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables
                   where (schemaname = 'draaiboek' and tablename not in ('flyway_schema_history', 'plan_deployment'))
                      or (schemaname = 'public' and (tablename like 'act_ru_%' or tablename like 'act_hi_%')
                          and tablename not in ('act_ru_authorization', 'act_ru_filter', 'act_ru_jobdef', 'act_ru_job'));
                  execute 'alter table draaiboek.record_entry disable trigger user';
                  create temporary table begins on commit drop as
                    select * from act_ru_event_subscr where proc_inst_id_ is null;
                  execute 'truncate ' || names || ' cascade';
                  insert into act_ru_event_subscr select * from begins;
                  drop table begins;
                  delete from act_ru_job where handler_type_ <> 'timer-start-event';
                  execute 'alter table draaiboek.record_entry enable trigger user';
                end $$""")
                .update();
    }

    /** What still waits in running processes; not the timers that start a process of themselves. */
    public List<Job> jobs() {
        return management().createJobQuery().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .toList();
    }

    public MovableClock clock() {
        return context.getBean(MovableClock.class);
    }

    public RuntimeService runtime() {
        return context.getBean(RuntimeService.class);
    }

    public TaskService taskService() {
        return context.getBean(TaskService.class);
    }

    public HistoryService history() {
        return context.getBean(HistoryService.class);
    }

    public ManagementService management() {
        return context.getBean(ManagementService.class);
    }
}
