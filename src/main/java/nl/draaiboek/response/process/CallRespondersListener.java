package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.paging.EndPages;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Somebody called the responders by hand: nobody need be paged for it any more. */
@ForDiagrams("callResponders")
class CallRespondersListener implements TaskListener {

    private final CallTeamListener callTeam;
    private final EndPages endPages;

    CallRespondersListener(CallTeamListener callTeam, EndPages endPages) {
        this.callTeam = callTeam;
        this.endPages = endPages;
    }

    @Override
    public void notify(DelegateTask task) {
        callTeam.notify(task);
        endPages.calledByHand(new IncidentCode(ProcessVariable.INCIDENT.from(task)));
    }
}
