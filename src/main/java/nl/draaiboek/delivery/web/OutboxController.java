package nl.draaiboek.delivery.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.delivery.FailedDeliveries;
import nl.draaiboek.incident.OfficeHours;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What went out, what waits and what failed, per service task that sent; and how each channel is. */
@Controller
class OutboxController {

    private static final int ROWS = 200;

    private final DeliveryProgress progress;
    private final Channels channels;
    private final OfficeHours officeHours;

    OutboxController(DeliveryProgress progress, Channels channels, OfficeHours officeHours) {
        this.progress = progress;
        this.channels = channels;
        this.officeHours = officeHours;
    }

    @GetMapping("/outbox")
    String outbox(Model model, Locale locale) {
        var moment = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", locale).withZone(officeHours.zone());
        model.addAttribute(
                "channels",
                channels.all().stream().map(channel -> state(channel.name())).toList());
        model.addAttribute(
                "dispatches",
                progress.latest(ROWS).stream()
                        .map(latest -> new Row(latest.progress(), latest.at(), moment.format(latest.at())))
                        .toList());
        return "delivery/outbox";
    }

    private State state(String name) {
        var channel = channels.get(name);
        var readiness = channel.readiness();
        if (!readiness.on()) {
            return new State(name, "off", readiness.why());
        }
        return progress.trouble(name)
                .map(why -> new State(name, "down", why))
                .orElseGet(() -> new State(name, "on", channel.trouble().orElse("")));
    }

    /** @param state {@code on}, {@code off} or {@code down} */
    record State(String name, String state, @Nullable String why) {}

    /** @param moment when it was opened, in local time */
    record Row(FailedDeliveries.Progress dispatch, Instant at, String moment) {}
}
