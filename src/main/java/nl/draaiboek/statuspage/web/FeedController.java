package nl.draaiboek.statuspage.web;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.incident.Links;
import nl.draaiboek.statuspage.PageName;
import nl.draaiboek.statuspage.PageUpdate;
import nl.draaiboek.statuspage.Pages;
import nl.draaiboek.statuspage.PublishedIncident;
import nl.draaiboek.statuspage.StatusBoard;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The updates as an Atom feed (RFC 4287), one entry an update, so that a reader shows each of them as new. */
@RestController
class FeedController {

    private static final int INCIDENTS = 25;
    private static final int ENTRIES = 50;

    private final Pages pages;
    private final StatusBoard board;
    private final Links links;
    private final OwnName own;
    private final MessageSource messages;

    FeedController(Pages pages, StatusBoard board, Links links, OwnName own, MessageSource messages) {
        this.pages = pages;
        this.board = board;
        this.links = links;
        this.own = own;
        this.messages = messages;
    }

    @GetMapping(path = "/status/history.atom", produces = "application/atom+xml;charset=UTF-8")
    ResponseEntity<String> feed(Locale locale) throws FeedException {
        var feed = new Feed("atom_1.0");
        feed.setId(links.to("/status/history.atom?lang=" + locale.getLanguage()));
        var title = messages.getMessage("status.title", null, locale);
        feed.setTitle(own.prefix() + title);
        feed.setLanguage(locale.getLanguage());
        var author = new Person();
        author.setName(own.orElse(title));
        feed.setAuthors(List.of(author));
        feed.setAlternateLinks(List.of(link("alternate", "text/html", "/status?lang=" + locale.getLanguage())));
        feed.setOtherLinks(
                List.of(link("self", "application/atom+xml", "/status/history.atom?lang=" + locale.getLanguage())));
        var entries = pages.latest(PageName.PUBLIC, INCIDENTS).stream()
                .flatMap(incident -> incident.updates().stream().map(update -> new Item(incident, update)))
                .sorted(Comparator.comparing((Item item) -> item.update().publishedAt())
                        .reversed())
                .limit(ENTRIES)
                .toList();
        feed.setUpdated(Date.from(
                entries.isEmpty() ? Instant.EPOCH : entries.get(0).update().publishedAt()));
        feed.setEntries(entries.stream().map(item -> entry(item, locale)).toList());
        return ResponseEntity.ok()
                .cacheControl(PublicPageController.A_FEW_SECONDS)
                .varyBy("Accept-Language")
                .body(new WireFeedOutput().outputString(feed));
    }

    private Entry entry(Item item, Locale locale) {
        var update = item.update();
        var text = update.in(locale.getLanguage());
        var names = String.join(", ", board.names(item.incident().services(), locale.getLanguage()));
        var content = new Content();
        content.setType("html");
        content.setValue(text.markup());
        var entry = new Entry();
        entry.setId("tag:" + host() + ",2026:update/" + update.id());
        entry.setTitle("[" + update.incident() + "] "
                + messages.getMessage("status.state." + update.state(), null, locale)
                + (names.isEmpty() ? "" : ": " + names));
        entry.setPublished(Date.from(update.publishedAt()));
        entry.setUpdated(Date.from(update.publishedAt()));
        entry.setAlternateLinks(List.of(link(
                "alternate",
                "text/html",
                "/status/incidents/" + update.incident() + "?lang=" + locale.getLanguage() + "#" + update.id())));
        entry.setContents(List.of(content));
        return entry;
    }

    private String host() {
        var host = URI.create(links.to("/")).getHost();
        return host == null ? "localhost" : host;
    }

    private Link link(String rel, String type, String path) {
        var link = new Link();
        link.setRel(rel);
        link.setType(type);
        link.setHref(links.to(path));
        return link;
    }

    private record Item(PublishedIncident incident, PageUpdate update) {}
}
