package nl.draaiboek.everyone.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.AnswerRollCall;
import nl.draaiboek.everyone.Asked;
import nl.draaiboek.everyone.CallHelp;
import nl.draaiboek.everyone.CallRoll;
import nl.draaiboek.everyone.EveryoneSettings;
import nl.draaiboek.everyone.PeopleFirst;
import nl.draaiboek.everyone.RollCalls;
import nl.draaiboek.everyone.Safety;
import nl.draaiboek.everyone.TellManagers;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.People;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** Roll calls, as diagrams ask for them. The variables {@code rollCall} and {@code asked} are numbers of rows. */
@ForDiagrams("rollCalls")
public class RollCallForDiagrams {

    private static final ProcessVariable<String> CALLER = ProcessVariable.text("caller");
    private static final ProcessVariable<Boolean> JOINED = ProcessVariable.yesNo("joined");
    private static final ProcessVariable<Boolean> MORE = ProcessVariable.yesNo("more");

    private final CallRoll callRoll;
    private final AnswerRollCall answer;
    private final RollCalls rollCalls;
    private final PeopleFirst peopleFirst;
    private final TimesForEveryone times;
    private final TypedIncident typedIncident;
    private final EveryoneSettings settings;
    private final TellManagers tellManagers;
    private final CallHelp callHelp;
    private final People people;
    private final Links links;
    private final CurrentPerson currentPerson;
    private final OfficeHours officeHours;
    private final Clock clock;

    RollCallForDiagrams(
            CallRoll callRoll,
            AnswerRollCall answer,
            RollCalls rollCalls,
            PeopleFirst peopleFirst,
            TimesForEveryone times,
            TypedIncident typedIncident,
            EveryoneSettings settings,
            TellManagers tellManagers,
            CallHelp callHelp,
            People people,
            Links links,
            CurrentPerson currentPerson,
            OfficeHours officeHours,
            Clock clock) {
        this.clock = clock;
        this.callRoll = callRoll;
        this.answer = answer;
        this.rollCalls = rollCalls;
        this.peopleFirst = peopleFirst;
        this.times = times;
        this.typedIncident = typedIncident;
        this.settings = settings;
        this.tellManagers = tellManagers;
        this.callHelp = callHelp;
        this.people = people;
        this.links = links;
        this.currentPerson = currentPerson;
        this.officeHours = officeHours;
    }

    /** Whether restoring may begin: everyone asked is safe, helped or passed on, or somebody lets it begin all the same. */
    public boolean mayRestore(String incident) {
        return peopleFirst.mayRestore(new IncidentCode(incident));
    }

    /** Refuses to complete a task of restoring that was open already when people came to be in doubt. */
    public void peopleFirst(DelegateTask task, String field) {
        peopleFirst
                .whyNot(new IncidentCode(ProcessVariable.INCIDENT.from(task)))
                .ifPresent(why -> {
                    throw new InvalidAnswer(field, why);
                });
    }

    /** Calls the roll where anyone may be in danger, unless that is being done. */
    public void callFor(String incident) {
        callRoll.beginFor(new IncidentCode(incident));
    }

    /**
     * Checks and keeps what is asked; completes the start form, and sets {@code joined}: whether all of them are being asked already.
     * Nothing else where the program itself began it.
     */
    public void asked(DelegateExecution execution) {
        JOINED.set(execution, false);
        if (EngineRollCalls.ROLL_CALL.find(execution).isPresent()) {
            return;
        }
        var answers = new Answers(execution);
        var what =
                answers.required("what", 200, "Say in a few words what is going on: everyone who is asked reads it.");
        var code =
                typedIncident.find(answers.text("code", 20)).map(Incident::code).orElse(null);
        var by = CALLER.find(execution).or(currentPerson::id).orElseThrow();
        var called = callRoll.call(code, answers.text("place", 200), what, by);
        var id = called.rollCall();
        JOINED.set(execution, called.joined());
        EngineRollCalls.ROLL_CALL.set(execution, Long.toString(id));
        if (code != null) {
            ProcessVariable.INCIDENT.set(execution, code.value());
        }
        execution.setProcessBusinessKey(code == null ? "roll-call-" + id : code.value());
        for (var typed : new String[] {"what", "place", "code"}) {
            execution.removeVariable(typed);
        }
    }

    /** Asks the next people; sets {@code more}: whether there are others. */
    public void ask(DelegateExecution execution) {
        MORE.set(execution, callRoll.askNext(id(EngineRollCalls.ROLL_CALL.from(execution))));
    }

    public void remind(String rollCall) {
        callRoll.remind(id(rollCall));
    }

    public void passOn(String rollCall) {
        callRoll.passOnSilent(id(rollCall));
    }

    /** Whether nothing has to be done about anybody any more. */
    public boolean allAccounted(String rollCall) {
        return answer.allAccounted(id(rollCall));
    }

    public void end(String rollCall) {
        answer.end(id(rollCall));
    }

    /** Whether somebody goes to who needs help: they have the task, or said so by key or SMS. */
    public boolean somebodyGoes(String asked) {
        return callHelp.going(one(asked)).isPresent();
    }

    /** Whoever was called first is called again, by all their ways, as long as nobody goes. */
    public void callHelpAgain(String asked) {
        callHelp.again(one(asked), false);
    }

    /** All who can help are called by all their ways, as long as nobody goes. */
    public void callEveryoneToHelp(String asked) {
        callHelp.again(one(asked), true);
    }

    /** Managers hear who is still not accounted for. */
    public void tellManagers(String rollCall) {
        tellManagers.ofOpen(id(rollCall));
    }

    /** When who gave no answer is asked once more; like all these a time of the response policy, as an ISO 8601 duration. */
    public String remindAfter(String rollCall) {
        return within(rollCall, "rollCallRemindAfter");
    }

    /** When somebody finds out about who is still silent. */
    public String passOnAfter(String rollCall) {
        return within(rollCall, "rollCallPassOnAfter");
    }

    /** Within how long they are found, else managers are told. */
    public String findWithin(String rollCall) {
        return within(rollCall, "rollCallFindWithin");
    }

    /** When those who can help are called again, as long as nobody goes. */
    public String helpAgainAfter(String rollCall) {
        return within(rollCall, "rollCallHelpAgainAfter");
    }

    /** Within how long who needs help is seen to, else managers are told. */
    public String helpWithin(String rollCall) {
        return within(rollCall, "rollCallHelpWithin");
    }

    /** The same as a moment from now on, for the due date of a task. */
    public Date findBy(String rollCall) {
        return Date.from(clock.instant().plus(Duration.parse(findWithin(rollCall))));
    }

    public Date helpBy(String rollCall) {
        return Date.from(clock.instant().plus(Duration.parse(helpWithin(rollCall))));
    }

    private String within(String rollCall, String column) {
        return times.of(rollCalls.get(id(rollCall)).incident(), column);
    }

    /** Login of who is to find out, or nothing where nobody could be named. */
    public @Nullable String finder(String asked) {
        var finder = one(asked).finder();
        return finder == null || finder.isEmpty() ? null : finder;
    }

    /** Logins of who was told that this one needs help, and of the colleague who said so: each may do the task. */
    public Collection<String> helpers(String asked) {
        var one = one(asked);
        var helpers = new TreeSet<>(callHelp.told(one));
        if (!one.by().equals(one.person())) {
            helpers.add(one.by());
        }
        return helpers;
    }

    /** What the tasks about one person show: no number, and nothing of what they said. */
    public Map<String, Object> person(String asked) {
        var one = one(asked);
        var rollCall = rollCalls.get(one.rollCall());
        var view = new LinkedHashMap<String, Object>();
        view.put("name", FormText.plain(people.nameOf(one.person())));
        view.put("location", FormText.plain(one.location().isEmpty() ? "place not known" : one.location()));
        view.put("place", FormText.plain(rollCall.place()));
        view.put("code", rollCall.incident() == null ? "" : rollCall.incident().value());
        view.put("since", new SpokenTime("en", officeHours.zone()).full(one.at()));
        view.put("silent", one.rounds() > 0);
        view.put("page", links.to("/roll-calls/" + one.rollCall() + "/people/" + one.id()));
        view.put("list", links.to("/roll-calls/" + one.rollCall()));
        view.put("plan", settings.safetyPlan());
        return view;
    }

    /** How the roll calls of an incident stand, for its tasks. */
    public Map<String, Object> view(String incident) {
        var view = new LinkedHashMap<String, Object>();
        view.put("plan", settings.safetyPlan());
        var all = rollCalls.of(new IncidentCode(incident));
        view.put("called", !all.isEmpty());
        if (!all.isEmpty()) {
            var last = all.get(all.size() - 1);
            var figures = rollCalls.figures(last.id());
            view.put("list", links.to("/roll-calls/" + last.id()));
            view.put("safe", figures.getOrDefault(Safety.SAFE, 0) + figures.getOrDefault(Safety.HELPED, 0));
            view.put("help", figures.getOrDefault(Safety.NEEDS_HELP, 0));
            view.put("silent", figures.getOrDefault(Safety.NO_ANSWER, 0));
            view.put("passed", figures.getOrDefault(Safety.PASSED_ON, 0));
        }
        return view;
    }

    /** Somebody claims "See to who needs help", or gives it back: they go or do not, and the others who were told hear it. */
    public void goes(DelegateTask task) {
        var asked = one(EngineRollCalls.ASKED.from(task));
        if (task.getAssignee() != null) {
            callHelp.goes(asked, task.getAssignee());
        } else {
            callHelp.goesNot(asked);
        }
    }

    /** Completes "See to who needs help". */
    public void helped(DelegateTask task) {
        var answers = new Answers(task);
        answers.choice("helped", "Say what became of them.", "safe", "services");
        answer.helped(id(EngineRollCalls.ASKED.from(task)), currentPerson.completes(task));
    }

    /** Completes "Find out about who is silent". */
    public void found(DelegateTask task) {
        var answers = new Answers(task);
        var found = answers.choice("found", "Say what you found.", "safe", "help", "not-found");
        var by = currentPerson.completes(task);
        answer.found(
                id(EngineRollCalls.ASKED.from(task)),
                switch (found) {
                    case "safe" -> Safety.SAFE;
                    case "help" -> Safety.NEEDS_HELP;
                    default -> Safety.NOT_FOUND;
                },
                by);
    }

    private Asked one(String asked) {
        return rollCalls.asked(id(asked)).orElseThrow();
    }

    private static long id(String number) {
        return Long.parseLong(number);
    }
}
