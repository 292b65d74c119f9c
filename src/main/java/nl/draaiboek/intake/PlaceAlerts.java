package nl.draaiboek.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.AlertsCleared;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.JoinIncident;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.Severity;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Lets alerts of one group join the incident of that group, else an open one that names their service, else open one (R-1.1,
 * An alert never waits for a person.
 */
@Component
class PlaceAlerts {

    /** So many are named in one entry of the record; the rest is counted, and stays to be read in what was kept. */
    private static final int NAMED = 20;

    private final DueSignals signals;
    private final Turns turns;
    private final Alerts alerts;
    private final OpenIncident openIncident;
    private final JoinIncident joinIncident;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;

    PlaceAlerts(
            DueSignals signals,
            Turns turns,
            Alerts alerts,
            OpenIncident openIncident,
            JoinIncident joinIncident,
            IncidentRecord record,
            ApplicationEventPublisher events) {
        this.signals = signals;
        this.turns = turns;
        this.alerts = alerts;
        this.openIncident = openIncident;
        this.joinIncident = joinIncident;
        this.record = record;
        this.events = events;
    }

    /** @return how many were placed: this one, and others of its group that wait */
    int place(Signal oldest, int limit) {
        turns.takeForGroup(oldest.source(), Objects.requireNonNull(oldest.group()));
        var batch = limit == 1 ? List.of(oldest) : signals.claimGroupOf(oldest, limit);
        turns.takeForServices(services(batch));
        fire(batch.stream().filter(Signal::firing).toList());
        resolve(batch.stream().filter(Predicate.not(Signal::firing)).toList());
        return batch.size();
    }

    private void fire(List<Signal> firing) {
        if (firing.isEmpty()) {
            return;
        }
        var late = signals.outdated(firing);
        var outdated =
                firing.stream().filter(alert -> late.contains(alert.id())).toList();
        var current =
                firing.stream().filter(alert -> !late.contains(alert.id())).toList();
        if (!outdated.isEmpty()) {
            signals.acted(outdated, "OUTDATED", incidentOf(outdated).orElse(null));
        }
        if (!current.isEmpty()) {
            joined(current).ifPresentOrElse(code -> join(code, current), () -> open(current));
        }
    }

    private Optional<IncidentCode> joined(List<Signal> firing) {
        return incidentOf(firing).filter(joinIncident::isOpen).or(() -> joinIncident.openFor(services(firing)));
    }

    private void join(IncidentCode code, List<Signal> firing) {
        joinIncident.join(code, services(firing), "alert.joined", firing.get(0).actor(), details(firing));
        alerts.belongs(firing.get(0), code);
        signals.acted(firing, "JOINED", code);
        firing.stream()
                .map(Signal::severity)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(worst -> joinIncident.raise(
                        code, Objects.requireNonNull(worst), firing.get(0).actor()));
        events.publishEvent(new AlertFired(code));
    }

    private void open(List<Signal> firing) {
        var worst =
                firing.stream().min(Comparator.comparing(PlaceAlerts::severity)).orElseThrow();
        var code = openIncident.open(new NewIncident(
                worst.title(),
                worst.noticed(),
                severity(worst),
                services(firing),
                firing.stream()
                        .map(Signal::startsAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                firing.stream()
                        .map(Signal::receivedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                null,
                null,
                worst.actor()));
        alerts.belongs(worst, code);
        signals.acted(firing, "OPENED", code);
        record.append(code, "alert.received", worst.actor(), details(firing));
    }

    /** What stopped is written down at the incident, whatever its state; without one there is nothing to tell. */
    private void resolve(List<Signal> resolved) {
        if (resolved.isEmpty()) {
            return;
        }
        var incident = incidentOf(resolved);
        signals.acted(resolved, "RECORDED", incident.orElse(null));
        incident.ifPresent(code -> {
            record.append(code, "alert.resolved", resolved.get(0).actor(), details(resolved));
            if (alerts.cleared(code)) {
                events.publishEvent(new AlertsCleared(code));
            }
        });
    }

    private Optional<IncidentCode> incidentOf(List<Signal> batch) {
        return alerts.ofGroup(batch.get(0).source(), batch.get(0).group());
    }

    private static Severity severity(Signal alert) {
        return Objects.requireNonNullElse(alert.severity(), Severity.UNKNOWN_COUNTS_AS);
    }

    private static List<String> services(List<Signal> batch) {
        return batch.stream()
                .flatMap(alert -> alert.services().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Object> details(List<Signal> batch) {
        var named = new ArrayList<Map<String, Object>>();
        batch.stream().limit(NAMED).forEach(alert -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("signal", alert.id());
            one.put("title", alert.title());
            one.put("services", alert.services());
            one.put("severity", severity(alert).number());
            named.add(one);
        });
        return Map.of("count", batch.size(), "alerts", named);
    }
}
