package nl.draaiboek.recovery.process;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Alerting;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.People;
import nl.draaiboek.recovery.DataIntegrity;
import nl.draaiboek.recovery.Remedies;
import nl.draaiboek.recovery.Remedy;
import nl.draaiboek.recovery.RestorePlans;
import nl.draaiboek.recovery.ServiceTest;
import nl.draaiboek.recovery.TestService;
import nl.draaiboek.recovery.Watch;
import nl.draaiboek.services.Service;
import nl.draaiboek.services.Services;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Remedy, integrity of the data, opening and testing. */
@ForDiagrams("repair")
public class RepairForDiagrams {

    private static final ProcessVariable<Boolean> DATA_INTACT = ProcessVariable.yesNo("dataIntact");
    private static final ProcessVariable<String> TEST_OUTCOME = ProcessVariable.text("testOutcome");
    private static final ProcessVariable<Long> ALERTS_FIRED = new ProcessVariable<>("alertsFired", Long.class);
    private static final String[] KINDS =
            Arrays.stream(Remedy.Kind.values()).map(Enum::name).toArray(String[]::new);
    private static final int LONGEST = 2000;

    private final Remedies remedies;
    private final DataIntegrity integrity;
    private final TestService testService;
    private final RestorePlans restorePlans;
    private final Watch watch;
    private final Alerting alerting;
    private final Incidents incidents;
    private final Services services;
    private final CurrentPerson currentPerson;
    private final FormClock clock;
    private final People people;

    RepairForDiagrams(
            Remedies remedies,
            DataIntegrity integrity,
            TestService testService,
            RestorePlans restorePlans,
            Watch watch,
            Alerting alerting,
            Incidents incidents,
            Services services,
            CurrentPerson currentPerson,
            FormClock clock,
            People people) {
        this.people = people;
        this.remedies = remedies;
        this.integrity = integrity;
        this.testService = testService;
        this.restorePlans = restorePlans;
        this.watch = watch;
        this.alerting = alerting;
        this.incidents = incidents;
        this.services = services;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** The known remedies as the options of a select. */
    public List<Map<String, String>> remedies() {
        return Arrays.stream(Remedy.Kind.values())
                .map(kind -> Map.of("value", kind.name(), "label", kind.words()))
                .toList();
    }

    /** What was applied so far, as rows of a table. */
    public List<Map<String, Object>> applied(String incident) {
        return remedies.of(new IncidentCode(incident)).stream()
                .map(remedy -> Map.<String, Object>of(
                        "remedy", remedy.kind().words(),
                        "description", remedy.description(),
                        "by", people.nameOf(remedy.appliedBy()),
                        "at", clock.say(remedy.appliedAt())))
                .toList();
    }

    /** For each service that it touches: what was agreed and what there is to go back to, as rows of a table. */
    public List<Map<String, Object>> backups(String incident) {
        return incidents.get(new IncidentCode(incident)).services().stream()
                .map(id -> services.find(id).map(RepairForDiagrams::backup).orElseGet(() -> unknown(id)))
                .toList();
    }

    /** Completes "Apply remedy" and "Restore data". */
    public void apply(DelegateTask task) {
        var answers = new Answers(task);
        var kind = answers.choice("remedy", "Say which remedy you applied.", KINDS);
        remedies.applied(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                Remedy.Kind.valueOf(kind),
                answers.required(
                        "remedyDone", LONGEST, "Say what exactly you did, so that it can be undone or repeated."),
                currentPerson.completes(task));
    }

    /** Completes "Choose way of restoring". */
    public void chooseRestore(DelegateTask task) {
        var answers = new Answers(task);
        restorePlans.choose(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                answers.choice("restoreWay", "Say how the data is restored.", KINDS),
                answers.required("restorePlan", LONGEST, "Say what is restored in which order, and from when it is."),
                currentPerson.completes(task));
    }

    /** What was chosen last; safe for the text parts of a form. */
    public String restorePlan(String incident) {
        return FormText.plain(restorePlans.last(new IncidentCode(incident)));
    }

    /** Completes "Confirm that data is intact". */
    public void confirmIntegrity(DelegateTask task) {
        var answers = new Answers(task);
        var intact = answers.choice("integrity", "Say whether the data is intact.", "intact", "damaged")
                .equals("intact");
        integrity.checked(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                intact,
                answers.required("integrityFinding", LONGEST, "Say what you checked and what it showed."),
                currentPerson.completes(task));
        DATA_INTACT.set(task.getExecution(), intact);
    }

    /** Completes "Open service". */
    public void open(DelegateTask task) {
        testService.opened(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                new Answers(task).required("opened", LONGEST, "Say which parts are open to users, or all."),
                currentPerson.completes(task));
    }

    /** Completes "Test service": passed, otherRemedy or otherCause. */
    public void test(DelegateTask task) {
        var answers = new Answers(task);
        var test = new ServiceTest(
                answers.ticked("functional"),
                answers.ticked("nothingBroken"),
                answers.ticked("performance"),
                answers.ticked("team"),
                answers.ticked("customers"));
        var outcome = answers.choice(
                "verdict",
                "Say whether the tests passed, and if not how to go on.",
                "passed",
                "otherRemedy",
                "otherCause");
        var notes = answers.text("testNotes", LONGEST);
        if (outcome.equals("passed")) {
            checkPassed(new IncidentCode(ProcessVariable.INCIDENT.from(task)), test, notes);
        }
        testService.tested(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                test,
                outcome.equals("passed"),
                notes,
                currentPerson.completes(task));
        TEST_OUTCOME.set(task.getExecution(), outcome);
        ALERTS_FIRED.set(task.getExecution(), watch.alertsFired(new IncidentCode(ProcessVariable.INCIDENT.from(task))));
    }

    private void checkPassed(IncidentCode code, ServiceTest test, String notes) {
        if (notes.isEmpty() && !test.passed()) {
            throw new InvalidAnswer(
                    "testNotes",
                    "Not ticked: " + String.join(", ", test.missing())
                            + ". Test it, or say in the notes why it does not count here.");
        }
        if (notes.isEmpty() && alerting.firing(code)) {
            throw new InvalidAnswer(
                    "testNotes",
                    "An alert of this incident still fires. Wait until it is clear, or say in the notes why it does not count.");
        }
    }

    private static Map<String, Object> backup(Service service) {
        var row = new LinkedHashMap<String, Object>();
        row.put("service", service.nameEn());
        row.put("rto", service.rto() == null ? "not agreed" : FormClock.say(service.rto()));
        row.put("rpo", service.rpo() == null ? "not agreed" : FormClock.say(service.rpo()));
        row.put("backup", service.backup().exists() ? service.backup().kind() : "none known");
        row.put("place", service.backup().place());
        var restore = service.backup().restoreTime();
        row.put("restore", restore == null ? "not known" : FormClock.say(restore));
        return row;
    }

    private static Map<String, Object> unknown(String id) {
        return Map.of(
                "service",
                id,
                "rto",
                "not known",
                "rpo",
                "not known",
                "backup",
                "not known",
                "place",
                "",
                "restore",
                "not known");
    }
}
