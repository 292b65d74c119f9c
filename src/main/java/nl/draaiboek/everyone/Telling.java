package nl.draaiboek.everyone;

import java.time.Instant;
import java.util.Set;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * What employees are told of one incident: facts, whom it concerns, and the messages.
 *
 * @param begunBy login of who alerts the company, or the program where the plan asks
 * @param facts as gathered
 * @param chosen names of the locations or teams; empty for everyone
 * @param involved whether those who work on the incident hear it too
 * @param urgent whether the first message goes by all ways at once; else by mail, and where that does not reach by one other way
 */
public record Telling(
        long id,
        IncidentCode incident,
        String begunBy,
        String facts,
        Whom whom,
        Set<String> chosen,
        boolean involved,
        boolean urgent,
        @Nullable Instant endedAt) {

    public Telling {
        chosen = Set.copyOf(chosen);
    }

    /** Who hears it. */
    public enum Whom {
        EVERYONE,
        LOCATIONS,
        TEAMS;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Which message it is. */
    public enum Kind {
        FIRST,
        NEXT,
        OVER;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The words, in both languages. */
    public record Words(String subjectNl, String textNl, String subjectEn, String textEn) {

        String subject(String language) {
            return language.equals("nl") ? subjectNl : subjectEn;
        }

        String text(String language) {
            return language.equals("nl") ? textNl : textEn;
        }
    }

    /**
     * @param urgent by all ways at once, day and night; chosen for each message, and never for the last one
     * @param approved whether it goes out, and is changed no more
     */
    public record Message(
            long id, long telling, Kind kind, Words words, boolean urgent, String decidedBy, boolean approved) {}
}
