package nl.draaiboek.people.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.ZoneRulesBuilder;
import net.fortuna.ical4j.model.component.VTimeZone;

/**
 * The time zones of one file. A name that the world knows wins over the file's own definition of it: those are often wrong or
 * out of date. Where only the file knows it, its definition counts.
 */
final class Zones {

    private static final Map<String, String> WINDOWS = windows();

    private final Map<String, String> defined;
    private final Map<String, Optional<ZoneRules>> found = new HashMap<>();

    /** @param defined the text of each VTIMEZONE, by its id */
    Zones(Map<String, String> defined) {
        this.defined = Map.copyOf(defined);
    }

    Optional<ZoneRules> find(String id) {
        return found.computeIfAbsent(id, this::search);
    }

    /** A time that the clock skips counts as an hour later; of one that comes twice, the first is meant (RFC 5545 §3.3.5). */
    static Instant instant(LocalDateTime local, ZoneRules zone) {
        var offsets = zone.getValidOffsets(local);
        return local.toInstant(offsets.isEmpty() ? zone.getTransition(local).getOffsetBefore() : offsets.get(0));
    }

    static LocalDateTime local(Instant instant, ZoneRules zone) {
        return LocalDateTime.ofInstant(instant, zone.getOffset(instant));
    }

    private Optional<ZoneRules> search(String id) {
        var known = known(id);
        // Mozilla and others write /mozilla.org/20070129_1/Europe/Amsterdam.
        for (var slash = id.indexOf('/'); known.isEmpty() && slash >= 0; slash = id.indexOf('/', slash + 1)) {
            known = known(id.substring(slash + 1));
        }
        return known.or(() -> known(WINDOWS.getOrDefault(id, ""))).or(() -> own(id));
    }

    private static Optional<ZoneRules> known(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id).getRules());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<ZoneRules> own(String id) {
        var text = defined.get(id);
        if (text == null) {
            return Optional.empty();
        }
        try {
            var calendar = new CalendarBuilder()
                    .build(new StringReader(
                            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\n" + text + "END:VCALENDAR\r\n"));
            var zone = calendar.<VTimeZone>getComponent("VTIMEZONE").orElseThrow();
            var rules = new ZoneRulesBuilder().vTimeZone(zone).build();
            // Some fail only when they are asked.
            return rules.getValidOffsets(LocalDateTime.of(2026, 7, 1, 12, 0)).isEmpty()
                    ? Optional.empty()
                    : Optional.of(rules);
        } catch (IOException | ParserException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@code W. Europe Standard Time}, as Outlook and Exchange write it. */
    private static Map<String, String> windows() {
        var zones = new HashMap<String, String>();
        zones.put("UTC", ZoneOffset.UTC.getId());
        var table = VTimeZone.class.getResourceAsStream("/net/fortuna/ical4j/transform/compliance/msTimezones");
        if (table == null) {
            return zones;
        }
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                var semicolon = line.indexOf(';');
                var equals = line.lastIndexOf('=');
                if (semicolon > 0 && equals > semicolon) {
                    zones.put(line.substring(0, semicolon), line.substring(equals + 1));
                    zones.put(line.substring(semicolon + 1, equals), line.substring(equals + 1));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zones;
    }
}
