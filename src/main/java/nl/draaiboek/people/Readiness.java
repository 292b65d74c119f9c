package nl.draaiboek.people;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who comes on call and cannot be reached, or perhaps not, and why: found before the shift, not in the night. */
@Component
public class Readiness {

    private static final Duration BACK = Duration.ofDays(31);
    static final Duration CONFIRMED_FOR = Duration.ofDays(100);

    private final OnCall onCall;
    private final Directory directory;
    private final WaysThatWork waysThatWork;
    private final ZoneId zone;

    Readiness(
            OnCall onCall,
            Directory directory,
            WaysThatWork waysThatWork,
            @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.onCall = onCall;
        this.directory = directory;
        this.waysThatWork = waysThatWork;
        this.zone = zone;
    }

    /** What is in the way. */
    public enum Kind {
        UNKNOWN("has no login any more", "have no login any more", "heeft geen login meer", "je hebt geen login meer"),
        LEFT("has left by then", "have left by then", "is dan uit dienst", "je bent dan uit dienst"),
        AWAY("is away on", "are away on", "is afwezig op", "je bent afwezig op"),
        NO_PHONE(
                "has no telephone number",
                "have no telephone number",
                "heeft geen telefoonnummer",
                "je hebt geen telefoonnummer"),
        NO_MAIL("has no mail address", "have no mail address", "heeft geen mailadres", "je hebt geen mailadres"),
        WAY_OFF(
                "wants to be reached by a way that does not work here:",
                "want to be reached by a way that does not work here:",
                "wil bereikt worden langs een weg die hier niet werkt:",
                "je wilt bereikt worden langs een weg die hier niet werkt:"),
        NO_WAY(
                "has no way left by which a message arrives",
                "have no way left by which a message arrives",
                "heeft geen weg over waarlangs een bericht aankomt",
                "je hebt geen weg over waarlangs een bericht aankomt"),
        NEVER_CONFIRMED(
                "has never confirmed the details",
                "have never confirmed your details",
                "heeft de gegevens nog nooit bevestigd",
                "je hebt je gegevens nog nooit bevestigd"),
        NOT_CONFIRMED(
                "has not confirmed the details for a quarter",
                "have not confirmed your details for a quarter",
                "heeft de gegevens al een kwartaal niet bevestigd",
                "je hebt je gegevens al een kwartaal niet bevestigd");

        private final String english;
        private final String toThemselves;
        private final String dutch;
        private final String dutchToThemselves;

        Kind(String english, String toThemselves, String dutch, String dutchToThemselves) {
            this.english = english;
            this.toThemselves = toThemselves;
            this.dutch = dutch;
            this.dutchToThemselves = dutchToThemselves;
        }
    }

    /** @param detail such as the day or the way; often empty */
    public record Reason(Kind kind, String detail) {

        /** As it follows a name. */
        public String inWords(String language) {
            return ((language.equals("nl") ? kind.dutch : kind.english) + " " + detail).strip();
        }

        /** As they read it themselves: a sentence without its full stop. */
        public String toThemselves(String language) {
            return ((language.equals("nl") ? kind.dutchToThemselves : "you " + kind.toThemselves) + " " + detail)
                    .strip();
        }
    }

    /** Somebody's shift that begins soon, or has begun. {@code person} is a login. */
    public record Unready(String schedule, String person, Instant starts, Instant ends, List<Reason> reasons) {}

    /** Those whose shifts begin, or go on, between these moments and for whom there is any reason; by their beginning. */
    public List<Unready> between(Instant from, Instant to) {
        var found = new ArrayList<Unready>();
        for (var schedule : onCall.schedules()) {
            var roster = onCall.roster(schedule, from.minus(BACK), to.plus(BACK));
            for (var turn : roster.turnsOfEach(from.minus(BACK), to.plus(BACK))) {
                if (turn.ends().isAfter(from) && turn.starts().isBefore(to)) {
                    var reasons = reasons(turn.person(), turn.starts(), turn.ends());
                    if (!reasons.isEmpty()) {
                        found.add(new Unready(schedule, turn.person(), turn.starts(), turn.ends(), reasons));
                    }
                }
            }
        }
        found.sort(Comparator.comparing(Unready::starts).thenComparing(Unready::schedule));
        return List.copyOf(found);
    }

    List<Reason> reasons(String person, Instant starts, Instant ends) {
        var contact = directory.find(person).orElse(null);
        if (contact == null) {
            return List.of(new Reason(Kind.UNKNOWN, ""));
        }
        var reasons = new ArrayList<Reason>();
        var last = LocalDate.ofInstant(ends.minusMillis(1), zone);
        if (contact.hasLeft(last)) {
            reasons.add(new Reason(Kind.LEFT, ""));
        }
        var first = LocalDate.ofInstant(starts, zone);
        contact.away().stream()
                .filter(away ->
                        !away.lastDay().isBefore(first) && !away.firstDay().isAfter(last))
                .forEach(away -> reasons.add(new Reason(Kind.AWAY, away.write())));
        if (contact.primaryPhone() == null && contact.secondaryPhone() == null && contact.landline() == null) {
            reasons.add(new Reason(Kind.NO_PHONE, ""));
        }
        if (contact.colleague().mail().isEmpty()) {
            reasons.add(new Reason(Kind.NO_MAIL, ""));
        }
        addWays(reasons, contact);
        var confirmed = contact.confirmedAt();
        if (confirmed == null) {
            reasons.add(new Reason(Kind.NEVER_CONFIRMED, ""));
        } else if (confirmed.isBefore(starts.minus(CONFIRMED_FOR))) {
            reasons.add(new Reason(Kind.NOT_CONFIRMED, ""));
        }
        return List.copyOf(reasons);
    }

    private void addWays(List<Reason> reasons, Contact contact) {
        var off = EnumSet.noneOf(Way.class);
        for (var night : List.of(false, true)) {
            var ways = contact.ways(night).steps();
            ways.forEach(step ->
                    step.stream().filter(way -> !waysThatWork.works(way)).forEach(off::add));
            if (ways.stream().noneMatch(step -> step.stream().anyMatch(waysThatWork::works))
                    && reasons.stream().noneMatch(reason -> reason.kind() == Kind.NO_WAY)) {
                reasons.add(new Reason(Kind.NO_WAY, ""));
            }
        }
        // Who chose nothing has only the usual ways; that one of them is off is nothing that they can mend.
        off.removeIf(way -> !contact.byDay().uses(way) && !contact.byNight().uses(way));
        if (!off.isEmpty()) {
            reasons.add(new Reason(Kind.WAY_OFF, off.stream().map(Way::word).collect(Collectors.joining(", "))));
        }
    }
}
