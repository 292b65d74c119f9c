package nl.draaiboek.recovery.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import nl.draaiboek.recovery.Theories;
import nl.draaiboek.recovery.Theory;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The loop of: theories, experiments and what came of them. */
@ForDiagrams("theories")
public class TheoriesForDiagrams {

    private static final ProcessVariable<Boolean> PROVED = ProcessVariable.yesNo("theoryProved");
    private static final int LONGEST = 2000;

    private final Theories theories;
    private final CurrentPerson currentPerson;
    private final FormClock clock;
    private final People people;

    TheoriesForDiagrams(Theories theories, CurrentPerson currentPerson, FormClock clock, People people) {
        this.people = people;
        this.theories = theories;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** The rows of the table in the form, oldest first; a table shows text as it is. */
    public List<Map<String, Object>> table(String incident) {
        return theories.of(new IncidentCode(incident)).stream().map(this::row).toList();
    }

    /** The theory that is to be tried, safe for the text parts of a form. */
    public Map<String, Object> untried(String incident) {
        return theories.untried(new IncidentCode(incident))
                .map(theory -> Map.<String, Object>of(
                        "number", theory.number(),
                        "theory", FormText.plain(theory.theory()),
                        "experiment", FormText.plain(theory.experiment())))
                .orElse(Map.of());
    }

    /** What broke, as far as was proved; safe for the text parts of a form. */
    public String cause(String incident) {
        return theories.proved(new IncidentCode(incident))
                .map(theory -> FormText.plain(theory.theory()))
                .orElse("");
    }

    /** Completes "Form theory". */
    public void form(DelegateTask task) {
        var answers = new Answers(task);
        theories.form(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                answers.required("theory", LONGEST, "Say what you think broke, and why."),
                answers.required("experiment", LONGEST, "Say how this is to be proved or refuted."),
                currentPerson.completes(task));
    }

    /** Completes "Run experiment". */
    public void conclude(DelegateTask task) {
        var answers = new Answers(task);
        var outcome = Theory.Outcome.valueOf(answers.choice(
                "experimentOutcome", "Say what the experiment showed.", "PROVED", "REFUTED", "UNDECIDED"));
        theories.conclude(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                outcome,
                answers.required("finding", LONGEST, "Say what you saw, so that nobody has to try it again."),
                currentPerson.completes(task));
        PROVED.set(task.getExecution(), outcome == Theory.Outcome.PROVED);
    }

    private Map<String, Object> row(Theory theory) {
        var row = new LinkedHashMap<String, Object>();
        row.put("number", theory.number());
        row.put("theory", theory.theory());
        row.put("by", people.nameOf(theory.formedBy()));
        row.put("formed", clock.say(theory.formedAt()));
        row.put("experiment", theory.experiment());
        row.put("outcome", theory.outcome() == null ? "to be tried" : words(theory.outcome()));
        row.put("finding", Objects.requireNonNullElse(theory.finding(), ""));
        row.put("tried", clock.say(theory.triedAt()));
        return row;
    }

    private static String words(Theory.Outcome outcome) {
        return switch (outcome) {
            case PROVED -> "proved";
            case REFUTED -> "refuted";
            case UNDECIDED -> "not decided";
        };
    }
}
