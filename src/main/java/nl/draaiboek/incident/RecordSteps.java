package nl.draaiboek.incident;

import nl.draaiboek.engine.StepHappened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Appends each step of an incident's processes to its record, in the transaction that makes it. */
@Component
class RecordSteps {

    private final IncidentRecord record;
    private final Incidents incidents;

    RecordSteps(IncidentRecord record, Incidents incidents) {
        this.record = record;
        this.incidents = incidents;
    }

    @EventListener
    void append(StepHappened step) {
        if (!IncidentCode.PATTERN.matcher(step.businessKey()).matches()) {
            return;
        }
        var code = new IncidentCode(step.businessKey());
        if (incidents.find(code).isPresent()) {
            record.append(
                    code, step.kind(), step.actor() == null ? IncidentRecord.DRAAIBOEK : step.actor(), step.details());
        }
    }
}
