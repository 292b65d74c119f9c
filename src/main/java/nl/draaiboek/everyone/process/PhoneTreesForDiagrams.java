package nl.draaiboek.everyone.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.InTree;
import nl.draaiboek.everyone.PhoneTree;
import nl.draaiboek.everyone.PhoneTrees;
import nl.draaiboek.everyone.Reached;
import nl.draaiboek.everyone.ReportCall;
import nl.draaiboek.everyone.StartPhoneTree;
import nl.draaiboek.everyone.TreeCall;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Links;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** Phone trees, as diagrams ask for them. The variables {@code phoneTree} and {@code call} are numbers of rows. */
@ForDiagrams("phoneTrees")
public class PhoneTreesForDiagrams {

    private static final ProcessVariable<String> CALLER = ProcessVariable.text("caller");

    private final StartPhoneTree start;
    private final ReportCall report;
    private final PhoneTrees trees;
    private final TimesForEveryone times;
    private final TypedIncident typedIncident;
    private final People people;
    private final Links links;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    PhoneTreesForDiagrams(
            StartPhoneTree start,
            ReportCall report,
            PhoneTrees trees,
            TimesForEveryone times,
            TypedIncident typedIncident,
            People people,
            Links links,
            CurrentPerson currentPerson,
            Clock clock) {
        this.start = start;
        this.report = report;
        this.trees = trees;
        this.times = times;
        this.typedIncident = typedIncident;
        this.people = people;
        this.links = links;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** Whether the plan asks for one: phone-tree-start.dmn, while the crisis plan is on. */
    public boolean asked(String incident) {
        return start.planAsks(new IncidentCode(incident));
    }

    /** Starts one for the plan, unless one runs. */
    public void startFor(String incident) {
        start.startFor(new IncidentCode(incident));
    }

    /** Checks and keeps what is asked; completes the start form. Nothing where the plan began it. */
    public void made(DelegateExecution execution) {
        if (EnginePhoneTrees.TREE.find(execution).isPresent()) {
            return;
        }
        var answers = new Answers(execution);
        var what = answers.required("what", 200, "Write what each says to the next.");
        var english = answers.text("whatInEnglish", 200);
        var code = running(answers.text("code", 20));
        var by = CALLER.find(execution).or(currentPerson::id).orElseThrow();
        var id = start.make(code, what, english.isEmpty() ? what : english, by);
        EnginePhoneTrees.TREE.set(execution, Long.toString(id));
        if (code != null) {
            ProcessVariable.INCIDENT.set(execution, code.value());
        }
        execution.setProcessBusinessKey(code == null ? "phone-tree-" + id : code.value());
        for (var typed : new String[] {"what", "whatInEnglish", "code"}) {
            execution.removeVariable(typed);
        }
    }

    private @Nullable IncidentCode running(String typed) {
        var incident = typedIncident.find(typed);
        if (incident.filter(found -> found.state().over()).isPresent()) {
            throw new InvalidAnswer(
                    "code",
                    incident.get().code()
                            + " is over, and a phone tree about an incident ends with it. Leave this empty: then word goes round on its own.");
        }
        return incident.map(Incident::code).orElse(null);
    }

    /** Lets word go to the first ones. */
    public void callFirst(String phoneTree) {
        start.callFirst(id(phoneTree));
    }

    /** Whether somebody was tried in vain, and is to be tried once more. */
    public boolean mayTryAgain(String phoneTree) {
        return report.mayTryAgain(id(phoneTree));
    }

    public void again(String phoneTree) {
        report.again(id(phoneTree));
    }

    public void tellHowItStands(String phoneTree) {
        report.tellHowItStands(id(phoneTree));
    }

    public void end(String phoneTree) {
        report.end(id(phoneTree));
    }

    /** Whether there is nobody whom word did not reach. */
    public boolean everyoneReached(String phoneTree) {
        return report.missed(id(phoneTree)).isEmpty();
    }

    /** Whether somebody by name makes this call; else the program itself does, by all ways. */
    public boolean hasCaller(String call) {
        return one(call).caller() != null;
    }

    /** Login of who makes this call. */
    public @Nullable String caller(String call) {
        var caller = one(call).caller();
        return caller == null ? null : person(caller).person();
    }

    public void tell(String call) {
        report.tell(id(call));
    }

    public void ask(String call) {
        report.ask(id(call));
    }

    public void passOn(String call) {
        report.passOn(id(call));
    }

    /** When it is asked what came of a call; like all these a time of the response policy, as an ISO 8601 duration. */
    public String askAfter(String phoneTree) {
        return within(phoneTree, "phoneTreeAskAfter");
    }

    /** Within how long it is said what came of a call, else somebody else makes it. */
    public String callWithin(String phoneTree) {
        return within(phoneTree, "phoneTreeCallWithin");
    }

    /** When who was not reached is called once more. */
    public String againAfter(String phoneTree) {
        return within(phoneTree, "phoneTreeAgainAfter");
    }

    /** How often who started it hears how it stands. */
    public String tellEvery(String phoneTree) {
        return within(phoneTree, "phoneTreeTellEvery");
    }

    /** How long those who were told by message still have to answer before the list is closed: as long as a caller has. */
    public String timeToAnswer(String phoneTree) {
        return report.timeToAnswer(id(phoneTree), Duration.parse(askAfter(phoneTree)))
                .toString();
    }

    /** As a moment from now on, for the due date of a task. */
    public Date callBy(String phoneTree) {
        return Date.from(clock.instant().plus(Duration.parse(callWithin(phoneTree))));
    }

    private String within(String phoneTree, String column) {
        return times.of(trees.get(id(phoneTree)).incident(), column);
    }

    /** What the task of a call shows: no number. */
    public Map<String, Object> view(String call) {
        var one = one(call);
        var tree = trees.get(one.tree());
        var callee = person(one.callee());
        var language = people.find(callee.person()).map(Person::language).orElse("nl");
        var view = new LinkedHashMap<String, Object>();
        view.put("name", FormText.plain(people.nameOf(callee.person())));
        view.put("location", FormText.plain(callee.location()));
        view.put("what", FormText.plain(tree.whatIn(language)));
        view.put("code", code(tree));
        view.put("page", links.to("/phone-trees/" + tree.id() + "/mine"));
        return view;
    }

    /** What the task of who started it shows: who was not reached, without numbers. */
    public Map<String, Object> missed(String phoneTree) {
        var tree = trees.get(id(phoneTree));
        var missed = report.missed(tree.id());
        var view = new LinkedHashMap<String, Object>();
        view.put("code", code(tree));
        view.put("count", missed.size());
        view.put("reached", trees.figures(tree.id()).getOrDefault(Reached.REACHED, 0));
        view.put(
                "names",
                missed.stream()
                        .map(who -> "- "
                                + FormText.plain(people.nameOf(who.person())
                                        + (who.location().isEmpty() ? "" : ", " + who.location())))
                        .collect(Collectors.joining("\n")));
        view.put("stopped", tree.stoppedBy() != null);
        view.put("list", links.to("/phone-trees/" + tree.id()));
        return view;
    }

    /** Login of who is given the list. */
    public String starter(String phoneTree) {
        var tree = trees.get(id(phoneTree));
        return tree.startedBy().equals(IncidentRecord.DRAAIBOEK)
                ? trees.people(tree.id()).get(0).person()
                : tree.startedBy();
    }

    /** Names whom to call in the name of the task, so that a list of several tells them apart. */
    public void named(DelegateTask task) {
        var callee = person(one(EnginePhoneTrees.CALL.from(task)).callee());
        task.setName(task.getName() + ": " + people.nameOf(callee.person()));
    }

    /** Completes "Call the next one". */
    public void reported(DelegateTask task) {
        var outcome = new Answers(task)
                .choice("outcome", "Say what came of the call.", "REACHED", "MESSAGE_LEFT", "NO_ANSWER");
        report.report(
                id(EnginePhoneTrees.CALL.from(task)), Outcome.valueOf(outcome), currentPerson.completes(task), "task");
    }

    private static String code(PhoneTree tree) {
        return tree.incident() == null ? "" : tree.incident().value();
    }

    private TreeCall one(String call) {
        return trees.call(id(call)).orElseThrow();
    }

    private InTree person(long id) {
        return trees.person(id).orElseThrow();
    }

    private static long id(String number) {
        return Long.parseLong(number);
    }
}
