package nl.draaiboek.response.outside;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.MeetingPlaces;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.security.SignedLinks;
import nl.draaiboek.security.SignedLinks.Reading;
import nl.draaiboek.services.Services;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What somebody outside reads: what is asked, where to gather, whom to call back, and the link by which they answer. */
@Component
class OutsideWords {

    private static final String PURPOSE = "outside-help";
    static final Duration LASTS = Duration.ofHours(24);

    private final ResponseTexts texts;
    private final Incidents incidents;
    private final Services services;
    private final MeetingPlaces places;
    private final People people;
    private final SignedLinks signedLinks;
    private final Links links;
    private final OfficeHours officeHours;
    private final String callBack;
    private final String company;

    /** @param callBack the number that outsiders call back; empty for none */
    OutsideWords(
            ResponseTexts texts,
            Incidents incidents,
            Services services,
            MeetingPlaces places,
            People people,
            SignedLinks signedLinks,
            Links links,
            OfficeHours officeHours,
            @Value("${draaiboek.response.call-back:}") String callBack,
            @Value("${draaiboek.company:}") String company) {
        this.texts = texts;
        this.incidents = incidents;
        this.services = services;
        this.places = places;
        this.people = people;
        this.signedLinks = signedLinks;
        this.links = links;
        this.officeHours = officeHours;
        this.callBack = callBack.strip();
        this.company = company.strip();
    }

    /** Where this contact answers. */
    String link(OutsideCalls calls, long attempt) {
        return links.to("/h/"
                + signedLinks.sign(
                        PURPOSE, Long.toString(attempt), calls.instant().plus(LASTS)));
    }

    Reading read(String link) {
        return signedLinks.read(PURPOSE, link);
    }

    /** @param more what this template asks beside what is known of the call */
    Map<String, Content> of(String template, OutsideCall call, String link, Map<String, ?> more) {
        return texts.contents(template, language -> {
            var values = new HashMap<String, Object>(facts(call, language));
            values.put("link", link);
            values.put("titleSaid", ResponseTexts.sentence(facts(call, language).getOrDefault("title", "")));
            values.put("whySaid", ResponseTexts.sentence(call.why()));
            values.putAll(more);
            return values;
        });
    }

    /** The question, in the form of this channel. */
    Map<String, Content> question(OutsideCall call, OutsideContact contact, String channel, String link) {
        var template = channel.equals("mail") ? "outside-asked" : "outside-asked-" + channel;
        var contents = of(template, call, link, Map.of("name", contact.name(), "reference", contact.reference()));
        return channel.equals("call") ? withKeys(contents) : contents;
    }

    /** What asks for no answer, in the form of this channel. */
    Map<String, Content> said(String template, OutsideCall call, String channel, Map<String, ?> more) {
        var contents = of(template, call, "", more);
        return !channel.equals("call")
                ? contents
                : contents.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                said -> new Content(
                                        said.getValue().subject(),
                                        said.getValue().text(),
                                        said.getValue().html(),
                                        Keypad.facts(Map.of()))));
    }

    /** What anyone who is asked may know of it, in their language. */
    Map<String, String> facts(OutsideCall call, String language) {
        var incident = incidents.get(call.incident());
        var facts = new LinkedHashMap<String, String>();
        facts.put("code", call.incident().value());
        facts.put("title", incident.title());
        facts.put("severity", Integer.toString(incident.effectiveSeverity().number()));
        facts.put("since", new SpokenTime(language, officeHours.zone()).full(incident.since()));
        facts.put("services", services.namesOf(incident.services(), language));
        facts.put("organisation", call.organisation());
        facts.put("why", call.why());
        facts.put("company", company.isEmpty() ? "Draaiboek" : company);
        facts.put("by", people.nameOf(call.askedBy()));
        facts.put(
                "gather",
                places.of(call.incident()).stream()
                        .map(MeetingPlaces.Place::where)
                        .collect(Collectors.joining(", ")));
        facts.put("callBack", callBack(call));
        return facts;
    }

    /** The company's number for it, and the mail address of who asked. */
    private String callBack(OutsideCall call) {
        var mail = people.find(call.askedBy()).map(Person::mail).filter(address -> !address.isEmpty());
        return callBack.isEmpty()
                ? mail.orElse("")
                : callBack + mail.map(address -> ", " + address).orElse("");
    }

    /** Where those of ours go on. */
    String tasks(OutsideCall call) {
        return links.toTasks(call.incident());
    }

    private static Map<String, Content> withKeys(Map<String, Content> contents) {
        var all = new HashMap<String, Content>();
        contents.forEach((language, content) -> {
            var dutch = language.equals("nl");
            var keys = new LinkedHashMap<String, String>();
            keys.put(Keypad.ACKNOWLEDGE, dutch ? "als u komt helpen" : "if you come to help");
            keys.put(Keypad.PASS_ON, dutch ? "als u niet kunt" : "if you cannot");
            all.put(language, new Content(content.subject(), content.text(), content.html(), Keypad.facts(keys)));
        });
        return all;
    }
}
