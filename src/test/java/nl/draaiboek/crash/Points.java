package nl.draaiboek.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.communication.ApproveUpdate;
import nl.draaiboek.communication.DraftUpdate;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every service task of the deployed diagrams, each with an incident that comes to stand just before it, and a twin that nobody
 * kills there. A task that is new in a diagram is found here by itself.
 */
final class Points {

    static final Namespace CAMUNDA = new Namespace("http://camunda.org/schema/1.0/bpmn");
    static final String VARIABLE = "crashPoint";

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final JdbcClient jdbc;
    private final DraftUpdate draft;
    private final ApproveUpdate approve;
    private final TransactionTemplate transaction;
    /** Asks nobody who was asked already, so that a twin beside it would find nobody left. */
    private static final String NO_TWIN = "confirm-contact-details";

    private volatile Set<String> remaining = Set.of();

    Points(
            RepositoryService repository,
            RuntimeService runtime,
            IdentityService identity,
            JdbcClient jdbc,
            DraftUpdate draft,
            ApproveUpdate approve,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.runtime = runtime;
        this.identity = identity;
        this.jdbc = jdbc;
        this.draft = draft;
        this.approve = approve;
        this.transaction = transaction;
        // Before the workers run: what they settle in the first moment of a life counts too.
        if (prepared()) {
            remaining = read();
        }
    }

    /** Whether the program is still to be killed there. */
    boolean remains(String point, String moment) {
        return remaining.contains(point + " " + moment);
    }

    /**
     * Starts what has not been started, or whose start the last kill undid.
     *
     * @param twins also those that nobody kills
     */
    void begin(boolean twins) {
        if (!prepared()) {
            prepare();
            remaining = read();
        }
        jdbc
                .sql("select * from crash_point where not twin or :twins order by point")
                .param("twins", twins)
                .query((row, n) -> new Standing(
                        row.getString("point"),
                        row.getBoolean("twin"),
                        row.getString("incident"),
                        row.getString("other"),
                        row.getLong("signal"),
                        row.getLong("update_id")))
                .list()
                .stream()
                .filter(standing -> !started(standing))
                .forEach(standing -> new Thread(() -> start(standing), "starts-" + standing.point()).start());
    }

    private boolean prepared() {
        return jdbc.sql("select to_regclass('crash_point') is not null")
                .query(Boolean.class)
                .single();
    }

    private Set<String> read() {
        return Set.copyOf(jdbc.sql("select point || ' ' || moment from crash_moment where not killed")
                .query(String.class)
                .list());
    }

    private boolean started(Standing standing) {
        return jdbc.sql("select count(*) > 0 from act_hi_varinst where name_ = 'crashIncident' and text_ = ?")
                .param(standing.incident())
                .query(Boolean.class)
                .single();
    }

    private void start(Standing standing) {
        try {
            var at = standing.point().split("/", 2);
            var variables = new HashMap<String, Object>(Map.ofEntries(
                    Map.entry("crashIncident", standing.incident()),
                    Map.entry("incident", standing.incident()),
                    Map.entry("update", String.valueOf(standing.update())),
                    Map.entry("person", "anouk"),
                    Map.entry("signal", standing.signal()),
                    Map.entry("choice", standing.other()),
                    Map.entry("chosenBy", "anouk"),
                    Map.entry("decidedBy", "anouk"),
                    Map.entry("askedWider", true),
                    Map.entry("tellWider", false),
                    Map.entry("someoneInDanger", false),
                    Map.entry("mergedCodes", standing.incident()),
                    Map.entry("into", standing.other()),
                    Map.entry("mergeInto", standing.other()),
                    Map.entry("reason", "The same power cut."),
                    Map.entry("merger", "anouk"),
                    Map.entry("because", "Seen by all."),
                    Map.entry("outcome", "real"),
                    Map.entry("mostCustomers", "yes"),
                    Map.entry("impactEndedSaidBy", "anouk"),
                    Map.entry("alertsFired", 0L),
                    Map.entry("danger", "no"),
                    Map.entry("what", "Webshop laadt niet (" + standing.incident() + ")"),
                    Map.entry("reporter", "emma"),
                    Map.entry("audience", "team"),
                    Map.entry("headStart", "PT10M"),
                    Map.entry("recoveryExpected", true),
                    Map.entry("dispatch", "00000000-0000-0000-0000-000000000000")));
            for (var channel :
                    List.of("mailTeam", "mailEmployees", "internalPage", "postOnX", "mailCustomers", "statusPage")) {
                variables.put(channel, "yes");
            }
            if (at[0].equals("swap-shift")) {
                variables.put("swap", swap(at[1]));
                variables.put("asker", "anouk");
            }
            if (List.of("roll-call", "help-person", "find-person").contains(at[0])) {
                var rollCall = rollCall(standing.incident(), at[1]);
                variables.put("rollCall", rollCall);
                variables.put("asked", asked(rollCall));
                variables.put("finder", "");
            }
            if (List.of("phone-tree", "call-next").contains(at[0])) {
                var tree = phoneTree(standing.incident(), at[1]);
                variables.put("phoneTree", tree);
                variables.put("call", treeCall(tree));
            }
            if (at[0].equals("give-role")) {
                variables.put("offer", offer(standing.incident(), at[1]));
            }
            if (at[0].equals("call-outside-help")) {
                variables.put("call", outsideCall(standing.incident(), at[1]));
            }
            if (at[0].endsWith("-communication-work")) {
                variables.putAll(work(standing.incident()));
            }
            if (at[0].equals("tell-employees")) {
                variables.put("telling", telling(standing.incident()));
            }
            variables.put("code", standing.incident());
            variables.put("purpose", "detected");
            variables.put("page", page(standing.incident()));
            if (!standing.twin()) {
                variables.put(VARIABLE, standing.point());
            }
            if (at[0].equals("offer-to-communicate")) {
                Company.act(identity, "anouk");
            }
            runtime.createProcessInstanceByKey(at[0])
                    .businessKey(standing.incident())
                    .setVariables(variables)
                    .startBeforeActivity(at[1])
                    .execute();
        } catch (RuntimeException e) {
            ChildProgram.tell("FAILED " + standing.point() + ": " + e);
        }
    }

    /** A swap as it stands when it comes to this step; asked anew where nobody got that far. */
    private String swap(String step) {
        var state =
                switch (step) {
                    case "ServiceTask_TellAgreed" -> "ACCEPTED";
                    case "ServiceTask_TellDeclined" -> "DECLINED";
                    case "ServiceTask_TellTakenBack" -> "TAKEN_BACK";
                    default -> "ASKED";
                };
        jdbc.sql(
                        """
                insert into draaiboek.on_call_schedule (id, name_nl, name_en, serves, changed_at)
                values ('swapped', 'Geruild', 'Swapped', 'hosting', now()) on conflict do nothing""")
                .update();
        return jdbc.sql(
                        """
                insert into draaiboek.shift_swap (schedule, person, substitute, starts_at, ends_at, state, asked_by, asked_at)
                values ('swapped', 'anouk', 'bram', '2026-12-01T08:00:00Z', '2026-12-02T08:00:00Z', :state, 'anouk', now())
                returning id::text""")
                .param("state", state)
                .query(String.class)
                .single();
    }

    /**
     * A roll call as it stands when it comes to this step, of somebody of its own whom nothing reaches, so that nothing more happens of itself
     * while the others are killed.
     */
    private String rollCall(String incident, String step) {
        var safety =
                switch (step) {
                    case "ServiceTask_Ask", "ServiceTask_PassOn" -> "NO_ANSWER";
                    case "ServiceTask_End" -> "SAFE";
                    default -> "NEEDS_HELP";
                };
        return jdbc.sql("select id::text from draaiboek.roll_call where incident = ?")
                .param(incident)
                .query(String.class)
                .optional()
                .orElseGet(() -> jdbc.sql(
                                """
                        with called as (
                          insert into draaiboek.roll_call (incident, started_by, begun_at) values (:incident, 'anouk', now())
                          returning id)
                        insert into draaiboek.roll_call_person (roll_call, person, location, safety, changed_at)
                        select id, 'nobody-' || :incident, '', :safety, now() from called returning roll_call::text""")
                        .param("incident", incident)
                        .param("safety", safety)
                        .query(String.class)
                        .single());
    }

    private String asked(String rollCall) {
        return jdbc.sql("select min(id)::text from draaiboek.roll_call_person where roll_call = ?::bigint")
                .param(rollCall)
                .query(String.class)
                .single();
    }

    /** A phone tree as it stands when it comes to this step, of people whom nothing reaches; the same one in every life. */
    private String phoneTree(String incident, String step) {
        var state = step.equals("ServiceTask_End")
                ? "REACHED"
                : step.equals("ServiceTask_CallFirst") ? "WAITING" : "BEING_CALLED";
        return jdbc.sql("select id::text from draaiboek.phone_tree where incident = ?")
                .param(incident)
                .query(String.class)
                .optional()
                .orElseGet(() -> jdbc.sql(
                                """
                        with tree as (
                          insert into draaiboek.phone_tree (incident, what, what_en, started_by, begun_at)
                          values (:incident, 'Dicht.', 'Closed.', 'nobody', now()) returning id),
                        first as (
                          insert into draaiboek.phone_tree_person (tree, person, location, calls, level, state, changed_at)
                          select id, 'nobody', '', 1, 0, :state, now() from tree returning id, tree),
                        open as (
                          insert into draaiboek.phone_tree_call (tree, callee, asked_at, changed_at)
                          select tree, id, now(), now() from first where :state = 'BEING_CALLED')
                        select id::text from tree""")
                        .param("incident", incident)
                        .param("state", state)
                        .query(String.class)
                        .single());
    }

    private String treeCall(String tree) {
        return jdbc.sql("select coalesce(min(id), 0)::text from draaiboek.phone_tree_call where tree = ?::bigint")
                .param(tree)
                .query(String.class)
                .single();
    }

    /** A call to an organisation of which nobody is in the register, as it stands when it comes to this step. */
    private String outsideCall(String incident, String step) {
        return once(
                "select id::text from draaiboek.outside_call where incident = :incident",
                """
                insert into draaiboek.outside_call (incident, organisation, why, asked_by, asked_at, state, answered_by)
                values (:incident, 'Nergens BV', 'Stroom', 'nobody', now(), :state, 'niemand') returning id::text""",
                Map.of("incident", incident, "state", step.equals("ServiceTask_TellComing") ? "COMING" : "CALLING"));
    }

    /** Communication work that somebody without a way to reach them has taken on. */
    private Map<String, String> work(String incident) {
        var work = once(
                "select id::text from draaiboek.communication_work where incident = :incident",
                """
                insert into draaiboek.communication_work (incident, what, customers, words, wanted, minutes, asked_by, asked_at)
                values (:incident, 'Bellen', 'Alle', 'Zie het praatstuk', 1, 60, 'nobody', now()) returning id::text""",
                Map.of("incident", incident));
        var offer = once(
                "select id::text from draaiboek.communication_offer where work = :work::bigint",
                """
                insert into draaiboek.communication_offer (work, person, state, asked_at, answer_by, until_at)
                values (:work::bigint, 'nobody', 'ACCEPTED', now(), now(), now()) returning id::text""",
                Map.of("work", work));
        return Map.of("work", work, "offer", offer);
    }

    /** Word that went to somebody who has left since. */
    private String telling(String incident) {
        var telling = once(
                "select id::text from draaiboek.telling where incident = :incident",
                "insert into draaiboek.telling (incident, begun_by, begun_at) values (:incident, 'nobody', now()) returning id::text",
                Map.of("incident", incident));
        once(
                "select id::text from draaiboek.telling_message where telling = :telling::bigint order by id limit 1",
                """
                insert into draaiboek.telling_message (telling, kind, subject_nl, text_nl, subject_en, text_en, decided_by, written_at,
                  approved_at)
                values (:telling::bigint, 'first', 'Storing', 'Er is iets.', 'Trouble', 'Something is up.', 'nobody', now(), now())
                returning id::text""",
                Map.of("telling", telling));
        jdbc.sql("insert into draaiboek.telling_person values (:telling::bigint, 'nobody') on conflict do nothing")
                .param("telling", telling)
                .update();
        return telling;
    }

    /** The same one in every life. */
    private String once(String find, String make, Map<String, ?> values) {
        return jdbc.sql(find).params(values).query(String.class).optional().orElseGet(() -> jdbc.sql(make)
                .params(values)
                .query(String.class)
                .single());
    }

    /** A role that was offered, as it stands when it comes to this step; the same one in every life. */
    private String offer(String incident, String step) {
        var state =
                switch (step) {
                    case "ServiceTask_TellAccepted" -> "ACCEPTED";
                    case "ServiceTask_TellDeclined" -> "DECLINED";
                    default -> "ASKED";
                };
        return jdbc.sql("select id::text from draaiboek.role_offer where incident = ?")
                .param(incident)
                .query(String.class)
                .optional()
                .orElseGet(() -> jdbc.sql(
                                """
                        insert into draaiboek.role_offer (incident, role, person, asked_by, asked_at, answer_by, note, state)
                        values (?, 'scribe', 'bram', 'anouk', now(), '2099-01-01T08:00:00Z', '', ?) returning id::text""")
                        .params(incident, state)
                        .query(String.class)
                        .single());
    }

    /** Of the incident, where it has one. */
    private String page(String incident) {
        return jdbc.sql("select id from draaiboek.page where incident = ? order by id limit 1")
                .param(incident)
                .query(Long.class)
                .optional()
                .map(String::valueOf)
                .orElse("0");
    }

    private void prepare() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("create table crash_post (key text not null)").update();
            jdbc.sql("create table crash_moment (point text, moment text, killed boolean not null default false)")
                    .update();
            jdbc.sql(
                            """
                    create table crash_point (point text not null, twin boolean not null, external boolean not null, incident text not null,
                      other text not null, signal bigint not null, update_id bigint not null)""")
                    .update();
            find().forEach((point, external) -> {
                for (var moment : external ? SteppingProgram.MOMENTS : SteppingProgram.MOMENTS.subList(0, 2)) {
                    jdbc.sql("insert into crash_moment (point, moment) values (?, ?)")
                            .params(point, moment)
                            .update();
                }
                for (var twin : List.of(false, true)) {
                    var story = new Story(jdbc, draft, approve).before(point);
                    jdbc.sql("insert into crash_point values (?, ?, ?, ?, ?, ?, ?)")
                            .params(
                                    point,
                                    twin,
                                    external,
                                    story.incident().value(),
                                    story.other().value(),
                                    story.signal(),
                                    story.update())
                            .update();
                }
            });
        });
    }

    /** {@code process/activity} of every service and send task, and whether it waits for messages. */
    private Map<String, Boolean> find() {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(definition -> !definition.getKey().equals(NO_TWIN))
                .flatMap(definition -> {
                    var model = repository.getBpmnModelInstance(definition.getId());
                    var tasks = new HashMap<String, Boolean>();
                    model.getModelElementsByType(ServiceTask.class)
                            .forEach(task -> tasks.put(task.getId(), "external".equals(task.getCamundaType())));
                    model.getModelElementsByType(SendTask.class)
                            .forEach(task -> tasks.put(task.getId(), "external".equals(task.getCamundaType())));
                    return tasks.entrySet().stream()
                            .map(task -> Map.entry(definition.getKey() + "/" + task.getKey(), task.getValue()));
                })
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private record Standing(String point, boolean twin, String incident, String other, long signal, long update) {}
}
