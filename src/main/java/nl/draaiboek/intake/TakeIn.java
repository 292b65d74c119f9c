package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes in what a source delivers. When it returns, what was delivered is committed; what becomes of it follows in a moment.
 */
@Component
public class TakeIn {

    private final KeepSignals keepSignals;
    private final ReadAlertmanager readAlertmanager;
    private final ReadCloudEvent readCloudEvent;
    private final ReadReport readReport;

    TakeIn(
            KeepSignals keepSignals,
            ReadAlertmanager readAlertmanager,
            ReadCloudEvent readCloudEvent,
            ReadReport readReport) {
        this.keepSignals = keepSignals;
        this.readAlertmanager = readAlertmanager;
        this.readCloudEvent = readCloudEvent;
        this.readReport = readReport;
    }

    /**
     * @param webhook what Prometheus Alertmanager posts, version 4
     * @throws NotReadable when it is not that
     */
    public Taken alertmanager(Source source, JsonNode webhook) {
        return keep(readAlertmanager.read(source, webhook));
    }

    /**
     * @param events CloudEvents 1.0, each an alert
     * @throws NotReadable when one of them does not say what it should
     */
    public Taken cloudEvents(Source source, List<CloudEvent> events) {
        return keep(readCloudEvent.read(source, events));
    }

    /**
     * @param idempotencyKey the header of that name, where there is one
     * @throws NotReadable when it does not say what it should
     */
    public Taken report(Source source, JsonNode report, @Nullable String idempotencyKey) {
        return keep(List.of(readReport.read(source, report, idempotencyKey)));
    }

    private Taken keep(List<NewSignal> signals) {
        return new Taken(signals.size(), keepSignals.keep(signals).size());
    }
}
