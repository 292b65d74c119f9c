package nl.draaiboek.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.delivery.SentMessages.SentMessage;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a provider took and did not bring is no longer counted as delivered, and stands in the record. */
@Component
class NotArrived {

    private static final String PERSON = "person:";

    private final SentMessages sent;
    private final Outbox outbox;
    private final IncidentRecord record;
    private final JdbcClient jdbc;

    NotArrived(SentMessages sent, Outbox outbox, IncidentRecord record, JdbcClient jdbc) {
        this.sent = sent;
        this.outbox = outbox;
        this.record = record;
        this.jdbc = jdbc;
    }

    /** In the transaction of who tells it. */
    @EventListener
    void on(MessageFailed failed) {
        sent.find(failed.messageKey()).ifPresent(message -> on(message, failed.why()));
    }

    private void on(SentMessage message, String why) {
        outbox.lock(message.dispatch());
        var number = Integer.parseInt(message.key().substring(message.key().lastIndexOf('.') + 1));
        var changed = jdbc.sql(
                        """
                with changed as (
                  update draaiboek.delivery set state = 'failed', why = :why
                   where dispatch = :dispatch and number = :number and state = 'delivered' returning 1)
                update draaiboek.dispatch set delivered = delivered - 1, failed = failed + 1
                 where id = :dispatch and exists (select from changed)""")
                .param("why", why)
                .param("dispatch", message.dispatch())
                .param("number", number)
                .update();
        var recipient = message.recipient();
        if (changed > 0 && message.incident() != null) {
            record.append(
                    message.incident(),
                    "delivery.not-arrived",
                    IncidentRecord.DRAAIBOEK,
                    new LinkedHashMap<>(Map.of(
                            "dispatch",
                            message.dispatch().toString(),
                            "channel",
                            message.channel(),
                            "message",
                            message.message(),
                            recipient.startsWith(PERSON) ? "person" : "recipient",
                            recipient.startsWith(PERSON) ? recipient.substring(PERSON.length()) : recipient,
                            "why",
                            why)));
        }
    }
}
