package nl.draaiboek.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.delivery.Outbox.Standing;
import nl.draaiboek.incident.IncidentRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the token on once a dispatch has its receipts or its channel gives up: record, state and token in one transaction,
 * under the lock of the dispatch.
 */
@Component
class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final int TRIES = 3;

    private final Outbox outbox;
    private final Channels channels;
    private final ChannelStates states;
    private final WaitingTasks tasks;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<Outdated> outdated;
    private final TransactionTemplate transaction;

    Settlement(
            Outbox outbox,
            Channels channels,
            ChannelStates states,
            WaitingTasks tasks,
            IncidentRecord record,
            ApplicationEventPublisher events,
            ObjectProvider<Outdated> outdated,
            PlatformTransactionManager transactions) {
        this.outbox = outbox;
        this.channels = channels;
        this.states = states;
        this.tasks = tasks;
        this.record = record;
        this.events = events;
        this.outdated = outdated;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @return whether anything changed */
    boolean settle(UUID dispatch) {
        RuntimeException last = new IllegalStateException("never tried");
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(
                        status -> outbox.lock(dispatch).map(this::moveOn).orElse(false)));
            } catch (RuntimeException e) {
                if (DatabaseAway.causes(e)) {
                    LOG.info("Dispatch {} is done; its service task moves on when the database answers.", dispatch);
                    return false;
                }
                // A lost race looks like anything; whether it was one shows when it is tried again.
                last = e;
            }
        }
        LOG.warn("Dispatch {} is done, but its service task cannot move on.", dispatch, last);
        putAside(dispatch, last);
        return false;
    }

    private boolean moveOn(Standing dispatch) {
        return switch (dispatch.state()) {
            case "open" -> dispatch.remaining() == 0 ? complete(dispatch) : cannotGo(dispatch) && giveUp(dispatch);
            case "given-up" -> dispatch.remaining() == 0 && close(dispatch, "dispatch.settled-late");
            default -> false;
        };
    }

    private boolean cannotGo(Standing dispatch) {
        return !channels.get(dispatch.channel()).readiness().on() || outbox.isStranded(dispatch.id());
    }

    private boolean complete(Standing dispatch) {
        if (!tasks.exists(dispatch.task())) {
            return close(dispatch, "dispatch.settled");
        }
        if (!tasks.canMove(dispatch.task())) {
            outbox.settleLater(dispatch.id(), LATER);
            return false;
        }
        close(dispatch, "dispatch.settled");
        tasks.complete(dispatch.task());
        return true;
    }

    private boolean close(Standing dispatch, String kind) {
        outbox.moveTo(dispatch.id(), "done");
        var details = describe(dispatch);
        details.putAll(outbox.digest(dispatch.id()));
        note(dispatch, kind, details);
        if (dispatch.task().isNone()) {
            events.publishEvent(
                    new NoticeSettled(dispatch.id(), dispatch.channel(), dispatch.message(), dispatch.delivered() > 0));
            return true;
        }
        events.publishEvent(new DispatchSettled(
                dispatch.id(),
                Objects.requireNonNull(dispatch.incident()),
                dispatch.channel(),
                dispatch.message(),
                dispatch.audience(),
                dispatch.total(),
                dispatch.delivered(),
                dispatch.failed(),
                dispatch.unknown()));
        return true;
    }

    private void note(Standing dispatch, String kind, Map<String, Object> details) {
        if (dispatch.incident() != null) {
            record.append(dispatch.incident(), kind, IncidentRecord.DRAAIBOEK, details);
        }
    }

    private boolean giveUp(Standing dispatch) {
        var waited = !dispatch.task().isNone();
        if (waited && !tasks.canMove(dispatch.task())) {
            outbox.settleLater(dispatch.id(), LATER);
            return false;
        }
        var channel = channels.get(dispatch.channel());
        var readiness = channel.readiness();
        var why = readiness.on()
                ? states.of(dispatch.channel())
                        .map(ChannelStates.ChannelState::why)
                        .orElse("")
                : readiness.why();
        var details = describe(dispatch);
        details.put("why", why);
        details.put("waiting", dispatch.remaining());
        var untrue = untrue(dispatch);
        if (readiness.on() && channel.worthItLate() && untrue.isEmpty()) {
            outbox.moveTo(dispatch.id(), "given-up");
        } else {
            var because = readiness.on() ? untrue.orElse("Later it is of no use.") : "The channel is off.";
            outbox.cancelRows(dispatch.id(), because + ' ' + why);
            outbox.moveTo(dispatch.id(), "cancelled");
        }
        note(dispatch, "dispatch.given-up", details);
        if (waited) {
            tasks.channelUnavailable(dispatch.task(), why);
        } else {
            events.publishEvent(new NoticeSettled(dispatch.id(), dispatch.channel(), dispatch.message(), false));
        }
        return true;
    }

    private Optional<String> untrue(Standing dispatch) {
        var code = dispatch.incident();
        return code == null
                ? Optional.empty()
                : outdated.stream()
                        .filter(one -> one.untrue(code, dispatch.message(), dispatch.createdAt()))
                        .map(Outdated::why)
                        .findFirst();
    }

    private static Map<String, Object> describe(Standing dispatch) {
        return new LinkedHashMap<>(Map.of(
                "dispatch", dispatch.id().toString(),
                "channel", dispatch.channel(),
                "message", dispatch.message(),
                "audience", dispatch.audience(),
                "activity", dispatch.task().activity(),
                "recipients", dispatch.total()));
    }

    private void putAside(UUID dispatch, RuntimeException why) {
        try {
            transaction.executeWithoutResult(status -> outbox.lock(dispatch)
                    .filter(d -> d.state().equals("open"))
                    .ifPresent(d -> {
                        outbox.settleLater(dispatch, LATER);
                        if (tasks.canMove(d.task())) {
                            tasks.stuck(d.task(), why);
                        }
                    }));
        } catch (RuntimeException e) {
            LOG.warn("Dispatch {} is tried again later.", dispatch, e);
        }
    }
}
