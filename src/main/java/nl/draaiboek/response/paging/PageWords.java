package nl.draaiboek.response.paging;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.People;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words of a page: short, and nothing that may not be read on a lock screen. */
@Component
class PageWords {

    private static final int LONGEST_TITLE = 80;

    private final ResponseTexts texts;
    private final People people;
    private final ZoneId zone;
    private final Services services;
    private final NoteDanger noteDanger;
    private final Links links;

    PageWords(
            ResponseTexts texts,
            People people,
            Services services,
            NoteDanger noteDanger,
            Links links,
            OfficeHours officeHours) {
        this.texts = texts;
        this.people = people;
        this.zone = officeHours.zone();
        this.services = services;
        this.noteDanger = noteDanger;
        this.links = links;
    }

    /**
     * @param template {@code page}, {@code page-sms}, {@code page-call} and what follows on them
     * @param link where the reader goes on, or null for the incident's tasks
     */
    Map<String, Content> of(String template, Page page, Incident incident, @Nullable String link, Map<String, ?> more) {
        return texts.contents(template, language -> {
            var values = about(incident, language, more);
            for (var purpose : Purpose.values()) {
                values.put(purpose.word(), page.purpose() == purpose);
            }
            values.put("calledBy", page.calledBy() == null ? "" : people.nameOf(page.calledBy()));
            values.put("calledFor", page.calledFor() == null ? "" : page.calledFor());
            values.put("calledForShort", page.calledFor() == null ? "" : cut(page.calledFor()));
            values.putIfAbsent("again", false);
            values.put("link", link == null ? links.toTasks(incident.code()) : link);
            return values;
        });
    }

    /** For who was not paged: {@code page-reply} and what else names no page. */
    Map<String, Content> of(String template, Incident incident, Map<String, ?> more) {
        return texts.contents(template, language -> {
            var values = about(incident, language, more);
            values.put("link", links.toTasks(incident.code()));
            return values;
        });
    }

    private Map<String, Object> about(Incident incident, String language, Map<String, ?> more) {
        var values = new HashMap<String, Object>(more);
        values.put("code", incident.code().value());
        values.put("title", cut(incident.title()));
        values.put("severity", Integer.toString(incident.effectiveSeverity().number()));
        values.put("provisional", incident.severity() == null);
        values.put("since", new SpokenTime(language, zone).full(incident.since()));
        values.put("services", services.namesOf(incident.services(), language));
        values.put("danger", noteDanger.unsafe(incident));
        values.put("lead", incident.lead() == null ? "" : people.nameOf(incident.lead()));
        return values;
    }

    private static String cut(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
