package nl.draaiboek.everyone;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Way;
import org.springframework.stereotype.Component;

/**
 * Somebody who is looked for answered something else than how they are: they are alive, and may not be safe. It stands with
 * the roll call, and they are asked.
 */
@Component
class HeardFrom {

    private final RollCalls rollCalls;
    private final SendByWay sendByWay;
    private final RollCallWords words;

    HeardFrom(RollCalls rollCalls, SendByWay sendByWay, RollCallWords words) {
        this.rollCalls = rollCalls;
        this.sendByWay = sendByWay;
        this.words = words;
    }

    /**
     * Keeps that they answered, and asks whether they are safe. Nothing happens for who is not looked for.
     *
     * @param answered what they answered it by
     * @param back by which they are asked
     */
    void heard(Contact who, String answered, Way back) {
        keep(who, answered).stream().findFirst().ifPresent(asked -> {
            var rollCall = rollCalls.get(asked.rollCall());
            sendByWay.send(
                    who,
                    back,
                    "roll-call-heard",
                    words.of("roll-call-heard", rollCall, Map.of("link", words.link(asked))),
                    "roll-call/" + rollCall.id(),
                    "roll-call/heard/" + UUID.randomUUID());
        });
    }

    /**
     * Keeps that they answered.
     *
     * @return where they are looked for
     */
    List<Asked> keep(Contact who, String answered) {
        var lookedFor = rollCalls.running(who.colleague().id()).stream()
                .filter(asked -> asked.safety() == Safety.PASSED_ON)
                .toList();
        lookedFor.forEach(asked -> rollCalls.record(
                rollCalls.get(asked.rollCall()),
                RollCalls.HEARD,
                asked.person(),
                Map.of("person", asked.person(), "way", answered)));
        return lookedFor;
    }
}
