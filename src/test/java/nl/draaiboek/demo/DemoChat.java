package nl.draaiboek.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import nl.draaiboek.support.Company;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * A chat system as Draaiboek asks for it: the part of Mattermost's API that it uses, and a page that shows every room as who is in it
 * sees it, to type in. Kept in memory; a room that was made before a restart comes back empty.
 */
@Profile("demo")
@RestController
@RequestMapping("/demo/chat")
class DemoChat {

    private static final String BOT = "draaiboek";

    private final Clock clock;
    private final AtomicLong number = new AtomicLong();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, String> statuses = new LinkedHashMap<>();

    DemoChat(Clock clock) {
        this.clock = clock;
    }

    /** A room, or two people alone. */
    private static final class Channel {
        private final String id;
        private final String title;
        private String header = "";
        private boolean archived;
        private final Set<String> members = new TreeSet<>();
        private final List<Post> posts = new ArrayList<>();

        Channel(String id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private static final class Post {
        private final String id;
        private final String user;
        private final Instant at;
        private final Map<?, ?> props;
        private String message;
        private Instant changed;
        private boolean pinned;

        Post(String id, String user, Instant at, Map<?, ?> props, String message) {
            this.id = id;
            this.user = user;
            this.at = at;
            this.changed = at;
            this.props = props;
            this.message = message;
        }

        Map<String, Object> shown() {
            return Map.of(
                    "id",
                    id,
                    "user_id",
                    user,
                    "create_at",
                    at.toEpochMilli(),
                    "update_at",
                    changed.toEpochMilli(),
                    "delete_at",
                    0,
                    "type",
                    "",
                    "message",
                    message,
                    "props",
                    props);
        }
    }

    @GetMapping("/api/v4/users/me")
    Map<String, Object> me() {
        return user(BOT);
    }

    @GetMapping("/api/v4/users/{id}")
    Map<String, Object> user(@PathVariable String id) {
        return Map.of("id", id, "username", id);
    }

    /** A login of the company is its name in the chat. */
    @GetMapping("/api/v4/users/username/{name}")
    ResponseEntity<Map<String, Object>> byName(@PathVariable String name) {
        return Company.PEOPLE.stream().anyMatch(person -> person.id().equals(name))
                ? ResponseEntity.ok(user(name))
                : missing();
    }

    @GetMapping("/api/v4/teams/name/{name}")
    Map<String, Object> team(@PathVariable String name) {
        return Map.of("id", name);
    }

    @GetMapping("/api/v4/teams/{team}/channels/name/{name}")
    synchronized ResponseEntity<Map<String, Object>> channelByName(@PathVariable String name) {
        return channels.containsKey(name) ? ResponseEntity.ok(Map.of("id", name)) : missing();
    }

    @PostMapping("/api/v4/channels")
    @ResponseStatus(HttpStatus.CREATED)
    synchronized Map<String, Object> make(@RequestBody Map<String, Object> body) {
        var name = String.valueOf(body.get("name"));
        channels.putIfAbsent(name, new Channel(name, String.valueOf(body.get("display_name"))));
        return Map.of("id", name);
    }

    @PostMapping("/api/v4/channels/direct")
    @ResponseStatus(HttpStatus.CREATED)
    synchronized Map<String, Object> direct(@RequestBody List<String> two) {
        var id = two.get(1) + "-alone";
        channels.computeIfAbsent(id, any -> new Channel(id, "To " + two.get(1) + " alone"))
                .members
                .add(two.get(1));
        return Map.of("id", id);
    }

    @PutMapping("/api/v4/channels/{id}/patch")
    synchronized Map<String, Object> header(@PathVariable String id, @RequestBody Map<String, Object> body) {
        channel(id).header = String.valueOf(body.get("header"));
        return Map.of("id", id);
    }

    @PostMapping("/api/v4/channels/{id}/members")
    @ResponseStatus(HttpStatus.CREATED)
    synchronized Map<String, Object> member(@PathVariable String id, @RequestBody Map<String, Object> body) {
        channel(id).members.add(String.valueOf(body.get("user_id")));
        return Map.of("channel_id", id);
    }

    @DeleteMapping("/api/v4/channels/{id}")
    synchronized Map<String, Object> archive(@PathVariable String id) {
        channel(id).archived = true;
        return Map.of("status", "OK");
    }

    @PostMapping("/api/v4/posts")
    @ResponseStatus(HttpStatus.CREATED)
    synchronized Map<String, Object> post(@RequestBody Map<String, Object> body) {
        var props = body.get("props") instanceof Map<?, ?> map ? map : Map.of();
        return add(String.valueOf(body.get("channel_id")), BOT, props, String.valueOf(body.get("message")))
                .shown();
    }

    @PutMapping("/api/v4/posts/{id}/patch")
    synchronized ResponseEntity<Map<String, Object>> edit(
            @PathVariable String id, @RequestBody Map<String, Object> body) {
        var post = find(id);
        if (post == null) {
            return missing();
        }
        post.message = String.valueOf(body.get("message"));
        post.changed = clock.instant();
        return ResponseEntity.ok(post.shown());
    }

    @PostMapping("/api/v4/posts/{id}/pin")
    synchronized ResponseEntity<Map<String, Object>> pin(@PathVariable String id) {
        var post = find(id);
        if (post == null) {
            return missing();
        }
        post.pinned = true;
        return ResponseEntity.ok(Map.of("status", "OK"));
    }

    @GetMapping("/api/v4/channels/{id}/posts")
    synchronized Map<String, Object> posts(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long since,
            @RequestParam(defaultValue = "0") int page) {
        var posts = new LinkedHashMap<String, Object>();
        if (page == 0) {
            channel(id).posts.stream()
                    .filter(post -> post.changed.toEpochMilli() > since)
                    .forEach(post -> posts.put(post.id, post.shown()));
        }
        return Map.of("order", List.copyOf(posts.keySet()), "posts", posts);
    }

    @PutMapping("/api/v4/users/{id}/status/custom")
    synchronized Map<String, Object> status(@PathVariable String id, @RequestBody Map<String, Object> body) {
        statuses.put(id, String.valueOf(body.get("text")));
        return Map.of("status", "OK");
    }

    @DeleteMapping("/api/v4/users/{id}/status/custom")
    synchronized Map<String, Object> clear(@PathVariable String id) {
        statuses.remove(id);
        return Map.of("status", "OK");
    }

    /** Where a link to a room or to a message leads. */
    @GetMapping({"/waddenhost/channels/{name}", "/waddenhost/pl/{name}"})
    ResponseEntity<Void> follow(@PathVariable String name) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/demo/chat#" + name))
                .build();
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    synchronized String shown() {
        var rooms = new ArrayList<>(channels.values());
        java.util.Collections.reverse(rooms);
        return DemoPages.page(
                "Chat",
                "<p>" + (rooms.size() == 1 ? "One room or talk." : rooms.size() + " rooms and talks, newest first.")
                        + " None of it left this machine; what is typed here is"
                        + " kept in the record of the incident within half a minute.</p>"
                        + rooms.stream().map(this::shown).collect(Collectors.joining()));
    }

    private String shown(Channel channel) {
        return "<article id='%s'><h2>%s%s</h2><p>%s</p><p><small>In it: %s</small></p>%s%s%s</article>"
                .formatted(
                        html(channel.id),
                        html(channel.title),
                        channel.archived ? " (archived)" : "",
                        html(channel.header),
                        channel.members.stream().map(this::member).collect(Collectors.joining(", ")),
                        channel.posts.stream()
                                .filter(post -> post.pinned)
                                .map(post -> "<pre>📌 " + html(plain(post.message)) + "</pre>")
                                .collect(Collectors.joining()),
                        channel.posts.stream()
                                .filter(post -> !post.pinned)
                                .map(DemoChat::shown)
                                .collect(Collectors.joining()),
                        channel.archived ? "" : form(channel));
    }

    private String member(String person) {
        var status = statuses.getOrDefault(person, "");
        return "@" + html(person) + (status.isEmpty() ? "" : " 🚨 " + html(status));
    }

    private static String shown(Post post) {
        return "<div id='%s'><small>%s · %s</small><br>%s</div>"
                .formatted(html(post.id), html(post.user), DemoPages.at(post.at), html(plain(post.message)));
    }

    private static String form(Channel channel) {
        return "<form method=post action='/demo/chat/%s'><p><label>As <select name=person>%s</select></label> <label>Say <input name=text size=50></label> <button>Send</button></p></form>"
                .formatted(
                        html(channel.id),
                        Company.PEOPLE.stream()
                                .map(person -> "<option>" + person.id() + "</option>")
                                .collect(Collectors.joining()));
    }

    /** Somebody types something. */
    @PostMapping("/{id}")
    synchronized ResponseEntity<Void> say(
            @PathVariable String id, @RequestParam String person, @RequestParam String text) {
        if (!text.isBlank() && !channel(id).archived) {
            channel(id).members.add(person);
            add(id, person, Map.of(), text);
        }
        return follow(id);
    }

    private Post add(String channel, String user, Map<?, ?> props, String message) {
        var post =
                new Post("p" + clock.millis() + "x" + number.incrementAndGet(), user, clock.instant(), props, message);
        channel(channel).posts.add(post);
        return post;
    }

    private Channel channel(String id) {
        return channels.computeIfAbsent(id, name -> new Channel(name, name));
    }

    private @Nullable Post find(String id) {
        return channels.values().stream()
                .flatMap(channel -> channel.posts.stream())
                .filter(post -> post.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Without what keeps it from being markup. */
    private static String plain(String message) {
        return message.replaceAll("\\\\([\\\\`\\[\\]!|~*])", "$1").replace("@\u200b", "@");
    }

    private static ResponseEntity<Map<String, Object>> missing() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("id", "demo.missing"));
    }

    private static String html(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
