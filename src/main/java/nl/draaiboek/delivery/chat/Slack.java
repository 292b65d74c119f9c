package nl.draaiboek.delivery.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Slack's Web API. A room is a channel, an id of a person is {@code U0123ABCD}. Slack answers 200 to everything and says in the body
 * what went wrong. It has no key against doubles: what may have arrived is looked for by the metadata that goes with each post.
 */
final class Slack implements ChatSystem {

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 100;
    private static final int LONGEST_TOPIC = 250;
    private static final String OURS = "draaiboek_post";
    private static final Set<String> SHUT_OUT = Set.of(
            "not_authed",
            "invalid_auth",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "org_login_required",
            "ekm_access_denied",
            "team_access_not_granted",
            "access_denied",
            "two_factor_setup_required");
    private static final Set<String> FAILED =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org");
    private static final Pattern MARK = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

    private final ChatSettings settings;
    private final ChatApi api;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile @Nullable Self self;

    Slack(ChatSettings settings, Clock clock) {
        this.settings = settings;
        this.api = new ChatApi("Slack", settings, clock);
    }

    /** @param url of the workspace, with a slash at its end */
    private record Self(String user, String bot, String url) {}

    @Override
    public String name() {
        return "Slack";
    }

    @Override
    public Readiness readiness() {
        return settings.fault().map(Readiness::off).orElseGet(Readiness::ready);
    }

    @Override
    public Room open(String name, String title) {
        var made = ask(
                settings.token(),
                "conversations.create",
                Map.of("name", name, "is_private", !settings.publicRooms()),
                "name_taken");
        return room(
                made.path("ok").asBoolean() ? made.path("channel").path("id").asText() : find(name));
    }

    private Room room(String id) {
        return new Room(id, self().url() + "archives/" + id);
    }

    /** There is no asking by name. */
    private String find(String name) {
        var cursor = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = read("conversations.list?types=public_channel,private_channel&exclude_archived=true&limit=1000"
                    + (cursor.isEmpty() ? "" : "&cursor=" + ChatApi.part(cursor)));
            for (var channel : answer.path("channels")) {
                if (channel.path("name").asText().equals(name)) {
                    if (!channel.path("is_member").asBoolean(true)) {
                        ask(
                                settings.token(),
                                "conversations.join",
                                Map.of("channel", channel.path("id").asText()));
                    }
                    return channel.path("id").asText();
                }
            }
            cursor = answer.path("response_metadata").path("next_cursor").asText("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        throw ChatFailure.refused("Slack has a channel of the name of this incident already that we may not use.");
    }

    @Override
    public void topic(Room room, String topic) {
        ask(
                settings.token(),
                "conversations.setTopic",
                Map.of("channel", room.id(), "topic", escape(shortened(topic, LONGEST_TOPIC))));
    }

    @Override
    public void invite(Room room, String person) {
        ask(
                settings.token(),
                "conversations.invite",
                Map.of("channel", room.id(), "users", person),
                "already_in_channel",
                "cant_invite_self");
    }

    @Override
    public String say(String person, Post post) {
        var opened = ask(settings.token(), "conversations.open", Map.of("users", person));
        return post(new Room(opened.path("channel").path("id").asText(), ""), post);
    }

    @Override
    public String post(Room room, Post post) {
        if (post.again()) {
            var before = before(room, post.key());
            if (before != null) {
                return before;
            }
        }
        var body = new HashMap<String, Object>();
        body.put("channel", room.id());
        body.put("text", words(post));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put("metadata", Map.of("event_type", OURS, "event_payload", Map.of("key", post.key())));
        return ask(settings.token(), "chat.postMessage", body).path("ts").asText();
    }

    private static String words(Post post) {
        return (post.mention() == null ? "" : "<@" + post.mention() + "> ") + escape(post.text());
    }

    /** The newest messages are enough: whatever is asked again was asked a moment ago. */
    private @Nullable String before(Room room, String key) {
        var messages = read("conversations.history?include_all_metadata=true&limit=" + PAGE + "&channel="
                        + ChatApi.part(room.id()))
                .path("messages");
        for (var message : messages) {
            var metadata = message.path("metadata");
            if (metadata.path("event_type").asText().equals(OURS)
                    && metadata.path("event_payload").path("key").asText().equals(key)) {
                return message.path("ts").asText();
            }
        }
        return null;
    }

    @Override
    public String pin(Room room, @Nullable String before, Post post) {
        if (before != null
                && ask(
                                settings.token(),
                                "chat.update",
                                Map.of("channel", room.id(), "ts", before, "text", words(post)),
                                "message_not_found")
                        .path("ok")
                        .asBoolean()) {
            return before;
        }
        var posted = post(room, post);
        ask(settings.token(), "pins.add", Map.of("channel", room.id(), "timestamp", posted), "already_pinned");
        return posted;
    }

    /** Only the token of an administrator, of a workspace that pays, sets the status of somebody else. */
    @Override
    public boolean status(String person, String text) {
        if (settings.statusToken().isBlank()) {
            return false;
        }
        var answer = ask(
                settings.statusToken(),
                "users.profile.set",
                Map.of(
                        "user",
                        person,
                        "profile",
                        Map.of(
                                "status_text",
                                escape(shortened(text, 100)),
                                "status_emoji",
                                text.isEmpty() ? "" : ":rotating_light:",
                                "status_expiration",
                                0)),
                "not_admin",
                "cannot_update_admin_user",
                "not_allowed_token_type");
        return answer.path("ok").asBoolean();
    }

    @Override
    public void archive(Room room) {
        ask(settings.token(), "conversations.archive", Map.of("channel", room.id()), "already_archived", "is_archived");
    }

    @Override
    public History history(Room room, @Nullable String after) {
        return read(room, after, false);
    }

    @Override
    public History all(Room room, @Nullable String after) {
        return read(room, null, true);
    }

    /** Slack gives the newest first. */
    private History read(Room room, @Nullable String after, boolean threads) {
        var said = new ArrayList<JsonNode>();
        var cursor = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = read("conversations.history?limit=" + PAGE + "&channel=" + ChatApi.part(room.id())
                    + (after == null ? "" : "&oldest=" + ChatApi.part(after))
                    + (cursor.isEmpty() ? "" : "&cursor=" + ChatApi.part(cursor)));
            answer.path("messages").forEach(said::add);
            cursor = answer.path("response_metadata").path("next_cursor").asText("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        Collections.reverse(said);
        var all = new ArrayList<Said>();
        var end = after;
        for (var message : said) {
            end = message.path("ts").asText();
            add(all, room, message);
            if (threads && message.path("reply_count").asInt() > 0) {
                answers(room, end).forEach(answer -> add(all, room, answer));
            }
        }
        return new History(all, end, false);
    }

    private List<JsonNode> answers(Room room, String thread) {
        var answers = new ArrayList<JsonNode>();
        var cursor = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = read("conversations.replies?limit=" + PAGE + "&channel=" + ChatApi.part(room.id()) + "&ts="
                    + ChatApi.part(thread) + (cursor.isEmpty() ? "" : "&cursor=" + ChatApi.part(cursor)));
            answer.path("messages").forEach(one -> {
                if (!one.path("ts").asText().equals(thread)) {
                    answers.add(one);
                }
            });
            cursor = answer.path("response_metadata").path("next_cursor").asText("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        return answers;
    }

    /** Without who came and went, and without what we said ourselves. */
    private void add(List<Said> all, Room room, JsonNode message) {
        var kind = message.path("subtype").asText("");
        var own = self();
        var sender = message.path("user").asText(message.path("bot_id").asText(""));
        if (!kind.isEmpty()
                        && !Set.of("file_share", "thread_broadcast", "me_message", "bot_message")
                                .contains(kind)
                || sender.equals(own.user())
                || message.path("bot_id").asText("-").equals(own.bot())) {
            return;
        }
        var text = new StringBuilder(plain(message.path("text").asText("")));
        for (var file : message.path("files")) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(file.path("title").asText(file.path("name").asText("file")))
                    .append(": ")
                    .append(file.path("permalink").asText());
        }
        var at = message.path("ts").asText();
        all.add(new Said(
                at,
                moment(at),
                sender,
                nameOf(sender, message.path("username").asText(sender)),
                text.toString(),
                self().url() + "archives/" + room.id() + "/p" + at.replace(".", "")));
    }

    /** {@code 1483037603.017503}: seconds, and what makes it unique. */
    private static Instant moment(String ts) {
        var parts = ts.split("\\.", 2);
        return parts[0].matches("\\d{1,12}")
                ? Instant.ofEpochSecond(
                        Long.parseLong(parts[0]),
                        parts.length > 1 && parts[1].matches("\\d{1,6}") ? Long.parseLong(parts[1]) * 1_000 : 0)
                : Instant.EPOCH;
    }

    private String nameOf(String user, String otherwise) {
        if (!user.matches("[UW][A-Z0-9]+")) {
            return otherwise;
        }
        return names.computeIfAbsent(user, id -> {
            var answer = get("users.info?user=" + ChatApi.part(id)).path("user");
            var shown = answer.path("profile").path("display_name").asText("");
            return !shown.isBlank() ? shown : answer.path("real_name").asText(otherwise);
        });
    }

    /** As a person reads it: people by name, links as addresses, {@code &lt;} as typed. */
    private String plain(String text) {
        return MARK.matcher(text)
                .replaceAll(mark -> java.util.regex.Matcher.quoteReplacement(meant(mark)))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private String meant(MatchResult mark) {
        var target = mark.group(1);
        var label = mark.group(2) == null ? "" : mark.group(2);
        if (target.startsWith("@")) {
            return "@" + (label.isEmpty() ? nameOf(target.substring(1), target.substring(1)) : label);
        }
        if (target.startsWith("#") || target.startsWith("!")) {
            return label.isEmpty() ? target : "#" + label;
        }
        return label.isEmpty() || target.endsWith(label) ? target : label + " (" + target + ")";
    }

    private Self self() {
        var known = self;
        if (known == null) {
            var answer = ask(settings.token(), "auth.test", Map.of());
            known = new Self(
                    answer.path("user_id").asText(),
                    answer.path("bot_id").asText(),
                    answer.path("url").asText());
            self = known;
        }
        return known;
    }

    private JsonNode read(String method) {
        return judged(method, get(method));
    }

    private JsonNode get(String method) {
        return api.get("/api/" + method, settings.token()).body();
    }

    /** @param fine mistakes that mean that it is as we want it, or that the caller looks at */
    private JsonNode ask(String token, String method, Map<String, ?> body, String... fine) {
        return judged(
                method,
                api.post("/api/" + method, token, new LinkedHashMap<>(body)).body(),
                fine);
    }

    private static JsonNode judged(String method, JsonNode answer, String... fine) {
        if (answer.path("ok").asBoolean()) {
            return answer;
        }
        var error = ChatApi.word(answer.path("error").asText("an answer that cannot be read"));
        if (List.of(fine).contains(error)) {
            return answer;
        }
        var needs = answer.path("needed").asText("");
        var why = "Slack answers " + error + " to " + method.replaceAll("\\?.*", "")
                + (needs.isEmpty() ? "" : "; the token needs the scope " + ChatApi.word(needs)) + ".";
        if (SHUT_OUT.contains(error)) {
            throw ChatFailure.down(why, null);
        }
        throw FAILED.contains(error) || answer.isMissingNode() ? ChatFailure.unknown(why) : ChatFailure.refused(why);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
