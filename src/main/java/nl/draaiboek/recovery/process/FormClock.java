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

    /** "3 days 2 h 5 min", without the parts that are zero. */
    static String say(Duration time) {
        var text = new StringBuilder();
        if (time.toDays() > 0) {
            text.append(time.toDays()).append(time.toDays() == 1 ? " day " : " days ");
        }
        if (time.toHoursPart() > 0) {
            text.append(time.toHoursPart()).append(" h ");
        }
        return text.append(time.toMinutesPart()).append(" min").toString();
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
