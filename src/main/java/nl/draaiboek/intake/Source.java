package nl.draaiboek.intake;

import nl.draaiboek.incident.Noticed;

/**
 * A program that may hand in alerts and reports: monitoring, a ticket system, a social-media tool.
 *
 * @param name as configured; stands in the record as who acted
 * @param noticed what an incident counts as noticed by when this source was first
 */
public record Source(String name, Noticed noticed) {}
