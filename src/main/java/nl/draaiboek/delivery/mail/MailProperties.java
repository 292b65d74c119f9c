package nl.draaiboek.delivery.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail goes out; the server, its login and its security are Spring's own {@code spring.mail.*}.
 *
 * @param from address of the sender; the domain also stands in every Message-ID
 * @param fromName as readers see it
 * @param replyTo where answers go, when not to the sender
 * @param connections SMTP connections at once on one node
 * @param perSecond mails a second on one node at most
 * @param givesUpAfter how long the server may be away before the diagram takes its other way
 */
@ConfigurationProperties("draaiboek.mail")
record MailProperties(
        @Nullable String from,
        @DefaultValue("Draaiboek") String fromName,
        @Nullable String replyTo,
        @DefaultValue("4") int connections,
        @DefaultValue("500") int perSecond,
        @DefaultValue("5") int attempts,
        @DefaultValue("20s") Duration firstRetry,
        @DefaultValue("5m") Duration longestRetry,
        @DefaultValue("2m") Duration givesUpAfter) {}
