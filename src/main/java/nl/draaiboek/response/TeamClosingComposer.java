package nl.draaiboek.response;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.incident.ClosingFacts;
import nl.draaiboek.incident.GatherClosingFacts;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.services.Services;
import org.springframework.stereotype.Component;

/**
 * The last message to the team of an incident that ran without the crisis plan: that it is resolved, how long it
 * took, the figures, and that nothing more follows. Audiences as in {@link Team}.
 */
@Component
class TeamClosingComposer implements Composer {

    private final Incidents incidents;
    private final Services services;
    private final GatherClosingFacts closingFacts;
    private final Team team;
    private final ResponseTexts texts;
    private final ZoneId zone;
    private final Links links;

    TeamClosingComposer(
            Incidents incidents,
            Services services,
            GatherClosingFacts closingFacts,
            Team team,
            ResponseTexts texts,
            OfficeHours officeHours,
            Links links) {
        this.incidents = incidents;
        this.services = services;
        this.closingFacts = closingFacts;
        this.team = team;
        this.texts = texts;
        this.zone = officeHours.zone();
        this.links = links;
    }

    @Override
    public String message() {
        return "team-closing";
    }

    @Override
    public Composition compose(Request request) {
        var incident = incidents.get(request.incident());
        var facts = closingFacts.of(request.incident()).orElse(ClosingFacts.UNKNOWN);
        var contents = texts.contents("team-closing", language -> values(incident, facts, language));
        var recipients = Recipients.of(team.audience(request.audience()));
        return new Composition(
                contents, recipients, request.incident() + "/team", request.incident() + "/team-closing");
    }

    private Map<String, Object> values(Incident incident, ClosingFacts facts, String language) {
        var until = incident.until().orElse(incident.since());
        var values = new HashMap<String, Object>();
        values.put("code", incident.code().value());
        values.put("title", incident.title());
        values.put("since", moment(incident.since(), language));
        values.put("until", moment(until, language));
        values.put("duration", SpokenTime.lasting(Duration.between(incident.since(), until), language));
        values.put("services", services.namesOf(incident.services(), language));
        values.put("counted", facts.supportCases() != null);
        values.put("cases", String.valueOf(facts.supportCases()));
        values.put("nothingLost", facts.dataLost() == ClosingFacts.DataLost.NO);
        values.put("somethingLost", facts.dataLost() == ClosingFacts.DataLost.YES);
        values.put("lossUnknown", facts.dataLost() == ClosingFacts.DataLost.UNKNOWN);
        values.put("lost", facts.lostIn(language));
        values.put("summary", facts.summaryIn(language));
        values.put("link", links.toTasks(incident.code()));
        return values;
    }

    private String moment(Instant at, String language) {
        return new SpokenTime(language, zone).full(at);
    }
}
