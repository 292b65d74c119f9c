package nl.draaiboek.everyone;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.security.SignedLinks;
import nl.draaiboek.security.SignedLinks.Reading;
import org.springframework.stereotype.Component;

/** The words of a roll call, and its links: each is about one person, and answers as often as they change their mind. */
@Component
class RollCallWords {

    static final String PURPOSE = "roll-call";
    private static final Duration LASTS = Duration.ofDays(7);

    private final ResponseTexts texts;
    private final People people;
    private final SignedLinks signedLinks;
    private final Links links;
    private final Clock clock;
    private final EveryoneSettings settings;

    RollCallWords(
            ResponseTexts texts,
            People people,
            SignedLinks signedLinks,
            Links links,
            Clock clock,
            EveryoneSettings settings) {
        this.texts = texts;
        this.people = people;
        this.signedLinks = signedLinks;
        this.links = links;
        this.clock = clock;
        this.settings = settings;
    }

    /** Where this person answers. */
    String link(Asked asked) {
        return links.to("/r/"
                + signedLinks.sign(
                        PURPOSE, Long.toString(asked.id()), clock.instant().plus(LASTS)));
    }

    Reading read(String link) {
        return signedLinks.read(PURPOSE, link);
    }

    /** The list of a roll call. */
    String list(RollCall rollCall) {
        return links.to("/roll-calls/" + rollCall.id());
    }

    /** The question, in the form of this way. */
    Map<String, Content> question(RollCall rollCall, Asked asked, Contact contact, Way way) {
        var channel = way.channel();
        var template =
                switch (channel) {
                    case "mail", "chat" -> "roll-call";
                    default -> "roll-call-" + channel;
                };
        var contents = of(
                template,
                rollCall,
                Map.of(
                        "name", contact.colleague().firstName(),
                        "again", asked.rounds() > 0,
                        "link", link(asked)));
        return channel.equals("call")
                ? withKeys(
                        contents, "als je veilig bent", "if you are safe", "als je hulp nodig hebt", "if you need help")
                : contents;
    }

    /** A call to go to somebody, and its keys. */
    Map<String, Content> helpCall(String template, RollCall rollCall, Map<String, ?> more) {
        return withKeys(of(template, rollCall, more), "als jij gaat", "if you go", "als je niet kunt", "if you cannot");
    }

    /** What a call only says: nothing is asked, and no key does anything. */
    Map<String, Content> said(String template, RollCall rollCall, Map<String, ?> more) {
        return withKeys(of(template, rollCall, more));
    }

    /** @param more what this template asks beside what is known of every roll call */
    Map<String, Content> of(String template, RollCall rollCall, Map<String, ?> more) {
        var values = new HashMap<String, Object>();
        values.put(
                "code", rollCall.incident() == null ? "" : rollCall.incident().value());
        values.put("number", Long.toString(rollCall.id()));
        values.put("place", rollCall.place());
        values.put("what", rollCall.what());
        values.put("placeSaid", ResponseTexts.sentence(rollCall.place()));
        values.put("whatSaid", ResponseTexts.sentence(rollCall.what()));
        values.put(
                "by", rollCall.startedBy().equals(IncidentRecord.DRAAIBOEK) ? "" : people.nameOf(rollCall.startedBy()));
        values.put("plan", settings.safetyPlan());
        values.put("list", list(rollCall));
        values.put("link", list(rollCall));
        values.putAll(more);
        return texts.contents(template, values);
    }

    /** @param keys for each key from 1 on what it means in Dutch and then in English */
    private static Map<String, Content> withKeys(Map<String, Content> contents, String... keys) {
        var all = new HashMap<String, Content>();
        contents.forEach((language, content) -> {
            var meanings = new LinkedHashMap<String, String>();
            for (var key = 0; key < keys.length / 2; key++) {
                meanings.put(Integer.toString(key + 1), keys[2 * key + (language.equals("nl") ? 0 : 1)]);
            }
            all.put(language, new Content(content.subject(), content.text(), content.html(), Keypad.facts(meanings)));
        });
        return all;
    }
}
