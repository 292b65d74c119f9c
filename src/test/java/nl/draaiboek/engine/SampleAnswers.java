package nl.draaiboek.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** A listener as the rooms write them. */
@ForDiagrams("sampleAnswers")
public class SampleAnswers implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        check((String) task.getVariable("minutes"));
    }

    public void check(String minutes) {
        if (!minutes.matches("\\d+")) {
            throw new InvalidAnswer("minutes", "Since how many minutes? Fill in a whole number, such as 20.");
        }
    }
}
