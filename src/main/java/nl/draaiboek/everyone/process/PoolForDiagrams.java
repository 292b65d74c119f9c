package nl.draaiboek.everyone.process;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.CommunicationPool;
import nl.draaiboek.everyone.CommunicationWork.Offer;
import nl.draaiboek.everyone.CommunicationWork.State;
import nl.draaiboek.everyone.CommunicationWork.Wish;
import nl.draaiboek.everyone.CommunicationWorks;
import nl.draaiboek.everyone.PoolProcesses;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.People;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** The communication pool, as diagrams ask for it. Variables: {@code work} and {@code offer}, numbers of rows. */
@ForDiagrams("pool")
public class PoolForDiagrams {

    private static final ProcessVariable<Boolean> OPEN = ProcessVariable.yesNo("open");
    private static final ProcessVariable<String> DECIDED_BY = ProcessVariable.text("decidedBy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final int MOST_PEOPLE = 50;
    private static final int LEAST_MINUTES = 15;
    private static final int MOST_MINUTES = 480;
    private static final int USUAL_MINUTES = 60;

    private final CommunicationPool communicationPool;
    private final CommunicationWorks works;
    private final PoolProcesses processes;
    private final Incidents incidents;
    private final People people;
    private final CurrentPerson currentPerson;
    private final Links links;
    private final ZoneId zone;

    PoolForDiagrams(
            CommunicationPool communicationPool,
            CommunicationWorks works,
            PoolProcesses processes,
            Incidents incidents,
            People people,
            CurrentPerson currentPerson,
            Links links,
            OfficeHours officeHours) {
        this.communicationPool = communicationPool;
        this.works = works;
        this.processes = processes;
        this.incidents = incidents;
        this.people = people;
        this.currentPerson = currentPerson;
        this.links = links;
        this.zone = officeHours.zone();
    }

    /**
     * Asks whoever decided on it to describe the work, in a process of its own. Variables: {@code incident}, {@code decidedBy}, and
     * {@code agreed}: what is agreed of it already.
     */
    public void begin(DelegateExecution execution) {
        processes.describe(
                new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                DECIDED_BY.from(execution),
                EnginePool.AGREED.find(execution).orElse(""));
    }

    /**
     * What stands ready in the form: nothing where somebody begins it in Tasklist.
     *
     * @param field {@code chosen}, {@code what}, {@code customers} or {@code words}
     */
    public @Nullable String proposed(DelegateExecution execution, String field) {
        var code = ProcessVariable.INCIDENT.find(execution);
        if (code.isEmpty()) {
            return null;
        }
        return switch (field) {
            case "chosen" -> code.get();
            case "what" ->
                shortened(
                        "Telefoon en berichten van de servicedesk beantwoorden / answer calls and messages at the service desk. "
                                + EnginePool.AGREED.find(execution).orElse(""),
                        500);
            case "customers" ->
                "Wie belt of schrijft; eerst wie er in het eigen werk last van heeft / whoever calls or writes, first those whose"
                        + " own business it touches.";
            case "words" ->
                "Zeg wat het laatste bericht zegt (" + links.to("/status")
                        + "): sinds wanneer, wat klanten merken, hoe het zolang anders kan, wanneer het volgende bericht komt."
                        + " Niet: een oorzaak, een naam, of een hersteltijd die er niet in staat."
                        + " Weet je het niet? Zeg dat, en noteer wie we terugbellen.\n\n"
                        + "In English: say what the last update says (" + links.to("/status")
                        + "): since when, what customers notice, the way round, when the next update comes."
                        + " Not: a cause, a name, or a time of recovery that is not in it."
                        + " Do not know it? Say so, and note whom we call back.";
            default -> throw new IllegalArgumentException("There is no field '" + field + "'.");
        };
    }

    private static String shortened(String text, int longest) {
        var stripped = text.strip();
        return stripped.length() <= longest ? stripped : stripped.substring(0, longest - 1) + "…";
    }

    /** Completes "Describe the communication work": binds the process to the incident. */
    public void described(DelegateTask task) {
        var answers = new Answers(task);
        var code = running("chosen", answers.required("chosen", 30, "Choose the incident."));
        var wanted = answers.number("wanted");
        var minutes = answers.number("minutes");
        if (wanted < 1 || wanted > MOST_PEOPLE) {
            throw new InvalidAnswer("wanted", "Say how many people you want, 1 to " + MOST_PEOPLE + ".");
        }
        if (minutes != 0 && (minutes < LEAST_MINUTES || minutes > MOST_MINUTES)) {
            throw new InvalidAnswer(
                    "minutes", "Say for how many minutes, " + LEAST_MINUTES + " to " + MOST_MINUTES + ".");
        }
        var id = communicationPool.ask(
                code,
                new Wish(
                        answers.required("what", 500, "Say what is to be done."),
                        answers.required("customers", 1000, "Say which customers, or whom else."),
                        answers.required("words", 2000, "Say what to say and what not, and where the words are."),
                        wanted,
                        Duration.ofMinutes(minutes == 0 ? USUAL_MINUTES : minutes)),
                currentPerson.completes(task));
        ProcessVariable.INCIDENT.set(task.getExecution(), code.value());
        EnginePool.WORK.set(task.getExecution(), Long.toString(id));
        task.getExecution().setProcessBusinessKey(code.value());
    }

    /** Checks and keeps that somebody wants to help; completes the start form. */
    public void volunteered(DelegateExecution execution) {
        var typed = new Answers(execution)
                .required("code", 20, "Write the code of the incident.")
                .toUpperCase(Locale.ROOT);
        var person =
                currentPerson.id().orElseThrow(() -> new InvalidAnswer("code", "Log in: you offer to help yourself."));
        var code = running("code", typed);
        communicationPool.volunteer(code, person);
        ProcessVariable.INCIDENT.set(execution, code.value());
        execution.setProcessBusinessKey(code.value());
    }

    private IncidentCode running(String field, String chosen) {
        return incidents.running().stream()
                .map(Incident::code)
                .filter(code -> code.value().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new InvalidAnswer(field, "'" + chosen + "' is no running incident."));
    }

    /** Asks the next people; sets {@code open}: whether anybody is asked or at work. */
    public void offerNext(DelegateExecution execution) {
        OPEN.set(execution, communicationPool.offerNext(id(EnginePool.WORK.from(execution))));
    }

    /** When somebody's time to answer is over next. */
    public Date nextLook(String work) {
        return Date.from(communicationPool.nextLook(id(work)));
    }

    /** The incident is over: nobody is asked any more. Nothing where the work was not described yet. */
    public void end(String work) {
        if (!work.isEmpty()) {
            communicationPool.end(id(work));
        }
    }

    /** Login of who does it. */
    public String doneBy(String offer) {
        return get(offer).person();
    }

    /** When their time is over. */
    public Date until(String offer) {
        var until = get(offer).until();
        return Date.from(until == null ? get(offer).answerBy() : until);
    }

    /** What the task shows; everything typed is safe to show. */
    public Map<String, Object> view(String offer) {
        var found = get(offer);
        var work = works.get(found.work());
        var view = new LinkedHashMap<String, Object>();
        view.put("what", FormText.plain(work.what()));
        view.put("customers", FormText.plain(work.customers()));
        view.put("words", FormText.plain(work.words()));
        view.put(
                "notes",
                communicationPool.notes(work.id()).stream().map(FormText::plain).collect(Collectors.joining("\n\n")));
        view.put("by", FormText.plain(people.nameOf(work.askedBy())));
        view.put("until", MOMENT.format(until(offer).toInstant().atZone(zone)));
        view.put("page", links.to("/internal"));
        view.put("status", links.to("/status"));
        return view;
    }

    /** Completes "Inform and answer". */
    public void finished(DelegateTask task) {
        var answers = new Answers(task);
        var done = answers.choice("result", "Say whether it is done, or goes back.", "done", "back")
                .equals("done");
        communicationPool.finished(
                id(EnginePool.OFFER.from(task)),
                done ? State.DONE : State.HANDED_BACK,
                done
                        ? answers.text("note", 1000)
                        : answers.required("note", 1000, "Say what the next one should know."));
    }

    /** Their time is over: the next is asked. */
    public void timeOver(String offer) {
        communicationPool.finished(id(offer), State.TIME_OVER, "");
    }

    private Offer get(String offer) {
        return works.offer(id(offer)).orElseThrow();
    }

    private static long id(String number) {
        return Long.parseLong(number);
    }
}
