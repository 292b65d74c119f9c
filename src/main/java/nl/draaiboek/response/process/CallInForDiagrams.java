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
import nl.draaiboek.people.Schedule;
import nl.draaiboek.response.paging.OpenPages;
import nl.draaiboek.response.paging.PageProcesses;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Calls another team in, at any time, by the ladder that pages whoever is on call. */
@ForDiagrams("callIn")
public class CallInForDiagrams {

    private static final String TEAM = "team";
    private static final int LONGEST = 500;

    private final OpenPages openPages;
    private final PageProcesses processes;
    private final Calendars calendars;
    private final Directory directory;
    private final RolesForDiagrams roles;
    private final CurrentPerson currentPerson;

    CallInForDiagrams(
            OpenPages openPages,
            PageProcesses processes,
            Calendars calendars,
            Directory directory,
            RolesForDiagrams roles,
            CurrentPerson currentPerson) {
        this.openPages = openPages;
        this.processes = processes;
        this.calendars = calendars;
        this.directory = directory;
        this.roles = roles;
        this.currentPerson = currentPerson;
    }

    /** Whom one can call in, as the options of a select: who is on call by a schedule, and the teams of the directory. */
    public List<Map<String, String>> teams() {
        var options = new ArrayList<Map<String, String>>();
        for (Schedule schedule : calendars.schedules()) {
            options.add(option("schedule:" + schedule.id(), schedule.name("en") + ", who is on call"));
        }
        var teams = new TreeSet<String>();
        directory.all().forEach(contact -> teams.addAll(contact.teams()));
        teams.forEach(team -> options.add(option(TEAM + ":" + team, "Team " + team)));
        return options;
    }

    /** Completes "Call in a team": binds the process to the incident, and pages them. */
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

    /** Completes "Decide on outside help" too: a team of ours is paged at once, where one was chosen. */
    public void whenStalled(DelegateTask task) {
        var answers = new Answers(task);
        var team = answers.text("helpTeam", 200);
        if (team.isEmpty() || !"yes".equals(task.getVariable("help"))) {
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

    private void call(IncidentCode code, String field, String whom, String by, String why) {
        if (teams().stream().noneMatch(option -> whom.equals(option.get("value")))) {
            throw new InvalidAnswer(field, "'" + whom + "' is no team that can be called in.");
        }
        var page = openPages
                .callIn(code, whom, by, why)
                .orElseThrow(() -> new InvalidAnswer(
                        field,
                        "They are being called already, or all who can be called work on " + code + " already."));
        processes.call(code, page);
    }

    private static Map<String, String> option(String value, String label) {
        var option = new LinkedHashMap<String, String>();
        option.put("value", value);
        option.put("label", label);
        return option;
    }
}
