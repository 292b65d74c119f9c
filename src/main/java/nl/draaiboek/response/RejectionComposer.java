package nl.draaiboek.response;

import java.util.Map;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.intake.Reporters;
import nl.draaiboek.people.People;
import org.springframework.stereotype.Component;

/** Tells who reported it why it was closed. */
@Component
class RejectionComposer implements Composer {

    private final Incidents incidents;
    private final ResponseTexts texts;
    private final Reporters reporters;
    private final People people;
    private final Links links;

    RejectionComposer(Incidents incidents, ResponseTexts texts, Reporters reporters, People people, Links links) {
        this.incidents = incidents;
        this.texts = texts;
        this.reporters = reporters;
        this.people = people;
        this.links = links;
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
                links.to("/status"));
        var contents = texts.contents("rejection", values);
        return new Composition(
                contents,
                AnswerReporters.recipients(reporters.of(request.incident()), people),
                request.incident() + "/reporters",
                request.incident() + "/rejection");
    }
}
