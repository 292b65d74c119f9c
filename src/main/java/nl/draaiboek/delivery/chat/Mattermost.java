package nl.draaiboek.delivery.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Mattermost's API, version 4. A room is a channel of one team, an id of a person {@code @name}. A repeated post is looked for by a
 * key in its properties.
 */
final class Mattermost implements ChatSystem {

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 100;
    private static final int LONGEST_TOPIC = 1_024;
    private static final int LONGEST_POST = 4_000;
    private static final String KEY = "draaiboek_key";
    /** What would notify people, and what would be markup or a picture. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])@(?=\\w)");

    private static final Pattern MARKUP = Pattern.compile("([\\\\`\\[\\]!|~*])");

    private final ChatSettings settings;
    private final ChatApi api;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile @Nullable String self;
    private volatile @Nullable String team;

    Mattermost(ChatSettings settings, Clock clock) {
        this.settings = settings;
        this.api = new ChatApi("Mattermost", settings, clock);
    }

    @Override
    public String name() {
        return "Mattermost";
    }

    @Override
    public Readiness readiness() {
        return settings.fault().map(Readiness::off).orElseGet(Readiness::ready);
    }

    @Override
    public Room open(String name, String title) {
        var there = byName(name);
        if (there.ok()) {
            return room(there.body().path("id").asText(), name);
        }
        var made = api.post(
                "/api/v4/channels",
                settings.token(),
                Map.of(
                        "team_id",
                        team(),
                        "name",
                        name,
                        "display_name",
                        shortened(title, 64),
                        "type",
                        settings.publicRooms() ? "O" : "P"));
        if (!made.ok()) {
            // Another node may have been first.
            there = byName(name);
        }
        return room(
                judged("create the channel", there.ok() ? there : made)
                        .path("id")
                        .asText(),
                name);
    }

    private ChatApi.Answer byName(String name) {
        return api.get("/api/v4/teams/" + team() + "/channels/name/" + ChatApi.part(name), settings.token());
    }

    private Room room(String id, String name) {
        return new Room(id, settings.base() + "/" + settings.team().strip() + "/channels/" + name);
    }

    @Override
    public void topic(Room room, String topic) {
        judged(
                "set the header",
                api.put(
                        "/api/v4/channels/" + room.id() + "/patch",
                        settings.token(),
                        Map.of("header", plain(shortened(topic, LONGEST_TOPIC)))));
    }

    /** Who is in it already stays in it. */
    @Override
    public void invite(Room room, String person) {
        judged(
                "add a member",
                api.post(
                        "/api/v4/channels/" + room.id() + "/members",
                        settings.token(),
                        Map.of("user_id", idOf(person))));
    }

    @Override
    public String say(String person, Post post) {
        var direct = judged(
                "open a direct channel",
                api.post("/api/v4/channels/direct", settings.token(), List.of(self(), idOf(person))));
        return post(new Room(direct.path("id").asText(), ""), post);
    }

    @Override
    public String post(Room room, Post post) {
        if (post.again()) {
            var before = before(room, post.key());
            if (before != null) {
                return before;
            }
        }
        return judged(
                        "post",
                        api.post(
                                "/api/v4/posts",
                                settings.token(),
                                Map.of(
                                        "channel_id", room.id(),
                                        "message", words(post),
                                        "pending_post_id", self() + ":" + post.key(),
                                        "props", Map.of(KEY, post.key()))))
                .path("id")
                .asText();
    }

    private static String words(Post post) {
        var mention = post.mention() == null
                ? ""
                : (post.mention().startsWith("@") ? post.mention() : "@" + post.mention()) + " ";
        return mention + plain(shortened(post.text(), LONGEST_POST));
    }

    /** The newest are enough: whatever is asked again was asked a moment ago. */
    private @Nullable String before(Room room, String key) {
        for (var post : judged("read posts", posts(room, "per_page=" + PAGE)).path("posts")) {
            if (post.path("props").path(KEY).asText().equals(key)) {
                return post.path("id").asText();
            }
        }
        return null;
    }

    private ChatApi.Answer posts(Room room, String query) {
        return api.get("/api/v4/channels/" + room.id() + "/posts?" + query, settings.token());
    }

    @Override
    public String pin(Room room, @Nullable String before, Post post) {
        if (before != null) {
            var edited =
                    api.put("/api/v4/posts/" + before + "/patch", settings.token(), Map.of("message", words(post)));
            if (edited.status() != 404) {
                judged("edit the pinned post", edited);
                return before;
            }
        }
        var posted = post(room, post);
        judged("pin a post", api.post("/api/v4/posts/" + posted + "/pin", settings.token(), Map.of()));
        return posted;
    }

    /** Only the token of a system administrator sets the status of somebody else. */
    @Override
    public boolean status(String person, String text) {
        if (settings.statusToken().isBlank()) {
            return false;
        }
        var path = "/api/v4/users/" + idOf(person) + "/status/custom";
        var answer = text.isEmpty()
                ? api.delete(path, settings.statusToken())
                : api.put(
                        path, settings.statusToken(), Map.of("emoji", "rotating_light", "text", shortened(text, 100)));
        return answer.ok();
    }

    @Override
    public void archive(Room room) {
        var answer = api.delete("/api/v4/channels/" + room.id(), settings.token());
        if (answer.status() != 404) {
            judged("archive the channel", answer);
        }
    }

    /** Posts that changed since then: answers in threads too, and what was only edited, which is known by its id. */
    @Override
    public History history(Room room, @Nullable String after) {
        if (after == null) {
            return all(room, null);
        }
        var posts = judged("read posts", posts(room, "since=" + ChatApi.part(after)))
                .path("posts");
        var found = new ArrayList<JsonNode>();
        posts.forEach(found::add);
        return history(found, after);
    }

    @Override
    public History all(Room room, @Nullable String after) {
        var found = new ArrayList<JsonNode>();
        for (var page = 0; page < MOST_PAGES; page++) {
            var posts = judged("read posts", posts(room, "per_page=" + PAGE + "&page=" + page))
                    .path("posts");
            posts.forEach(found::add);
            if (posts.size() < PAGE) {
                break;
            }
        }
        return history(found, after);
    }

    private History history(List<JsonNode> posts, @Nullable String after) {
        var end = after == null ? 0 : Long.parseLong(after);
        var said = new ArrayList<Said>();
        for (var post : posts) {
            end = Math.max(
                    end,
                    Math.max(
                            post.path("update_at").asLong(),
                            post.path("create_at").asLong()));
            if (post.path("type").asText("").startsWith("system_")
                    || post.path("delete_at").asLong() > 0
                    || post.path("user_id").asText().equals(self())) {
                continue;
            }
            said.add(said(post));
        }
        said.sort(Comparator.comparing(Said::at));
        return new History(said, Long.toString(end), false);
    }

    private Said said(JsonNode post) {
        var id = post.path("id").asText();
        var sender = nameOf(post.path("user_id").asText());
        var text = new StringBuilder(post.path("message").asText(""));
        for (var file : post.path("metadata").path("files")) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(file.path("name").asText("file"))
                    .append(": ")
                    .append(settings.base())
                    .append("/api/v4/files/")
                    .append(file.path("id").asText());
        }
        return new Said(
                id,
                Instant.ofEpochMilli(post.path("create_at").asLong()),
                "@" + sender,
                sender,
                text.toString(),
                settings.base() + "/" + settings.team().strip() + "/pl/" + id);
    }

    /** A directory holds names; the API wants ids. */
    private String idOf(String person) {
        var name = person.startsWith("@") ? person.substring(1) : person;
        var known = ids.get(name);
        if (known != null) {
            return known;
        }
        var answer = api.get("/api/v4/users/username/" + ChatApi.part(name), settings.token());
        if (answer.status() == 404) {
            throw ChatFailure.refused("Mattermost knows nobody of this name.");
        }
        var id = judged("find a user", answer).path("id").asText();
        ids.put(name, id);
        return id;
    }

    private String nameOf(String user) {
        var known = names.get(user);
        if (known != null) {
            return known;
        }
        var answer = api.get("/api/v4/users/" + ChatApi.part(user), settings.token());
        var name = answer.body().path("username").asText("");
        if (name.isEmpty()) {
            return user;
        }
        names.put(user, name);
        return name;
    }

    private String self() {
        var known = self;
        if (known == null) {
            known = judged("say who we are", api.get("/api/v4/users/me", settings.token()))
                    .path("id")
                    .asText();
            self = known;
        }
        return known;
    }

    private String team() {
        var known = team;
        if (known == null) {
            var answer =
                    api.get("/api/v4/teams/name/" + ChatApi.part(settings.team().strip()), settings.token());
            if (answer.status() == 404) {
                throw ChatFailure.down(
                        "Mattermost has no team of the name in DRAAIBOEK_CHAT_TEAM, or the bot is not in it.", null);
            }
            known = judged("find the team", answer).path("id").asText();
            team = known;
        }
        return known;
    }

    private static JsonNode judged(String step, ChatApi.Answer answer) {
        if (answer.ok()) {
            return answer.body();
        }
        throw ChatFailure.refused("Mattermost refuses to " + step + ": " + answer.status() + " "
                + ChatApi.word(answer.body().path("id").asText("")) + ".");
    }

    /** Nothing typed notifies anybody, shows a picture or is markup. */
    private static String plain(String text) {
        return NAME.matcher(MARKUP.matcher(text).replaceAll("\\\\$1")).replaceAll("@\u200b");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
