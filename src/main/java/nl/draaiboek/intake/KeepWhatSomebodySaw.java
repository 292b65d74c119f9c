package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a declaration or report made in Tasklist. Nothing follows until the process that asks says where it belongs. */
@Component
public class KeepWhatSomebodySaw {

    /** The source of what is typed into Tasklist. */
    public static final String TASKLIST = "tasklist";

    private final KeepSignals keepSignals;
    private final ServiceWords serviceWords;

    KeepWhatSomebodySaw(KeepSignals keepSignals, ServiceWords serviceWords) {
        this.keepSignals = keepSignals;
        this.serviceWords = serviceWords;
    }

    /** @return its number */
    @Transactional
    public long keep(WhatSomebodySaw seen) {
        var body = JsonNodeFactory.instance.objectNode().put("what", seen.what());
        seen.details().forEach(body::put);
        return keepSignals.keepAndAsk(new NewSignal(
                seen.declaration() ? SignalKind.DECLARATION : SignalKind.REPORT,
                TASKLIST,
                seen.once(),
                seen.noticed(),
                CleanText.line(seen.what(), 200),
                null,
                serviceWords.read(List.of(seen.service())),
                seen.severity(),
                seen.since(),
                seen.danger(),
                seen.dangerWhere(),
                seen.reporter(),
                body));
    }
}
