package nl.draaiboek.delivery.chat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads the rooms now and then. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class ChatWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ChatWorker.class);

    private final KeepMessages keepMessages;

    ChatWorker(KeepMessages keepMessages) {
        this.keepMessages = keepMessages;
    }

    @Scheduled(fixedDelay = 5_000)
    void look() {
        try {
            keepMessages.read();
        } catch (ChatFailure e) {
            LOG.info("Rooms are read again later: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Rooms are read again later: {}", e.toString());
        }
    }
}
