package nl.draaiboek.incident;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.draaiboek.services.Services;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps an assessment, when the outage began and which services it touches. Decides nothing. */
@Component
public class RecordAssessment {

    private final JdbcClient jdbc;
    private final Services services;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final Clock clock;

    RecordAssessment(JdbcClient jdbc, Services services, LockIncident locked, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.services = services;
        this.locked = locked;
        this.record = record;
        this.clock = clock;
    }

    /** @throws NotInThisState when nobody works on the incident any more */
    @Transactional
    public void record(IncidentCode code, Assessment assessment, String by) {
        var incident = locked.lock(code);
        if (!incident.state().running()) {
            throw new NotInThisState(incident, "be assessed");
        }
        insert(code, assessment, by);
        if (assessment.since() != null) {
            jdbc.sql("update draaiboek.incident set impact_at = ? where code = ?")
                    .params(Objects.requireNonNull(Timestamps.of(assessment.since())), code.value())
                    .update();
        }
        if (!assessment.services().isEmpty()) {
            touched(incident, assessment.services());
        }
        record.append(code, "impact.assessed", by, details(assessment));
    }

    private void insert(IncidentCode code, Assessment a, String by) {
        jdbc.sql(
                        """
                insert into draaiboek.assessment (incident, at, by, internal_impact, what, what_they_see, who, impact_at,
                  support_cases, breach, data_loss, social_media, other_factors, cause)
                values (:incident, :at, :by, :internal, :what, :see, :who, :since, :cases, :breach, :loss, :social, :other, :cause)""")
                .param("incident", code.value())
                .param("at", Timestamps.of(clock.instant()))
                .param("by", by)
                .param("internal", a.internalImpact())
                .param("what", a.what())
                .param("see", a.whatTheySee())
                .param("who", a.who())
                .param("since", Timestamps.of(a.since()))
                .param("cases", a.supportCases())
                .param("breach", a.breach())
                .param("loss", a.dataLoss())
                .param("social", a.socialMedia())
                .param("other", a.otherFactors())
                .param("cause", a.cause())
                .update();
    }

    /** What the register does not know could not be chosen, and stays: further alerts about it join by that word. */
    private void touched(Incident incident, List<String> chosen) {
        var code = incident.code();
        var unknown = incident.services().stream()
                .filter(service -> services.find(service).isEmpty());
        jdbc.sql("delete from draaiboek.incident_service where incident = ?")
                .param(code.value())
                .update();
        Stream.concat(chosen.stream(), unknown).distinct().forEach(service -> jdbc.sql(
                        "insert into draaiboek.incident_service (incident, service) values (?, ?)")
                .params(code.value(), service)
                .update());
    }

    private static Map<String, Object> details(Assessment a) {
        var details = new HashMap<String, Object>();
        details.put("internalImpact", a.internalImpact());
        details.put("what", a.what());
        details.put("whatTheySee", a.whatTheySee());
        details.put("who", a.who());
        details.put("since", a.since() == null ? "" : a.since().toString());
        details.put("supportCases", a.supportCases());
        details.put("breach", a.breach());
        details.put("dataLoss", a.dataLoss());
        details.put("socialMedia", a.socialMedia());
        details.put("otherFactors", a.otherFactors());
        details.put("cause", a.cause());
        details.put("services", a.services());
        return details;
    }
}
