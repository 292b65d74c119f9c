package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.MayLead;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.people.MayBeAsked;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps who confirmed that everyone is safe, and how they know. Whoever needs help themselves does not. */
@ForDiagrams("confirmSafety")
class ConfirmSafetyListener implements TaskListener {

    private final NoteDanger noteDanger;
    private final CurrentPerson currentPerson;
    private final MayLead mayLead;
    private final MayBeAsked mayBeAsked;

    ConfirmSafetyListener(NoteDanger noteDanger, CurrentPerson currentPerson, MayLead mayLead, MayBeAsked mayBeAsked) {
        this.noteDanger = noteDanger;
        this.currentPerson = currentPerson;
        this.mayLead = mayLead;
        this.mayBeAsked = mayBeAsked;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var safe = answers.choice("safe", "Say whether everyone is safe.", "yes", "services", "false");
        var how = answers.required("how", 1000, "Say who you spoke with, and how.");
        var person = currentPerson.completes(task);
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        if (mayBeAsked.need(person).filter(MayBeAsked.Need.NEEDS_HELP::equals).isPresent()) {
            throw new InvalidAnswer(
                    "safe",
                    "You need help yourself, as the roll call says: somebody else confirms that everyone is safe. If you are safe, say so"
                            + " in the roll call first.");
        }
        if (!safe.equals("yes") && !mayLead.now(person)) {
            throw new InvalidAnswer(
                    "safe",
                    "Only whoever leads, an incident manager or a manager lets work begin before everyone was spoken with. Ask one, or say"
                            + " 'everyone was spoken with' once that is so.");
        }
        noteDanger.safe(code, person, safe, how);
    }
}
