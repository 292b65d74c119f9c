package nl.draaiboek.intake.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Takes the choice of two running incidents that are one, and why. */
@ForDiagrams("chooseMerge")
class ChooseMergeListener implements TaskListener {

    private final Incidents incidents;

    ChooseMergeListener(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var merged = running(answers, MergeChosen.MERGED.name());
        var into = running(answers, MergeChosen.INTO.name());
        if (merged.equals(into)) {
            throw new InvalidAnswer(MergeChosen.INTO.name(), "Choose two different incidents.");
        }
        if (declared(merged) && !declared(into)) {
            throw new InvalidAnswer(
                    MergeChosen.INTO.name(),
                    into + " is not declared yet and may still turn out to be none. Choose it the other way round.");
        }
        answers.required(MergeChosen.REASON.name(), 500, "Say why they are one; it stands in the record of both.");
    }

    private boolean declared(String code) {
        return incidents.get(new IncidentCode(code)).state() == IncidentState.DECLARED;
    }

    private String running(Answers answers, String field) {
        var code = answers.required(field, 40, "Choose a running incident.");
        if (incidents.running().stream().noneMatch(i -> i.code().value().equals(code))) {
            throw new InvalidAnswer(field, code + " does not run (any more). Choose another one.");
        }
        return code;
    }
}
