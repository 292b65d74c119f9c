package nl.draaiboek.response.process;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Map;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.Calendars;
import nl.draaiboek.people.People;
import nl.draaiboek.people.SwapShift;
import nl.draaiboek.people.SwapShift.NotPossible;
import nl.draaiboek.people.Swaps;
import nl.draaiboek.people.Swaps.Swap;
import nl.draaiboek.response.TellOfSwaps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Swaps of shifts: asked by one, answered by the other. The variable {@code swap} is its number. */
@ForDiagrams("shiftSwaps")
public class ShiftSwapsForDiagrams {

    private static final ProcessVariable<String> ASKER = ProcessVariable.text("asker");
    private static final ProcessVariable<String> SWAP = ProcessVariable.text("swap");
    private static final ProcessVariable<Boolean> ACCEPTED = ProcessVariable.yesNo("accepted");
    private static final int LONGEST = 500;

    private final SwapShift swapShift;
    private final Swaps swaps;
    private final TellOfSwaps tellOfSwaps;
    private final Calendars calendars;
    private final People people;
    private final CurrentPerson currentPerson;
    private final OfficeHours officeHours;

    ShiftSwapsForDiagrams(
            SwapShift swapShift,
            Swaps swaps,
            TellOfSwaps tellOfSwaps,
            Calendars calendars,
            People people,
            CurrentPerson currentPerson,
            OfficeHours officeHours) {
        this.swapShift = swapShift;
        this.swaps = swaps;
        this.tellOfSwaps = tellOfSwaps;
        this.calendars = calendars;
        this.people = people;
        this.currentPerson = currentPerson;
        this.officeHours = officeHours;
    }

    /** Checks and keeps what is asked; completes the start form. */
    public void asked(DelegateExecution execution) {
        var answers = new Answers(execution);
        try {
            var swap = swapShift.ask(new SwapShift.Wish(
                    answers.text("schedule", 100),
                    answers.text("whose", 200),
                    answers.required("substitute", 200, "Say who is to take over."),
                    moment(answers, "from"),
                    moment(answers, "until"),
                    ASKER.from(execution)));
            SWAP.set(execution, String.valueOf(swap.id()));
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field(), e.why());
        }
    }

    /** Login of who is to take over. */
    public String substitute(String swap) {
        return find(swap).substitute();
    }

    /** By when they are to answer: within this time, and before the shift begins; an hour where that is soon. */
    public Date answerBy(String swap, String within) {
        var found = find(swap);
        var earliest = found.askedAt().plus(Duration.ofHours(1));
        var latest = found.askedAt().plus(Duration.parse(within));
        var by = found.starts().isBefore(latest) ? found.starts() : latest;
        return Date.from(by.isBefore(earliest) ? earliest : by);
    }

    /** When the swap is over. */
    public Date over(String swap) {
        return Date.from(find(swap).ends());
    }

    public void ask(String swap) {
        tellOfSwaps.ask(find(swap), false);
    }

    public void remind(String swap) {
        tellOfSwaps.ask(find(swap), true);
    }

    /** Completes "Answer the swap"; nobody answers for another. */
    public void answered(DelegateTask task) {
        var answers = new Answers(task);
        var swap = Long.parseLong(SWAP.from(task));
        var by = currentPerson.completes(task);
        var asked = find(SWAP.from(task)).substitute();
        if (!by.equals(asked)) {
            throw new InvalidAnswer("answer", people.nameOf(asked) + " is asked; only they can answer.");
        }
        var accepted = answers.choice("answer", "Choose whether you take the shift over.", "yes", "no")
                .equals("yes");
        try {
            var settled = accepted
                    ? swapShift.accept(swap, by)
                    : swapShift.decline(swap, by, answers.text("reason", LONGEST));
            if (!settled) {
                throw new InvalidAnswer("answer", "This swap was taken back, or answered before.");
            }
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field(), e.why());
        }
        ACCEPTED.set(task, accepted);
    }

    /** Completes "Take the swap back". */
    public void takenBack(DelegateTask task) {
        if (!swapShift.takeBack(Long.parseLong(SWAP.from(task)), currentPerson.completes(task))) {
            throw new InvalidAnswer("swap", "There is nothing to take back any more.");
        }
    }

    public void unanswered(String swap) {
        swapShift.unanswered(Long.parseLong(swap));
        tellOfSwaps.tellOutcome(find(swap), "", "");
    }

    /** Tells those whom it concerns how the swap stands now. */
    public void tell(String swap) {
        var found = find(swap);
        tellOfSwaps.tellOutcome(found, "", swaps.reason(found.id()));
    }

    /** What the tasks show. */
    public Map<String, Object> view(String swap) {
        var found = find(swap);
        var spoken = new SpokenTime("en", officeHours.zone());
        return Map.of(
                "person", FormText.plain(people.nameOf(found.person())),
                "substitute", FormText.plain(people.nameOf(found.substitute())),
                "from", FormText.plain(spoken.full(found.starts())),
                "until", FormText.plain(spoken.full(found.ends())),
                "schedule",
                        FormText.plain(calendars
                                .find(found.schedule())
                                .map(one -> one.name("en"))
                                .orElse(found.schedule())));
    }

    private Swap find(String swap) {
        return swaps.find(Long.parseLong(swap)).orElseThrow();
    }

    private static Instant moment(Answers answers, String field) {
        try {
            return OffsetDateTime.parse(answers.required(field, 40, "Choose a date and a time."))
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidAnswer(field, "Choose a date and a time.");
        }
    }
}
