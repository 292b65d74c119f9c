package nl.draaiboek.intake.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Takes the choice of running incidents that are one, and why. */
@ForDiagrams("chooseMerge")
class ChooseMergeListener implements TaskListener {

    private static final String CHOOSE = "Choose a running incident.";
    private static final int MOST = 100;

    private final Incidents incidents;

    ChooseMergeListener(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var into = running(MergeChosen.INTO.name(), answers.required(MergeChosen.INTO.name(), 40, CHOOSE));
        var merged =
                answers.list(MergeChosen.CHOSEN, MOST, 40).stream().distinct().toList();
        if (merged.isEmpty()) {
            throw new InvalidAnswer(MergeChosen.CHOSEN, "Choose at least one that ends.");
        }
        for (var code : merged) {
            running(MergeChosen.CHOSEN, code);
            if (code.equals(into)) {
                throw new InvalidAnswer(
                        MergeChosen.CHOSEN, into + " goes on and cannot end as well. Choose different incidents.");
            }
            if (declared(code) && !declared(into)) {
                throw new InvalidAnswer(
                        MergeChosen.INTO.name(),
                        into + " is not declared yet and may still turn out to be none, and " + code
                                + " is declared. Choose that one to go on.");
            }
        }
        MergeChosen.MERGED.set(task.getExecution(), String.join(",", merged));
        answers.required(MergeChosen.REASON.name(), 500, "Say why they are one; it stands in the record of all.");
    }

    private boolean declared(String code) {
        return incidents.get(new IncidentCode(code)).state() == IncidentState.DECLARED;
    }

    private String running(String field, String code) {
        if (incidents.running().stream().noneMatch(i -> i.code().value().equals(code))) {
            throw new InvalidAnswer(field, code + " does not run (any more). Choose another one.");
        }
        return code;
    }
}
