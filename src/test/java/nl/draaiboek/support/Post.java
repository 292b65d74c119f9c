package nl.draaiboek.support;

import nl.draaiboek.delivery.OutgoingMessage;

/** What a stand-in channel was given. */
public record Post(
        String channel, String audience, String language, String subject, String text, OutgoingMessage message) {}
