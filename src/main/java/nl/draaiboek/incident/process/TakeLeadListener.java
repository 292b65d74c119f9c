package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.NoteFinding;
import nl.draaiboek.incident.TakeLead;
import nl.draaiboek.people.People;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;

/** Whoever completes <em>Take the lead</em> leads, and says what they see. */
@ForDiagrams("takeLead")
class TakeLeadListener implements TaskListener {

    private static final ProcessVariable<String> OUTCOME = ProcessVariable.text("outcome");
    private static final ProcessVariable<String> BECAUSE = ProcessVariable.text("because");
    private static final ProcessVariable<String> MERGE_INTO = ProcessVariable.text("mergeInto");
    private static final ProcessVariable<String> MOST_CUSTOMERS = ProcessVariable.text("mostCustomers");

    private static final int MOST_THE_SAME = 50;

    private final TakeLead takeLead;
    private final NoteDanger noteDanger;
    private final NoteFinding noteFinding;
    private final Incidents incidents;
    private final People people;
    private final CurrentPerson currentPerson;
    private final AsDraaiboek asDraaiboek;

    TakeLeadListener(
            TakeLead takeLead,
            NoteDanger noteDanger,
            NoteFinding noteFinding,
            Incidents incidents,
            People people,
            CurrentPerson currentPerson,
            AsDraaiboek asDraaiboek) {
        this.takeLead = takeLead;
        this.noteDanger = noteDanger;
        this.noteFinding = noteFinding;
        this.incidents = incidents;
        this.people = people;
        this.currentPerson = currentPerson;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public void notify(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var person = currentPerson.completes(task);
        var answers = new Answers(task);
        var verdict = answers.choice(
                "verdict",
                "Say what you see: real, not known yet, no incident, or the same as another.",
                "real",
                "reproduce",
                "rejected",
                "merged");
        danger(code, person, answers);
        var why = verdict.equals("rejected")
                ? answers.required("why", 1000, "Say why it is no incident: who reported it will read it.")
                : answers.text("why", 1000);
        takeLead.take(code, person).ifPresent(lead -> {
            throw new InvalidAnswer("verdict", people.nameOf(lead) + " was faster and leads " + code + " already.");
        });
        noteFinding.note(code, person, verdict, why, task.getVariable("checked"));
        OUTCOME.set(task.getExecution(), verdict);
        BECAUSE.set(task.getExecution(), why);
        var most = task.getVariable("mostCustomers");
        MOST_CUSTOMERS.set(task.getExecution(), "yes".equals(most) || "no".equals(most) ? (String) most : "unknown");
        if (verdict.equals("real") || verdict.equals("reproduce")) {
            theSame(task, code, person, answers);
        }
        if (verdict.equals("merged")) {
            MERGE_INTO.set(task.getExecution(), other(code, answers).value());
        }
    }

    /** The task to confirm it comes next, for who leads; nothing is merged before that. */
    private void theSame(DelegateTask task, IncidentCode code, String person, Answers answers) {
        var same = answers.list("sameHere", MOST_THE_SAME, 40);
        for (var other : same) {
            if (other.equals(code.value()) || !running(other)) {
                throw new InvalidAnswer("sameHere", "'" + other + "' is no other running incident.");
            }
        }
        if (!same.isEmpty()) {
            var begun = asDraaiboek.call(() -> task.getProcessEngineServices()
                    .getRuntimeService()
                    .createMessageCorrelation("lead.sees-the-same")
                    .processInstanceBusinessKey(code.value())
                    .setVariable("merger", person)
                    .setVariable("mergedCodes", String.join(",", same))
                    .setVariable("into", code.value())
                    .setVariable("reason", "Its lead saw that it is the same.")
                    .startMessageOnly()
                    .correlateAllWithResult());
            if (begun.isEmpty()) {
                throw new InvalidAnswer(
                        "sameHere", "They cannot be merged from here. Leave them out, and start 'Merge incidents'.");
            }
        }
    }

    private void danger(IncidentCode code, String person, Answers answers) {
        if (incidents.get(code).danger() != null) {
            return;
        }
        var danger = answers.choice("danger", "Say whether anyone may be in danger.", "yes", "no")
                .equals("yes");
        var where = danger ? answers.required("dangerWhere", 300, "Say where anyone may be in danger, and who.") : null;
        noteDanger.note(code, person, danger, where);
    }

    private IncidentCode other(IncidentCode code, Answers answers) {
        var chosen = answers.required("mergeInto", 30, "Choose the running incident that it is the same as.");
        if (!chosen.equals(code.value()) && running(chosen)) {
            return new IncidentCode(chosen);
        }
        throw new InvalidAnswer("mergeInto", "'" + chosen + "' is no other running incident.");
    }

    private boolean running(@Nullable String code) {
        return incidents.running().stream()
                .anyMatch(other -> other.code().value().equals(code));
    }
}
