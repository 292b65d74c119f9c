package nl.draaiboek.recovery.process;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moments as forms show them and as people fill them in, by the wall clock of the office. */
@Component
class FormClock {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final OfficeHours officeHours;

    FormClock(OfficeHours officeHours) {
        this.officeHours = officeHours;
    }

    /** Empty for none. */
    String say(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(officeHours.zone()));
    }

    /** How long something took or may take. */
    static String say(Duration time) {
        return SpokenTime.lasting(time, "en");
    }

    /** What a date-and-time field sends: with an offset, or the wall clock of the office. */
    Instant read(String field, String typed) {
        try {
            return typed.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDateTime.parse(typed).atZone(officeHours.zone()).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidAnswer(field, "This is no date and time. Pick both, such as 21 November 2026, 15:00.");
        }
    }
}
