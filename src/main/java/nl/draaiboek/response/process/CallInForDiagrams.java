package nl.draaiboek.response.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.Calendars;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.people.Schedule;
import nl.draaiboek.response.outside.CallOutsideHelp;
import nl.draaiboek.response.outside.CallOutsideHelp.NotPossible;
import nl.draaiboek.response.paging.OpenPages;
import nl.draaiboek.response.paging.PageProcesses;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Calls another team in, or an organisation outside, at any time, by the ways that are kept of them. */
@ForDiagrams("callIn")
public class CallInForDiagrams {

    private static final String TEAM = "team";
    private static final String OUTSIDE = "outside:";
    private static final ProcessVariable<Boolean> CALLED_AT_ONCE = ProcessVariable.yesNo("calledAtOnce");
    private static final int LONGEST = 500;

    private final OpenPages openPages;
    private final PageProcesses processes;
    private final Calendars calendars;
    private final Directory directory;
    private final RolesForDiagrams roles;
    private final OutsideHelp outsideHelp;
    private final CallOutsideHelp callOutsideHelp;
    private final CurrentPerson currentPerson;

    CallInForDiagrams(
            OpenPages openPages,
            PageProcesses processes,
            Calendars calendars,
            Directory directory,
            RolesForDiagrams roles,
            OutsideHelp outsideHelp,
            CallOutsideHelp callOutsideHelp,
            CurrentPerson currentPerson) {
        this.openPages = openPages;
        this.processes = processes;
        this.calendars = calendars;
        this.directory = directory;
        this.roles = roles;
        this.outsideHelp = outsideHelp;
        this.callOutsideHelp = callOutsideHelp;
        this.currentPerson = currentPerson;
    }

    /**
     * Whom one can call in, as the options of a select: who is on call by a schedule, the teams of the directory, and the
     * organisations in the register of outside help; of those who cannot be reached it says so.
     */
    public List<Map<String, String>> teams() {
        var options = new ArrayList<Map<String, String>>();
        for (Schedule schedule : calendars.schedules()) {
            options.add(option("schedule:" + schedule.id(), schedule.name("en") + ", who is on call"));
        }
        var teams = new TreeSet<String>();
        directory.all().forEach(contact -> teams.addAll(contact.teams()));
        teams.forEach(team -> options.add(option(TEAM + ":" + team, "Team " + team)));
        outsideHelp
                .organisations()
                .forEach((organisation, contacts) ->
                        options.add(option(OUTSIDE + organisation, outside(organisation, contacts))));
        return options;
    }

    private String outside(String organisation, List<OutsideContact> contacts) {
        var first = contacts.get(0);
        return organisation + ", " + first.kind().inWords("en") + " outside: " + first.helpsWith()
                + (first.hours().isEmpty() ? "" : " (" + first.hours() + ")")
                + (contacts.stream()
                                .allMatch(
                                        contact -> outsideHelp.unready(contact).isPresent())
                        ? " – cannot be reached"
                        : "");
    }

    /** Completes "Call in a team or outside help": binds the process to the incident, and pages them. */
    public void called(DelegateTask task) {
        var answers = new Answers(task);
        var code = roles.running(answers.required("chosen", 30, "Choose the incident."));
        ProcessVariable.INCIDENT.set(task.getExecution(), code.value());
        task.getExecution().setProcessBusinessKey(code.value());
        call(
                code,
                TEAM,
                answers.required(TEAM, 200, "Choose the team."),
                currentPerson.completes(task),
                answers.required("why", LONGEST, "Say what for: they read it in the night."));
    }

    /**
     * Completes "Decide on outside help" too: whoever was chosen is called at once. Sets {@code calledAtOnce}: whether somebody
     * outside was, so that nobody need look up a number.
     */
    public void whenStalled(DelegateTask task) {
        var answers = new Answers(task);
        var team = answers.text("helpTeam", 200);
        var wanted = !team.isEmpty() && "yes".equals(task.getVariable("help"));
        CALLED_AT_ONCE.set(task.getExecution(), wanted && team.startsWith(OUTSIDE));
        if (!wanted) {
            return;
        }
        var why = answers.text("helpWhy", 2000);
        call(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                "helpTeam",
                team,
                currentPerson.completes(task),
                why.substring(0, Math.min(why.length(), LONGEST)));
    }

    /** Completes "Call outside help" too: whoever was chosen after all is called from the register. */
    public void fromRegister(DelegateTask task) {
        if (!"call".equals(task.getVariable("helpComing"))) {
            return;
        }
        var answers = new Answers(task);
        var why = answers.required("helpWhom", 2000, "Say what they are wanted for: they read it.");
        call(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                "helpTeam",
                answers.required("helpTeam", 200, "Choose whom to call."),
                currentPerson.completes(task),
                why.substring(0, Math.min(why.length(), LONGEST)));
    }

    private void call(IncidentCode code, String field, String whom, String by, String why) {
        if (teams().stream().noneMatch(option -> whom.equals(option.get("value")))) {
            throw new InvalidAnswer(field, "'" + whom + "' is no team that can be called in.");
        }
        if (whom.startsWith(OUTSIDE)) {
            callOutside(code, field, whom.substring(OUTSIDE.length()), by, why);
            return;
        }
        var page = openPages
                .callIn(code, whom, by, why)
                .orElseThrow(() -> new InvalidAnswer(
                        field,
                        "They are being called already, or all who can be called work on " + code + " already."));
        processes.call(code, page);
    }

    private void callOutside(IncidentCode code, String field, String organisation, String by, String why) {
        try {
            callOutsideHelp.begin(code, organisation, why, by);
        } catch (NotPossible e) {
            throw new InvalidAnswer(field, e.why());
        }
    }

    private static Map<String, String> option(String value, String label) {
        var option = new LinkedHashMap<String, String>();
        option.put("value", value);
        option.put("label", label);
        return option;
    }
}
