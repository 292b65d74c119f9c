package nl.draaiboek.communication;

import java.time.Clock;
import java.util.LinkedHashMap;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes to which channels an update was handed; the first makes it published. */
@Component
public class NotePublication {

    private final Updates updates;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    NotePublication(
            Updates updates, IncidentRecord record, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.updates = updates;
        this.record = record;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** It is handed to a channel. The first time makes it published, inside or outside. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begun(Update update, String channel, String audience) {
        var now = Timestamps.of(clock.instant());
        jdbc.sql(
                        """
                insert into draaiboek.update_channel (update_id, channel, audience, begun_at) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(update.id().value(), channel, audience, now)
                .update();
        var outside = outside(channel, audience);
        var column = outside ? "outside_at" : "inside_at";
        var first = jdbc.sql("update draaiboek.incident_update set " + column + " = ? where id = ? and " + column
                                + " is null")
                        .params(now, update.id().value())
                        .update()
                == 1;
        if (first) {
            var details = new LinkedHashMap<String, Object>(WriteUpdate.told(update));
            details.put("audience", (outside ? Audience.EXTERNAL : Audience.INTERNAL).name());
            record.append(update.incident(), "update.published", IncidentRecord.DRAAIBOEK, details);
            events.publishEvent(new UpdatePublished(
                    update.incident(), update.id(), outside ? Audience.EXTERNAL : Audience.INTERNAL));
        }
    }

    /** Whether an update of this incident was handed to this channel before. */
    public boolean usedBefore(IncidentCode incident, String channel, String audience) {
        return updates.channelsUsed(incident).contains(channel + "/" + audience);
    }

    static boolean outside(String channel, String audience) {
        return !channel.equals("internal-page") && !audience.equals("team") && !audience.equals("employees");
    }
}
