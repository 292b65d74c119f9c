package nl.draaiboek.incident;

import java.util.Map;
import nl.draaiboek.engine.StepFailed;
import nl.draaiboek.engine.StepHappened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Appends each step of an incident's processes to its record, in the transaction that makes it. */
@Component
class RecordSteps {

    private static final int LONGEST = 300;

    private final IncidentRecord record;
    private final Incidents incidents;

    RecordSteps(IncidentRecord record, Incidents incidents) {
        this.record = record;
        this.incidents = incidents;
    }

    /** Afterwards and by itself, because whoever gave it up holds what other appenders wait for. */
    @TransactionalEventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void failed(StepFailed failure) {
        var why = failure.why();
        append(new StepHappened(
                failure.businessKey(),
                "step.failed",
                null,
                Map.of("step", failure.step(), "why", why.substring(0, Math.min(why.length(), LONGEST)))));
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
