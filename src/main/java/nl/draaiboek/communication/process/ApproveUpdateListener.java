package nl.draaiboek.communication.process;

import nl.draaiboek.communication.ApproveUpdate;
import nl.draaiboek.communication.UpdateId;
import nl.draaiboek.communication.WriteUpdate;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Approves an update, puts in what is so now to be read once more, or sends it back with a remark. */
@ForDiagrams("approveUpdate")
class ApproveUpdateListener implements TaskListener {

    private static final int LONGEST_REMARK = 1000;

    private final ApproveUpdate approveUpdate;
    private final WriteUpdate writeUpdate;
    private final CurrentPerson currentPerson;

    ApproveUpdateListener(ApproveUpdate approveUpdate, WriteUpdate writeUpdate, CurrentPerson currentPerson) {
        this.approveUpdate = approveUpdate;
        this.writeUpdate = writeUpdate;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var update = UpdateId.of(Answers.text(task, "update"));
        var who = Answers.who(task, currentPerson);
        switch (Answers.text(task, "approved")) {
            case "yes" -> approveUpdate.approve(update, who);
            case "again" -> writeUpdate.putInWhatIsSo(update, who);
            case "no" -> approveUpdate.sendBack(update, remark(task), who);
            default -> throw new InvalidAnswer("approved", "Say whether this may go out.");
        }
    }

    private static String remark(DelegateTask task) {
        var remark = Answers.text(task, "remark");
        if (remark.isBlank() || remark.length() > LONGEST_REMARK) {
            throw new InvalidAnswer(
                    "remark", "Say in 1 to " + LONGEST_REMARK + " characters what has to change before it may go out.");
        }
        return remark;
    }
}
