package nl.draaiboek.review.process;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import nl.draaiboek.review.FollowUp;
import nl.draaiboek.review.FollowUps;
import nl.draaiboek.review.Review;
import nl.draaiboek.review.Reviews;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The review and the actions that follow from it. */
@ForDiagrams("reviews")
public class ReviewsForDiagrams {

    private static final ProcessVariable<String> FOLLOW_UP = ProcessVariable.text("followUp");
    private static final ProcessVariable<String> OUTCOME = ProcessVariable.text("followUpOutcome");
    private static final int LONGEST = 3500;

    private final Reviews reviews;
    private final FollowUps followUps;
    private final People people;
    private final Rows rows;
    private final CurrentPerson currentPerson;
    private final Moments moments;

    ReviewsForDiagrams(
            Reviews reviews,
            FollowUps followUps,
            People people,
            Rows rows,
            CurrentPerson currentPerson,
            Moments moments) {
        this.reviews = reviews;
        this.followUps = followUps;
        this.people = people;
        this.rows = rows;
        this.currentPerson = currentPerson;
        this.moments = moments;
    }

    /** What was written down; safe for the text parts of a form. */
    public Map<String, Object> view(String incident) {
        return reviews.of(new IncidentCode(incident))
                .map(review -> Map.<String, Object>of(
                        "cause", FormText.plain(review.cause()),
                        "worked", FormText.plain(review.worked()),
                        "improve", FormText.plain(review.improve())))
                .orElse(Map.of());
    }

    /** What remained and what was agreed on, as rows of a table. */
    public List<Map<String, Object>> followUps(String incident) {
        return followUps.of(new IncidentCode(incident)).stream()
                .map(followUp -> Map.<String, Object>of(
                        "action", followUp.action(),
                        "owner", people.nameOf(followUp.owner()),
                        "due", moments.say(followUp.due()),
                        "changes", followUp.changesPlan(),
                        "state", followUp.state().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Ids of what remained when the emergency ended and is still open, one process each. */
    public List<String> remained(String incident) {
        return open(incident, true);
    }

    /** Ids of what the review agreed on, one process each. */
    public List<String> agreed(String incident) {
        return open(incident, false);
    }

    private List<String> open(String incident, boolean remained) {
        return followUps.of(new IncidentCode(incident)).stream()
                .filter(followUp -> followUp.remained() == remained && followUp.state() == FollowUp.State.OPEN)
                .map(followUp -> Long.toString(followUp.id()))
                .toList();
    }

    /** What is to be done, as it was typed; for mails. */
    public String what(String id) {
        return get(id).action();
    }

    public String owner(String id) {
        return get(id).owner();
    }

    /** The end of its day. */
    public Date due(String id) {
        return moments.closing(get(id).due());
    }

    /** One action; safe for the text parts of a form. */
    public Map<String, Object> action(String id) {
        var followUp = get(id);
        var view = new LinkedHashMap<String, Object>();
        view.put("action", FormText.plain(followUp.action()));
        view.put("owner", FormText.plain(people.nameOf(followUp.owner())));
        view.put("due", moments.say(followUp.due()));
        view.put("changes", FormText.plain(followUp.changesPlan()));
        return view;
    }

    /** Completes "Prepare review". */
    public void prepare(DelegateTask task) {
        var answers = new Answers(task);
        reviews.prepare(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                new Review(
                        answers.required("cause", LONGEST, "Say what caused it."),
                        answers.required("worked", LONGEST, "Say what worked; something always does."),
                        answers.required("improve", LONGEST, "Say what is to be improved.")),
                rows.read(task, "actions"),
                currentPerson.completes(task));
    }

    /** Completes "Share review". */
    public void share(DelegateTask task) {
        reviews.shared(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                new Answers(task).required("sharedWith", 1000, "Say with whom it was shared, and how."),
                currentPerson.completes(task));
    }

    /** Completes "Do follow-up action": done, extended or dropped. */
    public void report(DelegateTask task) {
        var answers = new Answers(task);
        var followUp = get(FOLLOW_UP.from(task));
        var by = currentPerson.completes(task);
        var outcome = answers.choice(
                "actionOutcome", "Say whether it is done, extended or dropped.", "done", "extended", "dropped");
        var result = answers.required("result", LONGEST, "Say what was done, or why not.");
        switch (outcome) {
            case "extended" -> extend(followUp, answers, result, by);
            case "done" -> followUps.end(followUp.id(), FollowUp.State.DONE, result, version(followUp, answers), by);
            default -> followUps.end(followUp.id(), FollowUp.State.DROPPED, result, "", by);
        }
        OUTCOME.set(task.getExecution(), outcome);
    }

    private void extend(FollowUp followUp, Answers answers, String because, String by) {
        var due = rows.date("newDate", answers.text("newDate", 40), "Extended: ");
        var typed = answers.text("newOwner", 100);
        var owner = typed.isEmpty() ? followUp.owner() : rows.owner("newOwner", typed, "Extended: ");
        followUps.extend(followUp.id(), due, owner, because, by);
    }

    /** what changes the plan says in which version. */
    private static String version(FollowUp followUp, Answers answers) {
        return followUp.changesPlan().isEmpty()
                ? answers.text("planVersion", 200)
                : answers.required(
                        "planVersion",
                        200,
                        "Say which version of the diagram or table carries the change; Cockpit shows it.");
    }

    private FollowUp get(String id) {
        return followUps.get(Long.parseLong(Objects.requireNonNull(id)));
    }
}
