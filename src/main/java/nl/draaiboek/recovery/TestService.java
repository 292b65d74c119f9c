package nl.draaiboek.recovery;

import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens service to users and tests it before it is called solved. */
@Component
public class TestService {

    private final IncidentRecord record;
    private final DataIntegrity integrity;

    TestService(IncidentRecord record, DataIntegrity integrity) {
        this.record = record;
        this.integrity = integrity;
    }

    /**
     * @param parts which parts are open, as typed
     * @throws IllegalStateException when nobody has confirmed that the data is intact
     */
    @Transactional
    public void opened(IncidentCode code, String parts, String by) {
        if (!integrity.confirmed(code)) {
            throw new IllegalStateException(
                    "Service of " + code
                            + " stays closed: nobody has confirmed that the data is intact (R-7.2). The diagram must ask first.");
        }
        record.append(code, "service.opened", by, Map.of("parts", parts));
    }

    /** @param passed what whoever tested decided, which the notes explain where not everything is ticked */
    @Transactional
    public void tested(IncidentCode code, ServiceTest test, boolean passed, String notes, String by) {
        record.append(code, "service.tested", by, Map.of("tests", test.details(), "passed", passed, "notes", notes));
    }
}
