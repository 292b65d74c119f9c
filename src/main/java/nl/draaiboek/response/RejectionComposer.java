package nl.draaiboek.response;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.incident.Incidents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells who reported it why it was closed. */
@Component
class RejectionComposer implements Composer {

    private final Incidents incidents;
    private final ResponseTexts texts;
    private final String address;

    RejectionComposer(
            Incidents incidents,
            ResponseTexts texts,
            @Value("${draaiboek.address:http://localhost:8080}") String address) {
        this.incidents = incidents;
        this.texts = texts;
        this.address = address;
    }

    @Override
    public String message() {
        return "rejection";
    }

    @Override
    public Composition compose(Request request) {
        var incident = incidents.get(request.incident());
        var because = incident.rejectedBecause() == null ? "" : incident.rejectedBecause();
        var values = Map.of(
                "code",
                incident.code().value(),
                "title",
                incident.title(),
                "because",
                because,
                "link",
                address + "/status");
        var contents = List.of("nl", "en").stream()
                .collect(Collectors.toMap(l -> l, language -> texts.content("rejection", language, values)));
        return new Composition(
                contents, List.of(), request.incident() + "/reporters", request.incident() + "/rejection");
    }
}
