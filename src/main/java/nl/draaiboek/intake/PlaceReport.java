package nl.draaiboek.intake;

import nl.draaiboek.incident.Incidents;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What a person reported opens an incident when none runs or anyone may be in danger; otherwise a person says whether it is
 * one of the running ones.
 */
@Component
class PlaceReport {

    private final DueSignals signals;
    private final Turns turns;
    private final Incidents incidents;
    private final SettleSignal settle;
    private final ApplicationEventPublisher events;

    PlaceReport(
            DueSignals signals,
            Turns turns,
            Incidents incidents,
            SettleSignal settle,
            ApplicationEventPublisher events) {
        this.signals = signals;
        this.turns = turns;
        this.incidents = incidents;
        this.settle = settle;
        this.events = events;
    }

    int place(Signal report) {
        turns.takeForPeople();
        if (Boolean.TRUE.equals(report.danger()) || incidents.running().isEmpty()) {
            settle.open(report.id());
        } else {
            signals.asking(report);
            events.publishEvent(new ReportToPlace(report.id()));
        }
        return 1;
    }
}
