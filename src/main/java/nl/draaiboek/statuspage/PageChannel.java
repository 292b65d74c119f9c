package nl.draaiboek.statuspage;

import java.time.Duration;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Severity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Puts an update on a page. For the diagram it is a channel like mail: its failure is a row that waits, and delays nobody
 * else. The address is the page in one language, so a page in two languages is two rows.
 */
final class PageChannel implements Channel {

    /** Repeating is harmless: the same update stands on a page once. */
    private static final ChannelPolicy POLICY = new ChannelPolicy(
            1, 100, 20, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), ChannelPolicy.ALWAYS);

    private final PageName page;
    private final Pages pages;
    private final Incidents incidents;

    PageChannel(PageName page, Pages pages, Incidents incidents) {
        this.page = page;
        this.pages = pages;
        this.incidents = incidents;
    }

    @Override
    public String name() {
        return page.channel();
    }

    @Override
    public Readiness readiness() {
        return Readiness.ready();
    }

    @Override
    public ChannelPolicy policy() {
        return POLICY;
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                return publish(message);
            }

            @Override
            public void close() {
                // Nothing is kept open.
            }
        };
    }

    private Outcome publish(OutgoingMessage message) {
        var content = message.content();
        try {
            var facts = PageFacts.read(content.facts(), message.recipient().language());
            var severity = incidents
                    .find(facts.incident())
                    .map(Incident::effectiveSeverity)
                    .orElse(Severity.UNKNOWN_COUNTS_AS);
            pages.publish(page, facts, severity, new PageText(content.subject(), content.text(), content.html()));
            return new Outcome.Delivered(facts.update());
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused("The page cannot show it: " + e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            return new Outcome.ChannelDown("The table of the page cannot be written: " + e.getMessage(), null);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Both {

        @Bean
        PageChannel statusPageChannel(Pages pages, Incidents incidents) {
            return new PageChannel(PageName.PUBLIC, pages, incidents);
        }

        @Bean
        PageChannel internalPageChannel(Pages pages, Incidents incidents) {
            return new PageChannel(PageName.INTERNAL, pages, incidents);
        }
    }
}
