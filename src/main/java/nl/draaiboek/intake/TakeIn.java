package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes in what a source delivers. When it returns, what was delivered is committed; what becomes of it follows in a moment.
 */
@Component
public class TakeIn {

    private final KeepSignals keepSignals;
    private final ReadAlertmanager readAlertmanager;

    TakeIn(KeepSignals keepSignals, ReadAlertmanager readAlertmanager) {
        this.keepSignals = keepSignals;
        this.readAlertmanager = readAlertmanager;
    }

    /**
     * @param webhook what Prometheus Alertmanager posts, version 4
     * @throws NotReadable when it is not that
     */
    public Taken alertmanager(Source source, JsonNode webhook) {
        return keep(readAlertmanager.read(source, webhook));
    }

    private Taken keep(List<NewSignal> signals) {
        return new Taken(signals.size(), keepSignals.keep(signals).size());
    }
}
