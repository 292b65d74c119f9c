package nl.draaiboek.delivery.web;

import java.util.LinkedHashMap;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.DeliveryProgress;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What went out, what waits and what failed, per service task that sent; and how each channel is. */
@Controller
class OutboxController {

    private static final int ROWS = 200;

    private final DeliveryProgress progress;
    private final Channels channels;

    OutboxController(DeliveryProgress progress, Channels channels) {
        this.progress = progress;
        this.channels = channels;
    }

    @GetMapping("/outbox")
    String outbox(Model model) {
        var states = new LinkedHashMap<String, String>();
        channels.all().forEach(channel -> states.put(channel.name(), state(channel.name())));
        model.addAttribute("channels", states);
        model.addAttribute("dispatches", progress.latest(ROWS));
        return "delivery/outbox";
    }

    private String state(String name) {
        var readiness = channels.get(name).readiness();
        return readiness.on() ? progress.trouble(name).orElse("on") : "off: " + readiness.why();
    }
}
