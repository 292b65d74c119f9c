package nl.draaiboek.communication.process;

import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.communication.Audience;
import nl.draaiboek.communication.Customers;
import nl.draaiboek.communication.DraftUpdate;
import nl.draaiboek.communication.Moved;
import nl.draaiboek.communication.NotePublication;
import nl.draaiboek.communication.PointToOther;
import nl.draaiboek.communication.Reach;
import nl.draaiboek.communication.Undelivered;
import nl.draaiboek.communication.Update;
import nl.draaiboek.communication.UpdateId;
import nl.draaiboek.communication.UpdateKind;
import nl.draaiboek.communication.UpdateTexts;
import nl.draaiboek.communication.Updates;
import nl.draaiboek.communication.WhatToTell;
import nl.draaiboek.communication.Words;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.incident.Assessments;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.Way;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.util.StringUtils;

/** What diagrams ask about updates, and what their forms show. */
@ForDiagrams("communication")
public class CommunicationForDiagrams {

    /** No update goes out on these: a team or one person is reached by them. */
    private static final Set<String> TO_ONE_PERSON = Set.of(Way.SMS.channel(), Way.CALL.channel(), Way.CHAT.channel());

    private final WhatToTell whatToTell;
    private final DraftUpdate draftUpdate;
    private final Moved moved;
    private final PointToOther pointToOther;
    private final Updates updates;
    private final UpdateTexts texts;
    private final NotePublication publication;
    private final Undelivered undelivered;
    private final Incidents incidents;
    private final Assessments assessments;
    private final Customers customers;
    private final Channels channels;
    private final DeliveryProgress delivery;
    private final TaskService tasks;

    CommunicationForDiagrams(
            WhatToTell whatToTell,
            DraftUpdate draftUpdate,
            Moved moved,
            PointToOther pointToOther,
            Updates updates,
            UpdateTexts texts,
            NotePublication publication,
            Undelivered undelivered,
            Incidents incidents,
            Assessments assessments,
            Customers customers,
            Channels channels,
            DeliveryProgress delivery,
            TaskService tasks) {
        this.whatToTell = whatToTell;
        this.draftUpdate = draftUpdate;
        this.moved = moved;
        this.pointToOther = pointToOther;
        this.updates = updates;
        this.texts = texts;
        this.publication = publication;
        this.undelivered = undelivered;
        this.incidents = incidents;
        this.assessments = assessments;
        this.customers = customers;
        this.channels = channels;
        this.delivery = delivery;
        this.tasks = tasks;
    }

    /** What is to be told now: {@code update}, {@code nothing}, {@code closing} or {@code over}. */
    public String next(String incident) {
        return switch (whatToTell.about(new IncidentCode(incident))) {
            case UPDATE -> "update";
            case NOTHING_YET -> "nothing";
            case CLOSING_WORDS -> "closing";
            case ALL_TOLD -> "over";
        };
    }

    /** When the next draft is to be made while nothing changes. */
    public Date draftAt(String incident) {
        return Date.from(whatToTell.draftAt(new IncidentCode(incident)));
    }

    /**
     * Makes a draft from the template of its phase.
     *
     * @return its id
     */
    public String draft(String incident) {
        return draftUpdate.draft(new IncidentCode(incident)).toString();
    }

    /**
     * Whether communication is to begin: {@code yes}, {@code later} as long as it may still be needed, or {@code over}.
     */
    public String toTell(String incident) {
        var code = new IncidentCode(incident);
        if (whatToTell.about(code) != WhatToTell.Answer.ALL_TOLD) {
            return "yes";
        }
        return switch (incidents.get(code).state()) {
            case CANDIDATE, DECLARED -> "later";
            case RESOLVED, CLOSED, REJECTED, MERGED -> "over";
        };
    }

    /** When it is announced as possible. */
    public Date announceAt(String incident) {
        return Date.from(whatToTell.announceAt(new IncidentCode(incident)));
    }

    /** Whether anyone was told anything about it. */
    public boolean told(String incident) {
        return whatToTell.told(new IncidentCode(incident));
    }

    /**
     * Approves the words that say under which code it goes on.
     *
     * @return the id of the update
     */
    public String pointToOther(String incident) {
        return pointToOther.point(new IncidentCode(incident)).toString();
    }

    /**
     * Whether an update goes out on a channel.
     *
     * @param says what the table of channels says: {@code yes}, {@code no}, or {@code as before} for a channel that this
     *     incident used before. A channel without settings is left out; that was said at start.
     */
    public boolean sends(String incident, String says, String channel, String audience) {
        var wanted =
                switch (says) {
                    case "yes" -> true;
                    case "no" -> false;
                    case "as before" -> publication.usedBefore(new IncidentCode(incident), channel, audience);
                    default ->
                        throw new IllegalArgumentException("channel-policy.dmn says '" + says + "' for " + channel
                                + "; expected yes, no or as before.");
                };
        return wanted
                && channels.all().stream()
                        .anyMatch(c -> c.name().equals(channel) && c.readiness().on());
    }

    /** Whether X is to carry what mail cannot, because the table did not choose it. */
    public boolean xAlone(String incident, String postOnX) {
        return !sends(incident, postOnX, "x", "public") && sends(incident, "yes", "x", "public");
    }

    /**
     * Whether somebody must reach people otherwise: a channel gave up and is not back, and nobody has that task
     * for this incident yet.
     */
    public boolean missed(DelegateExecution execution) {
        var update = get((String) execution.getVariable("update"));
        return !undelivered.of(update).isEmpty()
                && tasks.createTaskQuery()
                                .processInstanceBusinessKey(update.incident().value())
                                .taskDefinitionKey("UserTask_ReachAnotherWay")
                                .count()
                        == 0;
    }

    /** Whom an update did not reach, a line for each channel. */
    public Map<String, Object> undelivered(String update) {
        return Map.of("missed", undelivered.of(get(update)));
    }

    /** What decides the channels: kind, reach, public state and severity of an update. */
    public Map<String, Object> policyInput(String update) {
        var found = get(update);
        var facts = found.facts();
        return Map.of(
                "kind", facts.kind().name(),
                "reach", facts.reach().name(),
                "state", facts.state().name(),
                "severity", incidents.get(found.incident()).effectiveSeverity().number());
    }

    /** What the forms show of an update. Texts that a form shows as text are made safe; fields get them as they are. */
    public Map<String, Object> view(String update) {
        var found = get(update);
        var facts = found.facts();
        var view = new LinkedHashMap<String, Object>();
        view.put("kind", facts.kind().name());
        view.put("closing", facts.kind() == UpdateKind.CLOSING);
        view.put("last", facts.kind().last());
        view.put("reach", facts.reach().name());
        view.put("state", facts.state().name());
        view.put("stateName", StringUtils.capitalize(facts.state().name().toLowerCase(Locale.ROOT)));
        view.put("dataLost", facts.dataLost().name());
        view.put("supportCases", facts.supportCases());
        view.put("remark", FormText.plain(updates.remark(found.id())));
        view.put("expected", facts.expectedRecovery() != null);
        view.put("silent", silent());
        view.put("mailed", mailed(found));
        view.put("seen", seen(found));
        facts.words().forEach((language, words) -> view.put(language, fields(words)));
        return view;
    }

    /** What went on since this was drafted or written, and the fresh draft for it; nothing where all is still so. */
    public Map<String, Object> moved(String update) {
        var id = UpdateId.of(update);
        var lines = moved.since(id);
        var view = new LinkedHashMap<String, Object>();
        view.put("text", lines.stream().map(FormText::plain).collect(Collectors.joining("<br>")));
        if (!lines.isEmpty() && get(update) instanceof Update.Draft draft) {
            draftUpdate.fresh(draft).forEach((language, words) -> {
                view.put(language + "Known", FormText.plain(words.known()));
                view.put(language + "Doing", FormText.plain(words.doing()));
            });
        }
        return view;
    }

    /** The finished texts as they will be read, for whoever approves. */
    public Map<String, Object> preview(String update) {
        var found = get(update);
        var view = new HashMap<>(view(update));
        for (var language : List.of("nl", "en")) {
            view.put(language + "External", shown(found, language, Audience.EXTERNAL));
            view.put(language + "Internal", shown(found, language, Audience.INTERNAL));
            view.put(language + "Post", FormText.plain(texts.shortly(found, language)));
        }
        return view;
    }

    /**
     * What customers see, as whoever assessed it typed it from their words: for the writer to read. It stands in nobody's text,
     * for it is in one language, and not ours.
     */
    private String seen(Update update) {
        return assessments
                .latest(update.incident())
                .map(assessment -> FormText.plain(assessment.whatTheySee()))
                .orElse("");
    }

    /** How many customers get it by mail, so that nobody finds out afterwards that it was none. */
    private String mailed(Update update) {
        var facts = update.facts();
        if (facts.reach() == Reach.INSIDE) {
            return "";
        }
        var mailed = facts.kind().withdraws()
                ? customers.told(update.incident())
                : customers.touchedBy(update.incident(), facts.services());
        if (!mailed.isEmpty()) {
            return mailed.size() == 1 ? "One customer gets it by mail." : mailed.size() + " customers get it by mail.";
        }
        return facts.services().isEmpty()
                ? "⚠️ **No customer gets it by mail**, for the incident names no service of the register. Name them by *Revise an incident*; X and the status page say it to everyone."
                : "⚠️ **No customer gets it by mail**: none of the register has the services named here. X and the status page say it to everyone.";
    }

    /** Which channels of an update carry nothing at this moment, a line for each: off, or down since. Empty when all work. */
    private String silent() {
        return channels.all().stream()
                .filter(channel -> !TO_ONE_PERSON.contains(channel.name()))
                .flatMap(channel -> channel.readiness().on()
                        ? delivery.trouble(channel.name()).map(why -> channel.name() + ": " + why).stream()
                        : Stream.of(channel.name() + ": off, for it is not set up"))
                .map(FormText::plain)
                .collect(Collectors.joining("<br>"));
    }

    private String shown(Update update, String language, Audience audience) {
        var content = texts.of(update, language, audience);
        return FormText.plain(content.subject()) + "<br><br>"
                + content.text().lines().map(FormText::plain).collect(Collectors.joining("<br>"));
    }

    private static Map<String, Object> fields(Words words) {
        return Map.of(
                "known", words.known(),
                "noticed", words.noticed(),
                "doing", words.doing(),
                "wayRound", words.wayRound(),
                "meanwhile", words.meanwhile());
    }

    private Update get(String update) {
        return updates.get(UpdateId.of(update));
    }
}
