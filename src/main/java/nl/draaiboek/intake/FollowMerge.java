package nl.draaiboek.intake;

import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.IncidentMerged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When two incidents turn out to be one, what came in for the one belongs to the other, and so does what still comes. */
@Component
class FollowMerge {

    private final JdbcClient jdbc;
    private final Alerts alerts;
    private final ApplicationEventPublisher events;

    FollowMerge(JdbcClient jdbc, Alerts alerts, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentMerged merged) {
        var fires = alerts.firing(merged.code()) > 0;
        move("signal", merged);
        move("alert_group", merged);
        if (fires) {
            events.publishEvent(new AlertFired(merged.into()));
        }
    }

    private void move(String table, IncidentMerged merged) {
        jdbc.sql("update draaiboek." + table + " set incident = :into where incident = :code")
                .param("into", merged.into().value())
                .param("code", merged.code().value())
                .update();
    }
}
