package nl.draaiboek.review.process;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moments and times as forms show them, by the wall clock of the office. */
@Component
class Moments {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

    private final OfficeHours officeHours;

    Moments(OfficeHours officeHours) {
        this.officeHours = officeHours;
    }

    String say(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(officeHours.zone()));
    }

    String say(LocalDate day) {
        return DAY.format(day);
    }

    /** How long something took or may take. */
    String say(Duration time) {
        return SpokenTime.lasting(time, "en");
    }

    /** The end of that day at the office. */
    Date closing(LocalDate day) {
        return Date.from(day.atTime(officeHours.to()).atZone(officeHours.zone()).toInstant());
    }
}
