package nl.draaiboek.incident;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says who decides on changes from now on. The room that gives roles keeps and records why. */
@Component
public class NameTechLead {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    NameTechLead(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** {@link TechLeadNamed} has been published when this returns. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void name(IncidentCode code, String person) {
        jdbc.sql("update draaiboek.incident set tech_lead = ? where code = ?")
                .params(person, code.value())
                .update();
        events.publishEvent(new TechLeadNamed(code, person));
    }
}
