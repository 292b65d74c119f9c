package nl.draaiboek.intake;

import java.time.Instant;
import java.util.Map;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a colleague declares or reports in Tasklist.
 *
 * @param declaration whether they say that it is an incident; otherwise that something seems wrong
 * @param once the same for the same form handed in once more
 * @param what in one line
 * @param service as they call it; empty when they do not know
 * @param danger the answer to "may anyone be in danger?"
 * @param reporter the colleague, or whom they speak for
 * @param details everything else that was typed, by field
 */
public record WhatSomebodySaw(
        boolean declaration,
        String once,
        Noticed noticed,
        String what,
        String service,
        @Nullable Severity severity,
        @Nullable Instant since,
        boolean danger,
        @Nullable String dangerWhere,
        Reporter reporter,
        Map<String, String> details) {}
