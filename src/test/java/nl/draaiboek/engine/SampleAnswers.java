package nl.draaiboek.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
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
        if (minutes.equals("overtaken")) {
            throw new OptimisticLockingException("a token that was read has moved on");
        }
        if (!minutes.matches("\\d+")) {
            throw new InvalidAnswer("minutes", "Since how many minutes? Fill in a whole number, such as 20.");
        }
    }
}
