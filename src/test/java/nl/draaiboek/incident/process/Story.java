package nl.draaiboek.incident.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.AlertsCleared;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.response.paging.AnswerPage;
import nl.draaiboek.response.paging.Page;
import nl.draaiboek.response.paging.Pages;
import nl.draaiboek.response.paging.Purpose;
import nl.draaiboek.response.paging.Rung;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Scenario;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to Waddenhost on the night of the tests, told to the program. */
@TestComponent
class Story {

    private static final Pattern PAGES = Pattern.compile(
            "] (Oproep|Page)\\b|Er komt nog niemand|Nobody comes yet|heeft de leiding:|leads:|komt: je hoeft|is on it:"
                    + "|veilig|safe|HULP|HELP|Zoek uit|Find out|colleague|terecht|accounted|Loos alarm");

    /** What the lead answers to <em>Take the lead</em> when the alert is right and most customers notice. */
    static final Map<String, Object> REAL = Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes");

    /** The answers to the six questions on a night in which a datacenter is lost; what a test says otherwise comes in its place. */
    static Map<String, Object> answers(Map<String, Object> otherwise) {
        var answers = new HashMap<String, Object>(Map.of(
                "internalImpact", "hindered",
                "what", "down",
                "whatTheySee", "Websites laden niet.",
                "who", "most",
                "impactAt", "2026-11-21T02:40+01:00",
                "supportCases", 4,
                "breach", "no",
                "dataLoss", "no"));
        answers.put("socialMedia", "mentioned");
        answers.put("otherFactors", "");
        answers.put("cause", "datacenter");
        answers.put("services", List.of("webhosting", "mail"));
        answers.put("next", "decide");
        answers.putAll(otherwise);
        return answers;
    }

    static Map<String, Object> decision(String severity, String plan) {
        return Map.of("severityChosen", severity, "crisisPlanChosen", plan);
    }

    private final Scenario scenario;
    private final OpenIncident openIncident;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final RepositoryService repository;
    private final IdentityService identity;
    private final Pages pages;
    private final AnswerPage answerPage;
    private final JdbcClient jdbc;

    Story(
            Scenario scenario,
            OpenIncident openIncident,
            Incidents incidents,
            IncidentRecord record,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            RepositoryService repository,
            IdentityService identity,
            Pages pages,
            AnswerPage answerPage,
            JdbcClient jdbc) {
        this.pages = pages;
        this.answerPage = answerPage;
        this.scenario = scenario;
        this.openIncident = openIncident;
        this.incidents = incidents;
        this.record = record;
        this.transaction = transaction;
        this.events = events;
        this.repository = repository;
        this.identity = identity;
        this.jdbc = jdbc;
    }

    /** Monitoring sees that the datacenter does not answer. */
    IncidentCode alert(Severity severity) {
        return open("Datacenter Haarlem onbereikbaar", Noticed.MONITORING, severity, null, null, "alertmanager");
    }

    /** A customer reports that the mail does not work. */
    IncidentCode report(Severity severity) {
        var code = open("Mail komt niet aan", Noticed.CUSTOMER, severity, false, null, "tickets");
        jdbc.sql(
                        """
                insert into draaiboek.signal (kind, source, dedupe_key, noticed, title, reporter_name, reporter_mail, body,
                  received_at, state, outcome, incident, next_attempt_at)
                values ('REPORT', 'tickets', :code, 'CUSTOMER', 'Mail komt niet aan', 'Fatima Öztürk',
                  'fatima@winkel.example', '{}', now(), 'ACTED', 'OPENED', :code, now())""")
                .param("code", code.value())
                .update();
        return code;
    }

    /** Joost sees smoke. */
    IncidentCode danger() {
        return open("Rook in zaal 2", Noticed.COLLEAGUE, Severity.ONE, true, "zaal 2, twee monteurs", "joost");
    }

    private IncidentCode open(
            String title,
            Noticed noticed,
            Severity severity,
            @Nullable Boolean danger,
            @Nullable String where,
            String actor) {
        var incident = new NewIncident(
                title,
                noticed,
                severity,
                List.of("webhosting"),
                null,
                scenario.clock().instant(),
                danger,
                where,
                actor);
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(incident)));
        scenario.settle();
        return code;
    }

    /** Anouk leads, and the team has its channels. */
    IncidentCode led(Severity severity) {
        var code = alert(severity);
        scenario.complete("anouk", "UserTask_TakeLead", REAL);
        scenario.complete(
                "anouk",
                "UserTask_OpenTeamChannels",
                Map.of("chatRoom", "#" + code, "videoCall", "https://bellen.waddenhost.example/" + code));
        return code;
    }

    /** The crisis plan is on. */
    IncidentCode crisis() {
        var code = led(Severity.ONE);
        scenario.complete("anouk", "UserTask_AssessImpact", answers(Map.of("what", "down", "who", "all")));
        scenario.complete("anouk", "UserTask_DecideSeverity", decision("1", "on"));
        return code;
    }

    /** A smaller fault. */
    IncidentCode light() {
        var code = led(Severity.THREE);
        scenario.complete("anouk", "UserTask_AssessImpact", answers(Map.of("what", "workaround", "who", "some")));
        scenario.complete("anouk", "UserTask_DecideSeverity", decision("3", "off"));
        return code;
    }

    /** Somebody starts a process in Tasklist. */
    void start(String user, String process) {
        Company.act(identity, user);
        try {
            scenario.runtime().startProcessInstanceByKey(process);
        } finally {
            identity.clearAuthentication();
        }
        scenario.settle();
    }

    void revise(String user, IncidentCode code) {
        start(user, "revise-incident");
        scenario.complete(user, "UserTask_ChooseIncident", Map.of("chosen", code.value()));
    }

    /** Whoever was paged says that they come. */
    void peopleCome(IncidentCode code) {
        pages.of(code).stream()
                .filter(page -> page.state() == Page.State.OPEN)
                .forEach(page -> answerPage.acknowledge(
                        page.id(),
                        pages.turn(page.id(), Rung.FIRST)
                                .or(() -> pages.turn(page.id(), Rung.MANAGER))
                                .orElseThrow(),
                        "link"));
        scenario.settle();
    }

    /** Anouk asks Bram and Chaima, and both say "I have it". */
    void rolesTaken() {
        scenario.complete("anouk", "UserTask_GiveRoles", Map.of("techLead", "bram", "communicationsManager", "chaima"));
        for (var task : scenario.tasks("UserTask_AnswerRole")) {
            scenario.taskService().complete(task.getId(), Map.of("answer", "yes"));
        }
        scenario.settle();
    }

    /** For what somebody is paged now. */
    List<Purpose> paged(IncidentCode code) {
        return pages.of(code).stream()
                .filter(page -> page.state() == Page.State.OPEN)
                .map(Page::purpose)
                .toList();
    }

    /** The mails that tell somebody something, without those that page them. */
    List<MailServer.Mail> toldTo(String address) {
        return scenario.mailsTo(address).stream().filter(Story::tells).toList();
    }

    /** All mails that tell somebody something. */
    List<MailServer.Mail> told() {
        return scenario.mails().stream().filter(Story::tells).toList();
    }

    private static boolean tells(MailServer.Mail mail) {
        return !PAGES.matcher(mail.subject()).find();
    }

    void alertsClear(IncidentCode code) {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertsCleared(code)));
        scenario.settle();
    }

    void alertFires(IncidentCode code) {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertFired(code)));
        scenario.settle();
    }

    Incident incident(IncidentCode code) {
        return incidents.get(code);
    }

    List<RecordEntry> record(IncidentCode code) {
        return record.of(code);
    }

    List<String> kinds(IncidentCode code) {
        return record.of(code).stream().map(RecordEntry::kind).toList();
    }

    /** The end events that one process of an incident came to, in the diagrams' ids. */
    List<String> ends(IncidentCode code, String process) {
        return scenario
                .history()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .processDefinitionKey(process)
                .finished()
                .list()
                .stream()
                .map(HistoricProcessInstance::getEndActivityId)
                .toList();
    }

    /** Lets a phase that is not what a test is about come to its end, as if people had done all of it. */
    void ends(String process) {
        var instance = scenario.runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .singleResult();
        var model = repository.getBpmnModelInstance(instance.getProcessDefinitionId());
        var phase = model.getModelElementById(process);
        var end = model.getModelElementsByType(EndEvent.class).stream()
                .filter(event -> event.getParentElement().equals(phase))
                .findFirst()
                .orElseThrow();
        var open = scenario.runtime().getActivityInstance(instance.getId());
        var modification = scenario.runtime().createProcessInstanceModification(instance.getId());
        for (var child : open.getChildActivityInstances()) {
            modification.cancelActivityInstance(child.getId());
        }
        for (var child : open.getChildTransitionInstances()) {
            modification.cancelTransitionInstance(child.getId());
        }
        modification.startBeforeActivity(end.getId());
        modification.execute();
        scenario.settle();
    }

    /** Every step that the processes of an incident came to. */
    List<String> walked(IncidentCode code, String process) {
        return scenario
                .history()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .processDefinitionKey(process)
                .list()
                .stream()
                .flatMap(
                        instance -> scenario
                                .history()
                                .createHistoricActivityInstanceQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    boolean runs(IncidentCode code, String process) {
        return scenario.runtime()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(code.value())
                        .processDefinitionKey(process)
                        .count()
                > 0;
    }
}
