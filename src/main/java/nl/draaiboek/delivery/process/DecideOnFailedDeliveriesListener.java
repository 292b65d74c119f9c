package nl.draaiboek.delivery.process;

import java.util.Objects;
import java.util.UUID;
import nl.draaiboek.delivery.FailedDeliveries;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Does what somebody decided about addresses that were not reached. */
@ForDiagrams("decideOnFailedDeliveries")
class DecideOnFailedDeliveriesListener implements TaskListener {

    static final ProcessVariable<String> DISPATCH = ProcessVariable.text("dispatch");

    private final FailedDeliveries failed;
    private final CurrentPerson currentPerson;

    DecideOnFailedDeliveriesListener(FailedDeliveries failed, CurrentPerson currentPerson) {
        this.failed = failed;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var dispatch = UUID.fromString(DISPATCH.from(task));
        var person = currentPerson.id().orElse(Objects.requireNonNullElse(task.getAssignee(), "draaiboek"));
        var answers = new Answers(task);
        switch (answers.choice("next", "Choose what is to be done.", "retry", "otherAddress", "accept")) {
            case "retry" -> failed.retry(dispatch, person);
            case "otherAddress" -> sendTo(dispatch, task.getVariable("number"), answers, person);
            default ->
                failed.accept(
                        dispatch,
                        answers.required("how", 1000, "Say how they were reached, or why they need not be."),
                        person);
        }
    }

    private void sendTo(UUID dispatch, Object number, Answers answers, String person) {
        if (!failed.takesAnotherAddress(dispatch)) {
            throw new InvalidAnswer(
                    "next",
                    "A telephone number is not typed here: correct it in the directory, and reach them another way now.");
        }
        var address = answers.required("address", 254, "Type the other address.");
        if (!(number instanceof Number n) || !failed.sendTo(dispatch, n.intValue(), address, person)) {
            throw new InvalidAnswer("number", "Type the number of a row in the table.");
        }
    }
}
