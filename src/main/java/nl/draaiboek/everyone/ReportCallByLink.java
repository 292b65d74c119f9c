package nl.draaiboek.everyone;

import java.util.List;
import java.util.Optional;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.people.LookAtNumbers;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.security.SignedLinks.Reading;
import org.springframework.stereotype.Component;

/** Answers to a phone tree by the link in its messages, without a login. Nobody reports a call of somebody else by it. */
@Component
public class ReportCallByLink {

    private static final String LINK = "link";

    private final PhoneTrees trees;
    private final ReportCall report;
    private final TellByTree tell;
    private final LookAtNumbers lookAtNumbers;

    ReportCallByLink(PhoneTrees trees, ReportCall report, TellByTree tell, LookAtNumbers lookAtNumbers) {
        this.trees = trees;
        this.report = report;
        this.tell = tell;
        this.lookAtNumbers = lookAtNumbers;
    }

    /** Whose link this is; nothing when it is not ours. Changes nothing, and shows no number. */
    public Optional<Opened> open(String link) {
        var reading = tell.read(link);
        if (reading instanceof Reading.Valid valid) {
            return person(valid.subject()).map(who -> new Opened(who, false));
        }
        return reading instanceof Reading.Expired expired
                ? person(expired.subject()).map(who -> new Opened(who, true))
                : Optional.empty();
    }

    /** The last part of their own link. */
    public Optional<String> linkOf(long tree, String login) {
        return trees.person(tree, login).map(tell::link);
    }

    public void knows(InTree who) {
        report.knows(who.id(), who.person(), LINK);
    }

    /** What came of a call; nothing happens when it is not theirs. */
    public void report(InTree who, long call, Outcome outcome) {
        own(who, call).ifPresent(theirs -> report.report(theirs.id(), outcome, who.person(), LINK));
    }

    /** The numbers of whom they are to call, while they are; that they looked is kept. */
    public List<PhoneNumber> numbers(InTree who, long call) {
        return own(who, call)
                .filter(theirs -> theirs.outcome() == Outcome.OPEN)
                .flatMap(theirs -> trees.person(theirs.callee()))
                .flatMap(callee ->
                        lookAtNumbers.look(callee.person(), who.person(), "phone tree " + who.tree() + ", by link"))
                .map(TellByTree::numbers)
                .orElse(List.of());
    }

    private Optional<TreeCall> own(InTree who, long call) {
        return trees.call(call).filter(theirs -> theirs.caller() != null && theirs.caller() == who.id());
    }

    private Optional<InTree> person(String subject) {
        return subject.matches("[0-9]{1,18}") ? trees.person(Long.parseLong(subject)) : Optional.empty();
    }

    /** @param expired whether it is too late to answer by it */
    public record Opened(InTree who, boolean expired) {}
}
