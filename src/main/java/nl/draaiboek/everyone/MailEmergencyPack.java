package nl.draaiboek.everyone;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import nl.draaiboek.delivery.Attachment;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.response.ResponseTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails the emergency pack to addresses outside our network: each new one once, whichever node looks first. A mail that does
 * not go out is tried again like any other; a newer pack takes its place while it waits.
 */
@Component
public class MailEmergencyPack {

    private static final String MESSAGE = "emergency-pack";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");

    private final JdbcClient jdbc;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final LookAtNumbers lookAtNumbers;
    private final OfficeHours officeHours;
    private final Clock clock;

    MailEmergencyPack(
            JdbcClient jdbc,
            Dispatches dispatches,
            ResponseTexts texts,
            LookAtNumbers lookAtNumbers,
            OfficeHours officeHours,
            Clock clock) {
        this.jdbc = jdbc;
        this.dispatches = dispatches;
        this.texts = texts;
        this.lookAtNumbers = lookAtNumbers;
        this.officeHours = officeHours;
        this.clock = clock;
    }

    /** Which was mailed last. */
    Optional<String> last() {
        return jdbc.sql("select digest from draaiboek.emergency_pack_mailed")
                .query(String.class)
                .optional();
    }

    /** When that was. */
    Optional<Instant> lastAt() {
        return jdbc.sql("select at from draaiboek.emergency_pack_mailed")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * Mails it, unless it was the last one that was.
     *
     * @param digest the same for the same contents
     * @param pdf encrypted
     */
    @Transactional
    public void mail(String digest, Supplier<byte[]> pdf, List<String> addresses, String language) {
        var now = clock.instant();
        var isNew = jdbc.sql(
                                """
                insert into draaiboek.emergency_pack_mailed as last (digest, at) values (:digest, :now)
                on conflict (one) do update set digest = excluded.digest, at = excluded.at
                 where last.digest <> excluded.digest""")
                        .param("digest", digest)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (!isNew) {
            return;
        }
        var attachment = new Attachment("emergency-pack.pdf", "application/pdf", pdf.get());
        var text = Objects.requireNonNull(
                texts.contents(MESSAGE, Map.of("made", MOMENT.format(now.atZone(officeHours.zone()))))
                        .get(language));
        addresses.forEach(
                address -> lookAtNumbers.lookAtAll(IncidentRecord.DRAAIBOEK, "emergency pack, mailed to " + address));
        dispatches.open(new Notice(
                null,
                "mail",
                MESSAGE,
                MESSAGE,
                new Composition(
                        Map.of(language, new Content(text.subject(), text.text(), text.html(), attachment.facts())),
                        addresses.stream()
                                .map(address -> new Recipient("pack:" + address, address, language, Map.of()))
                                .toList(),
                        MESSAGE,
                        MESSAGE)));
    }
}
