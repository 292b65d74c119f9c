package nl.draaiboek.delivery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Opens a dispatch when a token arrives, and ends it when the token is taken away. */
@Component
public class Dispatches {

    private final Outbox outbox;
    private final Channels channels;
    private final IncidentRecord record;
    private final ObjectProvider<DeliveryWorker> worker;
    private final ObjectProvider<Composer> composers;

    Dispatches(
            Outbox outbox,
            Channels channels,
            IncidentRecord record,
            ObjectProvider<DeliveryWorker> worker,
            ObjectProvider<Composer> composers) {
        this.outbox = outbox;
        this.channels = channels;
        this.record = record;
        this.worker = worker;
        this.composers = composers;
    }

    /**
     * Writes what is to be sent, in the transaction that brings the token, and wakes the workers after it.
     *
     * @throws IllegalStateException when the channel or the message does not exist; the words say which there are
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(NewDispatch dispatch) {
        var channel = channels.get(dispatch.request().channel());
        var composition = composer(dispatch).compose(dispatch.request());
        var givesUpAfter = dispatch.givesUpAfter() == null ? channel.policy().givesUpAfter() : dispatch.givesUpAfter();
        var id = outbox.insert(dispatch, composition, givesUpAfter);
        outbox.supersede(id);
        record.append(
                dispatch.incident(),
                "dispatch.opened",
                IncidentRecord.DRAAIBOEK,
                Map.of(
                        "dispatch", id.toString(),
                        "channel", channel.name(),
                        "message", dispatch.message(),
                        "audience", dispatch.request().audience(),
                        "activity", dispatch.task().activity(),
                        "recipients", composition.recipients().size()));
        outbox.hint(channel.name());
        afterCommit(() -> worker.ifAvailable(w -> w.hint(channel.name())));
        return id;
    }

    /**
     * Writes a notice in the transaction that is running, with the fact it tells. No token waits for it, and nobody is given
     * a task when it fails: who sends it shows the same fact on a page.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(Notice notice) {
        var channel = channels.get(notice.channel());
        var givesUpAfter = notice.givesUpAfter() == null ? channel.policy().givesUpAfter() : notice.givesUpAfter();
        var id = outbox.insert(notice, givesUpAfter);
        outbox.supersede(id);
        if (notice.incident() != null) {
            record.append(
                    notice.incident(),
                    "dispatch.opened",
                    IncidentRecord.DRAAIBOEK,
                    Map.of(
                            "dispatch", id.toString(),
                            "channel", channel.name(),
                            "message", notice.message(),
                            "audience", notice.audience(),
                            "recipients", notice.composition().recipients().size()));
        }
        outbox.hint(channel.name());
        afterCommit(() -> worker.ifAvailable(w -> w.hint(channel.name())));
        return id;
    }

    /**
     * Ends the dispatch of a token that leaves otherwise than by its receipts.
     *
     * @param interrupted whether the diagram or a person took the token away; nothing else may while rows are open
     * @throws IllegalStateException when somebody completes the task from outside while addresses still wait
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void left(String activityInstance, boolean interrupted) {
        var dispatch = outbox.lockByTask(activityInstance)
                .filter(d -> d.state().equals("open"))
                .orElse(null);
        if (dispatch == null) {
            return;
        }
        if (!interrupted) {
            throw new IllegalStateException("'" + dispatch.task().activity() + "' of " + dispatch.incident()
                    + " still waits for " + dispatch.remaining() + " of " + dispatch.total()
                    + " receipts and completes by itself. To stop it, cancel the process instance.");
        }
        var cancelled = outbox.cancelRows(dispatch.id(), "The process went another way.");
        outbox.moveTo(dispatch.id(), "cancelled");
        var details = new LinkedHashMap<String, Object>(Map.of(
                "dispatch", dispatch.id().toString(),
                "channel", dispatch.channel(),
                "message", dispatch.message(),
                "audience", dispatch.audience(),
                "notSent", cancelled));
        details.putAll(outbox.digest(dispatch.id()));
        record.append(
                Objects.requireNonNull(dispatch.incident()), "dispatch.cancelled", IncidentRecord.DRAAIBOEK, details);
    }

    /**
     * Ends what still waits of these messages of an incident, and notes it: said now it would be untrue. What a token of the
     * plan waits for is left to the plan.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(IncidentCode incident, Collection<String> messages, String why) {
        for (var dispatch : outbox.waiting(incident, messages)) {
            var cancelled = outbox.cancelRows(dispatch.id(), why);
            outbox.moveTo(dispatch.id(), "cancelled");
            record.append(
                    incident,
                    "dispatch.cancelled",
                    IncidentRecord.DRAAIBOEK,
                    Map.of(
                            "dispatch", dispatch.id().toString(),
                            "channel", dispatch.channel(),
                            "message", dispatch.message(),
                            "audience", dispatch.audience(),
                            "notSent", cancelled,
                            "why", why));
        }
    }

    /**
     * Ends what still waits of a notice: it need not be sent any more. What is being sent at this moment may still arrive.
     *
     * @return whether anything waited
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(UUID notice, String why) {
        var waiting = outbox.lock(notice).filter(dispatch -> dispatch.task().isNone() && dispatch.remaining() > 0);
        if (waiting.isEmpty()) {
            return false;
        }
        var cancelled = outbox.cancelRows(notice, why);
        outbox.moveTo(notice, "cancelled");
        return cancelled > 0;
    }

    private Composer composer(NewDispatch dispatch) {
        var byMessage = composers.stream().collect(Collectors.toMap(Composer::message, Function.identity()));
        var composer = byMessage.get(dispatch.message());
        if (composer == null) {
            throw new IllegalStateException("'" + dispatch.task().activity() + "' sends the message '"
                    + dispatch.message() + "', which does not exist. There are: "
                    + byMessage.keySet().stream().sorted().toList() + ".");
        }
        return composer;
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
