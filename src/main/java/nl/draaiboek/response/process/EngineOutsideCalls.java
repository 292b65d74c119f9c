package nl.draaiboek.response.process;

import java.util.Map;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.outside.OutsideProcesses;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Calls for outside help in the engine: {@code call-outside-help}. */
@Component
class EngineOutsideCalls implements OutsideProcesses {

    static final String PROCESS = "call-outside-help";
    static final ProcessVariable<String> CALL = ProcessVariable.text("call");

    private final ProcessMessages messages;

    EngineOutsideCalls(@Lazy ProcessMessages messages) {
        this.messages = messages;
    }

    @Override
    public void begin(IncidentCode incident, long call) {
        messages.startAtTheEnd(PROCESS, incident.value(), PROCESS, Map.of(CALL.name(), Long.toString(call)));
    }

    @Override
    public void answered(long call) {
        messages.tellAtTheEnd("outside-help.answered", CALL, call);
    }

    @Override
    public void notReached(long call) {
        messages.tellAtTheEnd("outside-help.not-reached", CALL, call);
    }

    @Override
    public void over(long call) {
        messages.tellAtTheEnd("incident.over", CALL, call);
    }

    @Override
    public void moved(long call, IncidentCode into) {
        messages.setAtTheEnd(PROCESS, CALL, call, ProcessVariable.INCIDENT, into.value());
    }
}
