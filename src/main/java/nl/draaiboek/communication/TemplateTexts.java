package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.incident.GatherClosingFacts;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The words of updates from {@link Templates}, one for each kind, state, audience and language. */
@Component
class TemplateTexts implements UpdateTexts {

    private static final String UNSUBSCRIBE = "{{unsubscribe}}";

    private final Templates templates;
    private final CommunicationSettings settings;
    private final Incidents incidents;
    private final GatherClosingFacts closingFacts;
    private final Services services;
    private final ToldBefore toldBefore;
    private final Clock clock;
    private final Links links;
    private final String company;

    TemplateTexts(
            Templates templates,
            CommunicationSettings settings,
            Incidents incidents,
            GatherClosingFacts closingFacts,
            Services services,
            ToldBefore toldBefore,
            Clock clock,
            Links links,
            @Value("${draaiboek.company}") String company) {
        this.templates = templates;
        this.settings = settings;
        this.incidents = incidents;
        this.closingFacts = closingFacts;
        this.services = services;
        this.toldBefore = toldBefore;
        this.clock = clock;
        this.links = links;
        this.company = company.strip();
    }

    @Override
    public Content of(Update update, String language, Audience audience) {
        return content(update, language, audience, false);
    }

    @Override
    public Content forMail(Update update, String language, Audience audience) {
        return content(update, language, audience, true);
    }

    private Content content(Update update, String language, Audience audience, boolean mail) {
        var values = values(update, language, audience);
        values.put("mail", mail);
        var template = templates.message(language, audience.name().toLowerCase(Locale.ROOT), name(update.facts()));
        return new Content(
                template.subject(values),
                template.text(values),
                template.html(values),
                facts(update, language, audience));
    }

    @Override
    public String shortly(Update update, String language) {
        var values = values(update, language, Audience.EXTERNAL);
        values.put("mail", false);
        var template = templates.message(language, "short", name(update.facts()));
        var room = PostLength.MOST;
        var noticed = sentence(String.valueOf(values.get("noticed")));
        values.put("noticed", noticed);
        var text = template.text(values);
        for (var cut = noticed; PostLength.of(text) > room && !cut.isEmpty(); text = template.text(values)) {
            cut = PostLength.shorter(cut, PostLength.of(text) - room);
            values.put("noticed", cut);
        }
        return PostLength.cut(text, room);
    }

    /** Ends as a sentence, because another follows it on the same line. */
    private static String sentence(String typed) {
        var text = typed.strip();
        return text.isEmpty() || text.matches("(?s).*[.!?…]") ? text : text + '.';
    }

    /** A notice to colleagues about the standing promise, from a template of its own. */
    Content notice(IncidentCode code, String name, String language, @Nullable Instant due, boolean goesByItself) {
        var incident = incidents.get(code);
        var spoken = new Spoken(language, settings.zone());
        var values = new HashMap<String, Object>();
        values.put("code", code.value());
        values.put("title", inert(incident.title()));
        values.put("state", spoken.state(incident.publicState()));
        values.put("due", spoken.at(due, clock.instant()));
        values.put("goesByItself", goesByItself);
        values.put("tasklist", links.toTasks(code));
        var template = templates.message(language, "internal", name);
        return new Content(template.subject(values), template.text(values), template.html(values), Map.of());
    }

    /** The draft's parts for an incident that has no words yet. */
    Words draft(UpdateFacts facts, Update forWhom, String language, Words before) {
        var values = values(forWhom, language, Audience.INTERNAL);
        values.put("mail", false);
        values.put("noticed", before.noticed());
        values.put("wayRound", before.wayRound());
        values.put("meanwhile", before.meanwhile());
        var parts = templates.draft(language, name(facts), values);
        return new Words(
                parts.getOrDefault("known", ""),
                parts.getOrDefault("noticed", ""),
                parts.getOrDefault("doing", ""),
                parts.getOrDefault("way-round", ""),
                parts.getOrDefault("meanwhile", ""));
    }

    /** The file's name: the state in which it is told, unless the kind has words of its own. */
    private static String name(UpdateFacts facts) {
        return switch (facts.kind()) {
            case REGULAR ->
                facts.state() == PublicState.RESOLVED
                        ? "closing"
                        : facts.state().name().toLowerCase(Locale.ROOT);
            case POSSIBLE -> "possible";
            case HOLDING -> "holding";
            case LAST_FOR_NOW -> "last-for-now";
            case CLOSING -> "closing";
            case RETRACTED -> "retracted";
            case MERGED -> "merged";
        };
    }

    private Map<String, Object> values(Update update, String language, Audience audience) {
        var facts = update.facts();
        var incident = incidents.get(update.incident());
        var spoken = new Spoken(language, settings.zone());
        var reader = toldAt(update);
        var words = Optional.ofNullable(facts.words().get(language)).orElse(Words.NONE);
        var names = spoken.list(facts.services().stream()
                .map(service -> services.nameOf(service, language))
                .toList());
        var values = new HashMap<String, Object>();
        values.put("code", update.incident().value());
        values.put("state", spoken.state(facts.state()));
        values.put("watching", facts.state() == PublicState.MONITORING);
        values.put(
                "other",
                incident.mergedInto() == null ? "" : incident.mergedInto().value());
        values.put("services", inert(names));
        values.put("title", inert(incident.title()));
        values.put(
                "topic",
                inert(
                        audience == Audience.INTERNAL || names.isEmpty()
                                ? topic(audience, language, incident.title())
                                : names));
        values.put("severity", incident.effectiveSeverity().number());
        values.put("since", spoken.time(facts.since(), reader));
        values.put("until", spoken.time(facts.until(), reader));
        values.put(
                "duration",
                facts.until() == null ? "" : spoken.duration(Duration.between(facts.since(), facts.until())));
        values.put("next", facts.kind().last() ? "" : spoken.at(facts.nextPromised(), reader));
        values.putAll(expectation(update, audience, spoken, reader));
        values.put(
                "supportCases",
                facts.supportCases() == null ? "" : facts.supportCases().toString());
        values.put("dataSafe", facts.dataLost() == DataLost.NO);
        values.put("dataLost", facts.dataLost() == DataLost.YES);
        values.put("lost", inert(lost(update, language)));
        values.put("dataUnknown", facts.dataLost() == DataLost.UNKNOWN);
        values.put("known", inert(words.known()));
        values.put("noticed", inert(words.noticed()));
        values.put("doing", inert(words.doing()));
        values.put("wayRound", inert(words.wayRound()));
        values.put("meanwhile", audience == Audience.INTERNAL ? inert(words.meanwhile()) : "");
        values.put("company", company);
        values.put("statusPage", links.to("/status"));
        values.put("internalPage", links.to("/internal"));
        values.put("unsubscribe", UNSUBSCRIBE);
        return values;
    }

    /** What was lost, as gathered when the emergency ended. */
    private String lost(Update update, String language) {
        return update.facts().kind() != UpdateKind.CLOSING
                ? ""
                : closingFacts
                        .of(update.incident())
                        .map(facts -> facts.lostIn(language))
                        .orElse("");
    }

    /** What may be expected, what is another thing than was told before, and in a holding text whether anything is. */
    private Map<String, Object> expectation(Update update, Audience audience, Spoken spoken, Instant reader) {
        var facts = update.facts();
        var before = toldBefore.before(update, audience == Audience.INTERNAL ? Reach.INSIDE : Reach.EVERYONE);
        var named = before.map(ToldBefore.Told::expected).orElse(null);
        var now = facts.kind().last() ? null : facts.expectedRecovery();
        var ahead = !facts.kind().last()
                && facts.state() != PublicState.MONITORING
                && (now == null || named != null && now.isAfter(named));
        var found = before.map(told -> told.state() != facts.state()).orElse(false);
        var values = new HashMap<String, Object>();
        values.put("expected", spoken.time(now, reader));
        values.put("earlier", ahead ? spoken.time(named, reader) : "");
        values.put("found", found && facts.state() == PublicState.IDENTIFIED);
        values.put("returned", found && facts.state() == PublicState.INVESTIGATING);
        values.put(
                "news",
                found
                        || before.map(told -> !told.services().equals(facts.services())
                                        || told.stood() != (now != null)
                                        || now != null && !now.equals(named))
                                .orElse(false));
        return values;
    }

    private static String topic(Audience audience, String language, String title) {
        return audience == Audience.INTERNAL ? title : language.equals("nl") ? "storing" : "disruption";
    }

    private Instant toldAt(Update update) {
        if (update instanceof Update.Approved approved) {
            return approved.approvedAt();
        }
        return update instanceof Update.Published published ? published.approvedAt() : clock.instant();
    }

    /** Braces that people typed stay braces to the eye and are no place to fill in for whatever reads the text later. */
    private static String inert(String typed) {
        return typed.replace("{{", "{\u2060{");
    }

    private Map<String, String> facts(Update update, String language, Audience audience) {
        var facts = update.facts();
        var shown = new LinkedHashMap<String, String>();
        shown.put("update", update.id().toString());
        shown.put("incident", update.incident().value());
        shown.put("kind", facts.kind().name());
        shown.put("audience", audience.name());
        shown.put("language", language);
        shown.put("state", facts.state().name());
        shown.put("services", String.join(",", facts.services()));
        shown.put("since", facts.since().toString());
        put(shown, "until", facts.until());
        put(shown, "nextPromised", facts.kind().last() ? null : facts.nextPromised());
        put(shown, "expectedRecovery", facts.kind().last() ? null : facts.expectedRecovery());
        if (update instanceof Update.Approved approved) {
            shown.put("number", Integer.toString(approved.number()));
        } else if (update instanceof Update.Published published) {
            shown.put("number", Integer.toString(published.number()));
        }
        return shown;
    }

    private static void put(Map<String, String> shown, String name, @Nullable Instant moment) {
        if (moment != null) {
            shown.put(name, moment.toString());
        }
    }
}
