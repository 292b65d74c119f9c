package nl.draaiboek.intake.process;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.intake.Reporter;
import nl.draaiboek.intake.WhatSomebodySaw;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody typed into one of the two start forms. What they typed is kept with the report and leaves the process,
 * whose variables everyone with one of its tasks can see.
 */
final class SeenInForm {

    private static final List<String> TYPED = List.of(
            "danger",
            "dangerWhere",
            "what",
            "service",
            "where",
            "severity",
            "since",
            "noticed",
            "details",
            "steps",
            "reporterName",
            "reporterMail");
    private static final int LONG = 2000;

    private final DelegateExecution execution;
    private final Answers answers;
    private final Clock clock;

    SeenInForm(DelegateExecution execution, Clock clock) {
        this.execution = execution;
        this.answers = new Answers(execution);
        this.clock = clock;
    }

    WhatSomebodySaw read(boolean declaration, String user) {
        var danger = answers.choice("danger", "Say first whether anyone may be in danger.", "yes", "no")
                .equals("yes");
        return new WhatSomebodySaw(
                declaration,
                execution.getProcessInstanceId(),
                noticed(),
                answers.required("what", 200, "Say in one line what is wrong."),
                answers.text("service", 100),
                severity(),
                since(),
                danger,
                danger ? answers.required("dangerWhere", 300, "Say where, and who.") : null,
                new Reporter(user, orNull(answers.text("reporterName", 200)), mail()),
                details());
    }

    void forget() {
        TYPED.forEach(execution::removeVariable);
    }

    private Noticed noticed() {
        var noticed = answers.text("noticed", 20);
        return switch (noticed) {
            case "", "colleague" -> Noticed.COLLEAGUE;
            case "customer" -> Noticed.CUSTOMER;
            case "ticket" -> Noticed.TICKET;
            case "social" -> Noticed.SOCIAL_MEDIA;
            default -> throw new InvalidAnswer("noticed", "Choose how it was noticed.");
        };
    }

    private @Nullable Severity severity() {
        var severity = answers.text("severity", 10);
        return switch (severity) {
            case "", "unknown" -> null;
            case "1" -> Severity.ONE;
            case "2" -> Severity.TWO;
            case "3" -> Severity.THREE;
            default -> throw new InvalidAnswer("severity", "Choose 1, 2, 3 or not known.");
        };
    }

    private @Nullable Instant since() {
        var since = answers.text("since", 40);
        if (since.isEmpty()) {
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(since).toInstant();
            if (moment.isAfter(clock.instant().plusSeconds(60))) {
                throw new InvalidAnswer("since", "This lies in the future; say since when it is so.");
            }
            return moment;
        } catch (DateTimeException e) {
            throw new InvalidAnswer("since", "Choose a date and a time.");
        }
    }

    private @Nullable String mail() {
        var mail = answers.text("reporterMail", 254);
        if (mail.isEmpty()) {
            return null;
        }
        if (!Reporter.isMail(mail)) {
            throw new InvalidAnswer("reporterMail", "This is no mail address; type one, without a name.");
        }
        return mail;
    }

    private Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put("where", answers.text("where", 200));
        details.put("details", answers.text("details", LONG));
        details.put("steps", answers.text("steps", LONG));
        details.values().removeIf(String::isEmpty);
        return details;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
