package nl.draaiboek.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.SmsReceived;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/** What the rooms were told of phones. Can be told to fail, as a room may. */
public final class PhoneEvents {

    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException failure;

    public List<Object> heard() {
        return List.copyOf(heard);
    }

    public void reset() {
        heard.clear();
        failure = null;
    }

    /** @param why null to work again */
    public void failWith(@Nullable RuntimeException why) {
        failure = why;
    }

    @EventListener({SmsReceived.class, KeyPressed.class, CallEnded.class, MessageFailed.class})
    void on(Object event) {
        var why = failure;
        if (why != null) {
            throw why;
        }
        heard.add(event);
    }
}
