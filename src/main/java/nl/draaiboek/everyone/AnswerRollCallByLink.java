package nl.draaiboek.everyone;

import java.util.Optional;
import nl.draaiboek.security.SignedLinks.Reading;
import org.springframework.stereotype.Component;

/** Answers to a roll call by the link in its message: as often as somebody changes their mind, and without a login. */
@Component
public class AnswerRollCallByLink {

    private static final String LINK = "link";

    private final RollCallWords words;
    private final RollCalls rollCalls;
    private final AnswerRollCall answer;

    AnswerRollCallByLink(RollCallWords words, RollCalls rollCalls, AnswerRollCall answer) {
        this.words = words;
        this.rollCalls = rollCalls;
        this.answer = answer;
    }

    /** Whom a link is about; nothing when it is not ours. Changes nothing. */
    public Optional<Opened> open(String link) {
        var reading = words.read(link);
        if (reading instanceof Reading.Valid valid) {
            return asked(valid.subject()).map(asked -> new Opened(asked, false));
        }
        return reading instanceof Reading.Expired expired
                ? asked(expired.subject()).map(asked -> new Opened(asked, true))
                : Optional.empty();
    }

    private Optional<Asked> asked(String subject) {
        return subject.matches("[0-9]{1,18}") ? rollCalls.asked(Long.parseLong(subject)) : Optional.empty();
    }

    public void safe(Asked asked) {
        answer.safe(asked.id(), asked.person(), LINK);
    }

    /** @param note where they are and what is wrong, as typed; empty when they said nothing */
    public void needsHelp(Asked asked, String note) {
        answer.needsHelp(asked.id(), asked.person(), LINK, note);
    }

    /** @param expired whether it is too late to answer by it */
    public record Opened(Asked asked, boolean expired) {}
}
