package nl.draaiboek.incident;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what somebody found when they looked. */
@Component
public class NoteFinding {

    private final IncidentRecord record;

    NoteFinding(IncidentRecord record) {
        this.record = record;
    }

    /**
     * @param finding {@code real}, {@code reproduce}, {@code rejected}, {@code merged}, {@code wait}
     * @param why as typed
     * @param checked what of the checklist was looked at, as the form sends it
     */
    @Transactional
    public void note(IncidentCode code, String actor, String finding, String why, @Nullable Object checked) {
        record.append(
                code,
                "finding.noted",
                actor,
                Map.of("finding", finding, "why", why, "checked", checked == null ? "" : checked.toString()));
    }
}
