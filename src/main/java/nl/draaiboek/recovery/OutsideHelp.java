package nl.draaiboek.recovery;

import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether others are called in when solving stalls: more teams, the IT partner, an expert. */
@Component
public class OutsideHelp {

    private final IncidentRecord record;

    OutsideHelp(IncidentRecord record) {
        this.record = record;
    }

    /** @param why whom to call, or why nobody */
    @Transactional
    public void decided(IncidentCode code, boolean wanted, String why, String by) {
        record.append(code, "outside-help.decided", by, Map.of("wanted", wanted, "why", why));
    }

    /** Nobody decided in time, so help is called. */
    @Transactional
    public void notDecided(IncidentCode code) {
        record.append(code, "outside-help.undecided", IncidentRecord.DRAAIBOEK, Map.of("wanted", true));
    }

    /** @param whom who was called and what they said */
    @Transactional
    public void called(IncidentCode code, boolean coming, String whom, String by) {
        record.append(code, "outside-help.called", by, Map.of("coming", coming, "whom", whom));
    }
}
