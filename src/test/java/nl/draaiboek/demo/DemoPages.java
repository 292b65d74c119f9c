package nl.draaiboek.demo;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.HtmlUtils;

/** Where the demo shows what would have gone out: caught mails, and the posts that X would have had. */
@Profile("demo")
@RestController
@RequestMapping("/demo")
class DemoPages {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.of("Europe/Amsterdam"));

    private final GreenMail mail;
    private final Clock clock;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final AtomicLong number = new AtomicLong(1_800_000_000_000_000_000L);

    DemoPages(GreenMail demoMail, Clock clock) {
        this.mail = demoMail;
        this.clock = clock;
    }

    @GetMapping(value = "/mail", produces = MediaType.TEXT_HTML_VALUE)
    String mails() throws MessagingException {
        var rows = new StringBuilder();
        var caught = mail.getReceivedMessages();
        for (var i : newestFirst(caught)) {
            var to = caught[i].getAllRecipients();
            rows.append("<tr><td><a href='/demo/mail/%d'>%s</a><td>%s<td>%s"
                    .formatted(
                            i,
                            html(caught[i].getSubject()),
                            html(
                                    to == null
                                            ? ""
                                            : Arrays.stream(to)
                                                    .map(String::valueOf)
                                                    .collect(Collectors.joining(", "))),
                            html(at(caught[i].getSentDate().toInstant()))));
        }
        return page(
                "Caught mail",
                "<p>Mails: " + caught.length + ", newest first. None of them left this machine.</p>"
                        + "<div class=wide><table><tr><th>Subject<th>To<th>Sent" + rows + "</table></div>");
    }

    /** Several connections take mails at once, so that they are not kept in the order they were sent. */
    private static List<Integer> newestFirst(MimeMessage[] caught) throws MessagingException {
        var sent = new long[caught.length];
        for (var i = 0; i < caught.length; i++) {
            sent[i] = caught[i].getSentDate().getTime();
        }
        return IntStream.range(0, caught.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> sent[i]).reversed())
                .toList();
    }

    @GetMapping(value = "/mail/{index}", produces = MediaType.TEXT_HTML_VALUE)
    String mail(@PathVariable int index) throws MessagingException, IOException {
        var caught = mail.getReceivedMessages();
        if (index < 0 || index >= caught.length) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No mail " + index);
        }
        var message = caught[index];
        var headers = new StringBuilder();
        Collections.list(message.getAllHeaders()).forEach(h -> headers.append(h.getName())
                .append(": ")
                .append(h.getValue())
                .append('\n'));
        var body = html(find(message, "text/html"));
        var shown = body.isEmpty() ? "" : "<h2>As HTML</h2><iframe sandbox srcdoc=\"" + body + "\"></iframe>";
        return page(
                html(message.getSubject()),
                "<p><a href='/demo/mail'>All mail</a></p>" + shown + "<h2>As text</h2><pre>"
                        + html(find(message, "text/plain")) + "</pre><h2>Headers</h2><pre>" + html(headers.toString())
                        + "</pre>");
    }

    /** The one call of X's API that Draaiboek makes. */
    @PostMapping(value = "/x/2/tweets", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> post(
            @RequestHeader(value = "Authorization", defaultValue = "") String authorization, @RequestBody Tweet tweet) {
        if (!authorization.startsWith("OAuth ")) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("title", "Unauthorized"));
        }
        var id = Long.toString(number.incrementAndGet());
        posts.add(
                0,
                new Post(
                        id,
                        clock.instant(),
                        tweet.text(),
                        tweet.reply() == null ? null : tweet.reply().in_reply_to_tweet_id()));
        return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("data", Map.of("id", id, "text", tweet.text())));
    }

    @GetMapping(value = "/x", produces = MediaType.TEXT_HTML_VALUE)
    String posts() {
        var rows = new StringBuilder();
        posts.forEach(p -> rows.append("<article id='p%s'><p>%s</p><small>%s%s</small></article>"
                .formatted(
                        p.id(),
                        html(p.text()),
                        at(p.at()),
                        p.answers() == null
                                ? ""
                                : " · in reply to <a href='#p" + p.answers() + "'>" + p.answers() + "</a>")));
        return page(
                "Posts on X",
                "<p>" + posts.size() + " posts, newest first. None of them left this machine.</p>" + rows);
    }

    private static String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part instanceof MimeMessage || part.isMimeType("multipart/*")) {
            if (part.getContent() instanceof Multipart parts) {
                for (var i = 0; i < parts.getCount(); i++) {
                    var found = find(parts.getBodyPart(i), type);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return "";
    }

    static String at(Instant moment) {
        return MOMENT.format(moment);
    }

    private static String html(@Nullable String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(text);
    }

    static String page(String title, String body) {
        return """
                <!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
                <title>%1$s</title><style>:root{color-scheme:light dark}body{font:16px system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
                table{border-collapse:collapse;width:100%%}td,th{text-align:left;padding:.4rem;border-bottom:1px solid #ccc}
                iframe{width:100%%;height:24rem;border:1px solid #ccc}pre{white-space:pre-wrap;background:#8882;padding:1rem}
                .wide{overflow-x:auto}article{border:1px solid #ccc;border-radius:.6rem;padding:0 1rem 1rem;margin:1rem 0;white-space:pre-wrap}</style>
                <main><h1>%1$s</h1>%2$s</main></html>"""
                .formatted(title, body);
    }

    record Tweet(String text, @Nullable Reply reply) {}

    record Reply(String in_reply_to_tweet_id) {}

    private record Post(String id, Instant at, String text, @Nullable String answers) {}
}
