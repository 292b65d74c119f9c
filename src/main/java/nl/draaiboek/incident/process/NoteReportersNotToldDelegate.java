package nl.draaiboek.incident.process;

import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Says in the record that who reported it was never told why it was closed. */
@ForDiagrams("noteReportersNotTold")
class NoteReportersNotToldDelegate implements JavaDelegate {

    private final IncidentRecord record;

    NoteReportersNotToldDelegate(IncidentRecord record) {
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        record.append(
                new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                "reporters.not-told",
                IncidentRecord.DRAAIBOEK,
                Map.of("why", "Mail was out and nobody called in time."));
    }
}
