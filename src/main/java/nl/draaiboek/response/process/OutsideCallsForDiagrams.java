package nl.draaiboek.response.process;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Links;
import nl.draaiboek.response.outside.CallOutsideHelp;
import nl.draaiboek.response.outside.OutsideCall;
import nl.draaiboek.response.outside.OutsideCalls;
import nl.draaiboek.response.outside.TellOutside;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Calls for outside help, as diagrams ask for them. The variable {@code call} is the number of one. */
@ForDiagrams("outsideCalls")
public class OutsideCallsForDiagrams {

    private static final ProcessVariable<Boolean> CALLED = ProcessVariable.yesNo("called");
    private static final int LONGEST = 2000;

    private final CallOutsideHelp callOutsideHelp;
    private final TellOutside tellOutside;
    private final OutsideCalls calls;
    private final CurrentPerson currentPerson;
    private final Links links;

    OutsideCallsForDiagrams(
            CallOutsideHelp callOutsideHelp,
            TellOutside tellOutside,
            OutsideCalls calls,
            CurrentPerson currentPerson,
            Links links) {
        this.callOutsideHelp = callOutsideHelp;
        this.tellOutside = tellOutside;
        this.calls = calls;
        this.currentPerson = currentPerson;
        this.links = links;
    }

    /** Calls the next contact, or the same by their next way; sets {@code called}: whether there was one. */
    public void next(DelegateExecution execution) {
        CALLED.set(execution, callOutsideHelp.next(id(EngineOutsideCalls.CALL.from(execution))));
    }

    public Date nextAt(String call) {
        return Date.from(callOutsideHelp.nextAt(id(call)));
    }

    public boolean coming(String call) {
        return callOutsideHelp.coming(id(call));
    }

    /** Whoever asked, and whoever leads, hears that somebody comes. */
    public void tell(String call) {
        tellOutside.settled(id(call));
    }

    /** All were tried: whoever asked, and whoever leads, hears that nobody comes. */
    public void nobody(String call) {
        callOutsideHelp.nobody(id(call));
    }

    /** Login of who asked. */
    public String asker(String call) {
        return get(call).askedBy();
    }

    /** What the task shows; no number. */
    public Map<String, Object> view(String call) {
        var found = get(call);
        var view = new LinkedHashMap<String, Object>();
        view.put("organisation", FormText.plain(found.organisation()));
        view.put("why", FormText.plain(found.why()));
        view.put("register", links.to("/register/outside-help"));
        return view;
    }

    /** Completes "Reach them another way". */
    public void byHand(DelegateTask task) {
        var answers = new Answers(task);
        callOutsideHelp.byHand(
                id(EngineOutsideCalls.CALL.from(task)),
                answers.choice("coming", "Say whether somebody comes.", "yes", "no")
                        .equals("yes"),
                answers.required("agreed", LONGEST, "Say whom you reached and what was agreed, or what you tried."),
                currentPerson.completes(task));
    }

    private OutsideCall get(String call) {
        return calls.get(id(call));
    }

    private static long id(String number) {
        return Long.parseLong(number);
    }
}
