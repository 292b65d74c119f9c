package nl.draaiboek.incident.process;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Assessment;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Questions;
import nl.draaiboek.incident.RecordAssessment;
import nl.draaiboek.people.People;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;

/** Keeps the answers to the six questions, and sends one on to a colleague where the lead wants that. */
@ForDiagrams("recordAssessment")
class RecordAssessmentListener implements TaskListener {

    private final RecordAssessment recordAssessment;
    private final Questions questions;
    private final People people;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    RecordAssessmentListener(
            RecordAssessment recordAssessment,
            Questions questions,
            People people,
            CurrentPerson currentPerson,
            Clock clock) {
        this.recordAssessment = recordAssessment;
        this.questions = questions;
        this.people = people;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var person = currentPerson.completes(task);
        var answers = new Answers(task);
        var next = answers.choice("next", "Say what comes next: decide, or ask a colleague first.", "decide", "ask");
        var assessment = assessment(answers, next.equals("ask"));
        recordAssessment.record(code, assessment, person);
        var scope = task.getExecution();
        scope.setVariable("askColleague", next.equals("ask"));
        if (next.equals("ask")) {
            var of = answers.required("askWhom", 64, "Choose the colleague to ask.");
            if (people.find(of).isEmpty()) {
                throw new InvalidAnswer("askWhom", "Nobody has the login '" + of + "'.");
            }
            var question = answers.required("question", 500, "Type the question.");
            scope.setVariable("askedOf", of);
            scope.setVariable("question", questions.ask(code, person, of, question));
        }
    }

    /** @param asking whether somebody is asked first: then what is not filled in counts as not known yet */
    private Assessment assessment(Answers answers, boolean asking) {
        return new Assessment(
                choice(
                        answers,
                        asking,
                        "internalImpact",
                        "Say how it hits our own people.",
                        "none",
                        "hindered",
                        "stopped",
                        "unknown"),
                choice(
                        answers,
                        asking,
                        "what",
                        "Say what customers meet.",
                        "down",
                        "core",
                        "workaround",
                        "nothing",
                        "unknown"),
                answers.text("whatTheySee", 500),
                choice(
                        answers,
                        asking,
                        "who",
                        "Say how many customers notice.",
                        "all",
                        "most",
                        "some",
                        "none",
                        "unknown"),
                since(answers.text("impactAt", 40)),
                answers.number("supportCases"),
                choice(
                        answers,
                        asking,
                        "breach",
                        "Say whether confidentiality or privacy was breached.",
                        "yes",
                        "no",
                        "maybe"),
                choice(answers, asking, "dataLoss", "Say whether customer data was lost.", "yes", "no", "maybe"),
                choice(
                        answers,
                        asking,
                        "socialMedia",
                        "Say what social media show.",
                        "quiet",
                        "mentioned",
                        "busy",
                        "unknown"),
                answers.text("otherFactors", 1000),
                choice(
                        answers,
                        asking,
                        "cause",
                        "Say what happened, as far as is known.",
                        "datacenter",
                        "performance",
                        "other"),
                answers.list("services", 50, 64));
    }

    /** @param choices the last of them stands for not known yet */
    private static String choice(
            Answers answers, boolean asking, String field, String whatIsMissing, String... choices) {
        return asking && answers.text(field, 20).isEmpty()
                ? choices[choices.length - 1]
                : answers.choice(field, whatIsMissing, choices);
    }

    private @Nullable Instant since(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            var since = OffsetDateTime.parse(typed).toInstant();
            if (since.isAfter(clock.instant())) {
                throw new InvalidAnswer("impactAt", "It cannot have begun in the future.");
            }
            return since;
        } catch (DateTimeParseException e) {
            throw new InvalidAnswer("impactAt", "'" + typed + "' is no date and time.");
        }
    }
}
