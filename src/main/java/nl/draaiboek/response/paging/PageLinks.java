package nl.draaiboek.response.paging;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import nl.draaiboek.incident.Links;
import nl.draaiboek.security.SignedLinks;
import nl.draaiboek.security.SignedLinks.Reading;
import org.springframework.stereotype.Component;

/** The link by which whoever is paged answers, without a login. About one way that was tried, for a day. */
@Component
public class PageLinks {

    static final String PURPOSE = "page";
    private static final Duration LASTS = Duration.ofHours(24);

    private final SignedLinks links;
    private final Pages pages;
    private final Clock clock;
    private final Links ourPages;

    PageLinks(SignedLinks links, Pages pages, Clock clock, Links ourPages) {
        this.links = links;
        this.pages = pages;
        this.clock = clock;
        this.ourPages = ourPages;
    }

    String of(long attempt) {
        return ourPages.to("/p/"
                + links.sign(PURPOSE, Long.toString(attempt), clock.instant().plus(LASTS)));
    }

    /** What the link is about; nothing when it is not ours, or what it was about is gone. */
    public Optional<Opened> open(String link) {
        var reading = links.read(PURPOSE, link);
        if (reading instanceof Reading.Valid valid) {
            return attempt(valid.subject()).map(attempt -> new Opened(attempt, false));
        }
        return reading instanceof Reading.Expired expired
                ? attempt(expired.subject()).map(attempt -> new Opened(attempt, true))
                : Optional.empty();
    }

    private Optional<Attempt> attempt(String subject) {
        return subject.matches("[0-9]{1,18}") ? pages.attempt(Long.parseLong(subject)) : Optional.empty();
    }

    /** @param expired whether it is too late to answer by it */
    public record Opened(Attempt attempt, boolean expired) {}
}
