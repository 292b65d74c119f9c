package nl.draaiboek.review.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
import nl.draaiboek.incident.ClosingFacts;
import nl.draaiboek.incident.GatherClosingFacts;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.people.People;
import nl.draaiboek.recovery.Remedies;
import nl.draaiboek.recovery.Watch;
import nl.draaiboek.review.FollowUps;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;

/** What closing asks and shows. */
@ForDiagrams("closing")
public class ClosingForDiagrams {

    private static final ProcessVariable<Boolean> IMPACT_ENDED = ProcessVariable.yesNo("impactEnded");
    private static final ProcessVariable<String> SAID_BY = ProcessVariable.text("impactEndedSaidBy");
    private static final int LONGEST = 600;

    private final Incidents incidents;
    private final GatherClosingFacts closingFacts;
    private final Alerting alerting;
    private final Watch watch;
    private final Remedies remedies;
    private final FollowUps followUps;
    private final IncidentRecord record;
    private final People people;
    private final TaskService tasks;
    private final Rows rows;
    private final CurrentPerson currentPerson;
    private final Moments moments;
    private final Clock clock;

    ClosingForDiagrams(
            Incidents incidents,
            GatherClosingFacts closingFacts,
            Alerting alerting,
            Watch watch,
            Remedies remedies,
            FollowUps followUps,
            IncidentRecord record,
            People people,
            @Lazy TaskService tasks,
            Rows rows,
            CurrentPerson currentPerson,
            Moments moments,
            Clock clock) {
        this.incidents = incidents;
        this.closingFacts = closingFacts;
        this.alerting = alerting;
        this.watch = watch;
        this.remedies = remedies;
        this.followUps = followUps;
        this.record = record;
        this.people = people;
        this.tasks = tasks;
        this.rows = rows;
        this.currentPerson = currentPerson;
        this.moments = moments;
        this.clock = clock;
    }

    /** Who leads, or nobody while nobody does: then the group is asked. */
    public @Nullable String lead(String incident) {
        return incidents.get(new IncidentCode(incident)).lead();
    }

    /** The figures from the record: since when, how long, and whether an alert fires or fired again. */
    public Map<String, Object> figures(String incident) {
        var facts = incidents.get(new IncidentCode(incident));
        var until = facts.until().orElseGet(clock::instant);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("since", moments.say(facts.since()));
        figures.put("detected", moments.say(facts.at(Milestone.DETECTED).orElse(null)));
        figures.put("mitigated", moments.say(facts.at(Milestone.MITIGATED).orElse(null)));
        figures.put("duration", moments.say(Duration.between(facts.since(), until)));
        figures.put("firing", alerting.firing(facts.code()));
        figures.put("lastAlert", moments.say(watch.lastAlert(facts.code()).orElse(null)));
        return figures;
    }

    /** Completes "Confirm impact ended". */
    public void answer(DelegateTask task) {
        var answers = new Answers(task);
        var ended = answers.choice("answer", "Say whether the impact has ended.", "yes", "no")
                .equals("yes");
        var why = answers.text("answerWhy", LONGEST);
        if (!ended && why.isEmpty()) {
            throw new InvalidAnswer("answerWhy", "Say what still hurts or threatens, for whoever solves it further.");
        }
        var by = currentPerson.completes(task);
        keepAnswer(new IncidentCode(ProcessVariable.INCIDENT.from(task)), ended, why, by);
        IMPACT_ENDED.set(task.getExecution(), ended);
        SAID_BY.set(task.getExecution(), by);
    }

    /** Completes "Gather figures". */
    public void gather(DelegateTask task) {
        var answers = new Answers(task);
        var lost = ClosingFacts.DataLost.valueOf(
                answers.choice("dataLost", "Say whether data was lost.", "NO", "YES", "UNKNOWN"));
        var isLost = lost == ClosingFacts.DataLost.YES;
        closingFacts.gather(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                new ClosingFacts(
                        number(task, "supportCases"),
                        lost,
                        isLost ? answers.required("lostNl", LONGEST, "Say in Dutch what data was lost.") : "",
                        isLost ? answers.required("lostEn", LONGEST, "Say in English what data was lost.") : "",
                        answers.required("summaryNl", LONGEST, "Say in Dutch what was the matter and what was done."),
                        answers.required(
                                "summaryEn", LONGEST, "Say in English what was the matter and what was done.")),
                currentPerson.completes(task));
    }

    /** What is to be said by hand when mail is out; safe for the text parts of a form. */
    public String words(String incident) {
        var facts = closingFacts.of(new IncidentCode(incident)).orElse(ClosingFacts.UNKNOWN);
        var resolved = "It is resolved; nothing more follows but the review. It took "
                + figures(incident).get("duration") + ". ";
        return FormText.plain(resolved + facts.summaryEn());
    }

    /** The tasks of this incident that are still open, with who has them, as rows of a table. */
    public List<Map<String, Object>> openTasks(String incident) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(incident)
                .initializeFormKeys()
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .filter(task -> !"UserTask_ListWhatRemains".equals(task.getTaskDefinitionKey()))
                .map(this::row)
                .toList();
    }

    /** What runs on something temporary, as one sentence; empty when nothing does. */
    public String awayFromThePrimary(String incident) {
        return String.join(
                "; ",
                remedies.awayFromThePrimary(new IncidentCode(incident)).stream()
                        .map(remedy -> FormText.plain(remedy.kind().words() + " (" + remedy.description() + ")"))
                        .toList());
    }

    /** Everyone who can own something, as the options of a select. */
    public List<Map<String, String>> people() {
        return people.inGroups("employees").stream()
                .map(person -> Map.of("value", person.id(), "label", person.name()))
                .toList();
    }

    /** Completes "List what remains". */
    public void listWhatRemains(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var remaining = new ArrayList<>(rows.read(task, "remaining"));
        if (remaining.isEmpty() && !remedies.awayFromThePrimary(code).isEmpty()) {
            throw new InvalidAnswer(
                    "remaining",
                    "Service runs on something temporary: add getting back to the primary systems, with an owner.");
        }
        var by = currentPerson.completes(task);
        remaining.forEach(row -> followUps.agree(code, row, true, by));
    }

    private void keepAnswer(IncidentCode code, boolean ended, String why, String by) {
        record.append(code, "impact-ended.answered", by, Map.of("ended", ended, "why", why));
    }

    private Map<String, Object> row(Task task) {
        var row = new LinkedHashMap<String, Object>();
        row.put("task", String.valueOf(task.getName()));
        row.put("owner", task.getAssignee() == null ? "nobody yet" : people.nameOf(task.getAssignee()));
        row.put("since", moments.say(task.getCreateTime().toInstant()));
        return row;
    }

    private static @Nullable Integer number(VariableScope scope, String field) {
        var value = scope.getVariable(field);
        if (value == null || "".equals(value)) {
            return null;
        }
        if (value instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= 0
                && number.intValue() <= 1_000_000) {
            return number.intValue();
        }
        throw new InvalidAnswer(field, "Give a whole number of cases, or leave it empty when nobody counted.");
    }
}
