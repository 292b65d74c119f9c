package nl.draaiboek.response;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.MeetingPlaces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps where the team of an incident meets, so that everyone finds it in one place. */
@Component
public class OpenTeamChannels implements MeetingPlaces {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final Clock clock;

    OpenTeamChannels(JdbcClient jdbc, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.clock = clock;
    }

    /** Places that move replace those before; the record keeps both. */
    @Transactional
    public void open(IncidentCode code, Places places, String by) {
        jdbc.sql(
                        """
                insert into draaiboek.team_channels (incident, chat_room, video_call, place, opened_by, opened_at)
                values (:code, :chat, :call, :place, :by, :now)
                on conflict (incident) do update set chat_room = excluded.chat_room, video_call = excluded.video_call,
                  place = excluded.place, opened_by = excluded.opened_by, opened_at = excluded.opened_at""")
                .param("code", code.value())
                .param("chat", places.chatRoom())
                .param("call", places.videoCall())
                .param("place", places.place())
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        record.append(
                code,
                "team-channels.opened",
                by,
                Map.of("chatRoom", places.chatRoom(), "videoCall", places.videoCall(), "place", places.place()));
    }

    public Optional<Places> find(IncidentCode code) {
        return jdbc.sql("select chat_room, video_call, place from draaiboek.team_channels where incident = ?")
                .param(code.value())
                .query((row, n) ->
                        new Places(row.getString("chat_room"), row.getString("video_call"), row.getString("place")))
                .optional();
    }

    @Override
    public List<Place> of(IncidentCode code) {
        return find(code).map(OpenTeamChannels::places).orElse(List.of());
    }

    private static List<Place> places(Places open) {
        return Stream.of(
                        place("Chat room", open.chatRoom()),
                        place("Video call", open.videoCall()),
                        new Place("Together in", open.place(), false))
                .filter(place -> !place.where().isBlank())
                .toList();
    }

    private static Place place(String kind, String where) {
        return new Place(kind, where, WebAddress.is(where));
    }

    /**
     * Where the team meets, each as typed.
     *
     * @param place a room in a building instead of the call, empty where there is none
     */
    public record Places(String chatRoom, String videoCall, String place) {

        /** Whether people can write, but not speak. */
        public boolean lacksCall() {
            return videoCall.isBlank() && place.isBlank();
        }
    }
}
