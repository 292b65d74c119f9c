package nl.draaiboek;

import nl.draaiboek.incident.Links;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The last line of the start: that it worked, and where to go. */
@Component
@Profile("!demo & !test")
class SayReady {

    private static final Logger LOG = LoggerFactory.getLogger(SayReady.class);

    private final Links links;

    SayReady(Links links) {
        this.links = links;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void say() {
        var address = links.to("");
        if (address.startsWith("http://localhost")) {
            LOG.warn(
                    "Links in mails, posts and feeds lead to {}: set DRAAIBOEK_ADDRESS to where people reach Draaiboek.",
                    address);
        }
        LOG.info(
                "Draaiboek is ready. Tasklist: {}/camunda/app/tasklist/  Status page: {}/status"
                        + "  People and logins (as admin): {}/camunda/app/admin/",
                address,
                address,
                address);
    }
}
