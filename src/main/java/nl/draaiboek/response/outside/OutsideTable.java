package nl.draaiboek.response.outside;

import java.time.Instant;
import java.util.List;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.response.outside.OutsideCall.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who comes from outside, beside who has which role. */
@Component
public class OutsideTable {

    private final OutsideCalls calls;
    private final OutsideHelp register;

    OutsideTable(OutsideCalls calls, OutsideHelp register) {
        this.calls = calls;
        this.register = register;
    }

    /**
     * @param who name of who comes, or came; null while nobody does
     * @param since when they said so, or since when they are called
     * @param why what they were asked
     * @param called whether they are being called still
     */
    public record Line(String organisation, @Nullable String who, Instant since, String why, boolean called) {}

    /** Those who come, and while it lasts those who are called or whom nobody reached; the first asked first. */
    public List<Line> of(IncidentCode code) {
        return calls.of(code).stream()
                .filter(call -> call.answeredBy() != null || call.state() != State.ENDED)
                .map(this::line)
                .toList();
    }

    private Line line(OutsideCall call) {
        var by = call.answeredBy();
        var at = call.answeredAt();
        return new Line(
                call.organisation(),
                by == null ? null : register.find(by).map(OutsideContact::name).orElse(by),
                at == null ? call.askedAt() : at,
                call.why(),
                call.state() == State.CALLING);
    }
}
