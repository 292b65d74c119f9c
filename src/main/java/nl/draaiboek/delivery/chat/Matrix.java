package nl.draaiboek.delivery.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Matrix' Client-Server API, version 3. A room is a room with an alias on our own server, an id of a person
 * {@code @name:server}. What is sent carries a transaction id, by which the server sees that it had it already. Rooms are not
 * encrypted: what is said there must be readable for the record.
 */
final class Matrix implements ChatSystem {

    private static final String API = "/_matrix/client/v3";
    private static final int PAGE = 100;
    private static final int READ_ONLY = 100;

    private final ChatSettings settings;
    private final ChatApi api;
    private final DirectRooms direct;
    private volatile @Nullable String self;

    Matrix(ChatSettings settings, DirectRooms direct, Clock clock) {
        this.settings = settings;
        this.api = new ChatApi("Matrix", settings, clock);
        this.direct = direct;
    }

    /** Which room is for talking to one person alone: kept here, because nothing on the server names it. */
    interface DirectRooms {

        @Nullable
        String of(String person);

        void keep(String person, String room);
    }

    @Override
    public String name() {
        return "Matrix";
    }

    @Override
    public Readiness readiness() {
        return settings.fault().map(Readiness::off).orElseGet(Readiness::ready);
    }

    @Override
    public Room open(String name, String title) {
        var alias = "#" + name + ":" + server();
        var there = find(alias);
        if (there == null) {
            var body = new LinkedHashMap<String, Object>();
            body.put("room_alias_name", name);
            body.put("name", title);
            body.put("preset", settings.publicRooms() ? "public_chat" : "private_chat");
            body.put("visibility", settings.publicRooms() ? "public" : "private");
            var made = api.post(API + "/createRoom", settings.token(), body);
            // Another node was first.
            there = made.body().path("errcode").asText().equals("M_ROOM_IN_USE")
                    ? find(alias)
                    : judged("make the room", made).path("room_id").asText();
            if (there == null) {
                throw ChatFailure.refused(
                        "Matrix has a room of the name of this incident already that we may not use.");
            }
        }
        return new Room(there, "https://matrix.to/#/" + ChatApi.part(alias));
    }

    private @Nullable String find(String alias) {
        var answer = api.get(API + "/directory/room/" + ChatApi.part(alias), settings.token());
        return answer.status() == 404
                ? null
                : judged("look for the room", answer).path("room_id").asText();
    }

    @Override
    public void topic(Room room, String topic) {
        judged("set the topic", state(room, "m.room.topic", Map.of("topic", topic)));
    }

    /** Who is in it or invited is not invited again: that is refused. */
    @Override
    public void invite(Room room, String person) {
        var member = api.get(room(room) + "/state/m.room.member/" + ChatApi.part(person), settings.token());
        if (Set.of("join", "invite").contains(member.body().path("membership").asText())) {
            return;
        }
        judged("invite", api.post(room(room) + "/invite", settings.token(), Map.of("user_id", person)));
    }

    @Override
    public String say(String person, Post post) {
        var known = direct.of(person);
        if (known == null) {
            known = judged(
                            "open a direct room",
                            api.post(
                                    API + "/createRoom",
                                    settings.token(),
                                    Map.of(
                                            "is_direct",
                                            true,
                                            "preset",
                                            "trusted_private_chat",
                                            "invite",
                                            List.of(person))))
                    .path("room_id")
                    .asText();
            direct.keep(person, known);
        }
        return post(new Room(known, ""), post);
    }

    @Override
    public String post(Room room, Post post) {
        return send(room, post.key(), content(post));
    }

    private String send(Room room, String key, Map<String, Object> content) {
        return judged(
                        "post",
                        api.put(room(room) + "/send/m.room.message/" + ChatApi.part(key), settings.token(), content))
                .path("event_id")
                .asText();
    }

    /** {@code m.mentions} says who is notified, and so that nobody else is. */
    private static Map<String, Object> content(Post post) {
        var content = new HashMap<String, Object>();
        var html = HtmlUtils.htmlEscape(post.text(), "UTF-8").replace("\n", "<br>");
        content.put("msgtype", "m.text");
        content.put("format", "org.matrix.custom.html");
        if (post.mention() == null) {
            content.put("body", post.text());
            content.put("formatted_body", html);
            content.put("m.mentions", Map.of());
        } else {
            content.put("body", post.mention() + " " + post.text());
            content.put(
                    "formatted_body",
                    "<a href=\"https://matrix.to/#/" + ChatApi.part(post.mention()) + "\">"
                            + HtmlUtils.htmlEscape(post.mention(), "UTF-8") + "</a> " + html);
            content.put("m.mentions", Map.of("user_ids", List.of(post.mention())));
        }
        return content;
    }

    /** An edit is an event of its own that replaces the first. */
    @Override
    public String pin(Room room, @Nullable String before, Post post) {
        if (before != null) {
            var content = new HashMap<>(content(post));
            content.put("m.new_content", content(post));
            content.put("m.relates_to", Map.of("rel_type", "m.replace", "event_id", before));
            send(room, post.key(), content);
            return before;
        }
        var posted = post(room, post);
        var pinned = new ArrayList<String>();
        api.get(room(room) + "/state/m.room.pinned_events/", settings.token())
                .body()
                .path("pinned")
                .forEach(event -> pinned.add(event.asText()));
        if (!pinned.contains(posted)) {
            pinned.add(posted);
            judged("pin a message", state(room, "m.room.pinned_events", Map.of("pinned", pinned)));
        }
        return posted;
    }

    /** In Matrix everybody sets their own status, and nobody else's. */
    @Override
    public boolean status(String person, String text) {
        return false;
    }

    /** Matrix knows no archive: the room stays, and nobody but us may write in it. */
    @Override
    public void archive(Room room) {
        var levels = new LinkedHashMap<String, Object>();
        judged("read who may write", api.get(room(room) + "/state/m.room.power_levels/", settings.token()))
                .fields()
                .forEachRemaining(level -> levels.put(level.getKey(), level.getValue()));
        levels.put("events_default", READ_ONLY);
        judged("close the room", state(room, "m.room.power_levels", levels));
    }

    @Override
    public History history(Room room, @Nullable String after) {
        var page = judged(
                "read messages",
                api.get(
                        room(room) + "/messages?dir=f&limit=" + PAGE
                                + (after == null ? "" : "&from=" + ChatApi.part(after)),
                        settings.token()));
        var said = new ArrayList<Said>();
        for (var event : page.path("chunk")) {
            add(said, room, event);
        }
        var end = page.path("end").asText("");
        return new History(
                said,
                end.isEmpty() ? after : end,
                !end.isEmpty() && !end.equals(after) && !page.path("chunk").isEmpty());
    }

    private void add(List<Said> said, Room room, JsonNode event) {
        var content = event.path("content");
        var sender = event.path("sender").asText();
        if (!event.path("type").asText().equals("m.room.message")
                || sender.equals(self())
                || content.path("m.relates_to").path("rel_type").asText().equals("m.replace")
                || content.path("body").asText("").isEmpty()) {
            return;
        }
        var id = event.path("event_id").asText();
        var link = "https://matrix.to/#/" + ChatApi.part(room.id()) + "/" + ChatApi.part(id);
        var kind = content.path("msgtype").asText();
        var text = content.path("body").asText();
        said.add(new Said(
                id,
                Instant.ofEpochMilli(event.path("origin_server_ts").asLong()),
                sender,
                sender.replaceAll("^@([^:]*):.*$", "$1"),
                Set.of("m.image", "m.file", "m.video", "m.audio").contains(kind) ? text + ": " + link : text,
                link));
    }

    private ChatApi.Answer state(Room room, String type, Object content) {
        return api.put(room(room) + "/state/" + type + "/", settings.token(), content);
    }

    private static String room(Room room) {
        return API + "/rooms/" + ChatApi.part(room.id());
    }

    private String self() {
        var known = self;
        if (known == null) {
            known = judged("say who we are", api.get(API + "/account/whoami", settings.token()))
                    .path("user_id")
                    .asText();
            self = known;
        }
        return known;
    }

    /** Ours is the server of the bot. */
    private String server() {
        return self().replaceFirst("^[^:]*:", "");
    }

    private static JsonNode judged(String step, ChatApi.Answer answer) {
        if (answer.ok()) {
            return answer.body();
        }
        var error = answer.body().path("errcode").asText("");
        var why = "Matrix refuses to " + step + ": " + answer.status() + " " + ChatApi.word(error) + ".";
        throw error.equals("M_UNKNOWN_TOKEN") || error.equals("M_MISSING_TOKEN")
                ? ChatFailure.down(why, null)
                : ChatFailure.refused(why);
    }
}
