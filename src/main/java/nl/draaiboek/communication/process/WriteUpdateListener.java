package nl.draaiboek.communication.process;

import java.util.Map;
import nl.draaiboek.communication.DataLost;
import nl.draaiboek.communication.Reach;
import nl.draaiboek.communication.UpdateId;
import nl.draaiboek.communication.Words;
import nl.draaiboek.communication.WriteUpdate;
import nl.draaiboek.communication.WriteUpdate.Says;
import nl.draaiboek.communication.WriteUpdate.Written;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.PublicState;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;

/** Keeps what was written in the form of an update. */
@ForDiagrams("writeUpdate")
class WriteUpdateListener implements TaskListener {

    private static final int MOST_CASES = 1_000_000;

    private final WriteUpdate writeUpdate;
    private final CurrentPerson currentPerson;

    WriteUpdateListener(WriteUpdate writeUpdate, CurrentPerson currentPerson) {
        this.writeUpdate = writeUpdate;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var written = new Written(
                Map.of("nl", words(task, "nl"), "en", words(task, "en")),
                says(task),
                choice(task, "reach", Reach.class),
                choice(task, "dataLost", DataLost.class),
                cases(task.getVariable("supportCases")),
                Answers.who(task, currentPerson));
        writeUpdate.write(UpdateId.of(Answers.text(task, "update")), written);
    }

    private static Words words(DelegateTask task, String language) {
        return new Words(
                part(task, language + "Known"),
                part(task, language + "Noticed"),
                part(task, language + "Doing"),
                part(task, language + "WayRound"),
                part(task, language + "Meanwhile"));
    }

    private static String part(DelegateTask task, String field) {
        var text = Answers.text(task, field);
        if (text.length() > Words.LONGEST) {
            throw new InvalidAnswer(
                    field,
                    "A part of an update has at most " + Words.LONGEST + " characters; this has " + text.length()
                            + ".");
        }
        return text;
    }

    private static Says says(DelegateTask task) {
        var answer = Answers.text(task, "says");
        return answer.equals("FRESH") ? Says.WHAT_IS_SO_NOW : new Says(choice(task, "says", PublicState.class));
    }

    private static <E extends Enum<E>> E choice(DelegateTask task, String field, Class<E> type) {
        var answer = Answers.text(task, field);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(answer)) {
                return constant;
            }
        }
        throw new InvalidAnswer(field, "Choose one of the answers offered.");
    }

    private static @Nullable Integer cases(@Nullable Object answer) {
        if (answer == null || answer.toString().isBlank()) {
            return null;
        }
        var text = answer.toString();
        if (text.matches("[0-9]{1,7}") && Integer.parseInt(text) <= MOST_CASES) {
            return Integer.valueOf(text);
        }
        throw new InvalidAnswer("supportCases", "The number of support cases is a whole number, 0 or more.");
    }
}
