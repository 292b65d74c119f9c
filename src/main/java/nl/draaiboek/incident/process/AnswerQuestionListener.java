package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Questions;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps what a colleague answered, and shows it in the assessment that is open. */
@ForDiagrams("answerQuestion")
class AnswerQuestionListener implements TaskListener {

    private static final String ASSESSMENT = "UserTask_AssessImpact";

    private final Questions questions;
    private final AssessmentsForDiagrams assessments;
    private final CurrentPerson currentPerson;

    AnswerQuestionListener(Questions questions, AssessmentsForDiagrams assessments, CurrentPerson currentPerson) {
        this.questions = questions;
        this.assessments = assessments;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var code = ProcessVariable.INCIDENT.from(task);
        var answer =
                new Answers(task).required("answer", 1000, "Type what you know; \"I do not know\" is an answer too.");
        questions.answer(
                new IncidentCode(code), (Long) task.getVariable("question"), currentPerson.completes(task), answer);
        var tasks = task.getProcessEngineServices().getTaskService();
        tasks.createTaskQuery()
                .processInstanceId(task.getProcessInstanceId())
                .taskDefinitionKey(ASSESSMENT)
                .list()
                .forEach(open -> tasks.setVariableLocal(open.getId(), "answers", assessments.answers(code)));
    }
}
