package nl.draaiboek.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a colleague can be reached. Holds telephone numbers: never a process variable, never in a log.
 *
 * @param colleague who it is; their groups are the rights they have and the roles they know
 * @param chat who they are in the chat system of the company, in its form: {@code U0123ABCD}, {@code @anouk},
 *     {@code @anouk:waddenhost.example}; empty when not known
 * @param emergencyName who is to be told when something happens to them; empty when not known
 * @param location where they work, as a sheet names it; empty when not known
 * @param teams ids of teams in which they are
 * @param leads those of them that they lead
 * @param byDay the ways they chose; when there are none, {@link #ways} has an answer all the same
 * @param leftOn from this day on they are no colleague any more
 * @param confirmedAt when they last said that all this is right
 */
public record Contact(
        Colleague colleague,
        @Nullable PhoneNumber primaryPhone,
        @Nullable PhoneNumber secondaryPhone,
        @Nullable PhoneNumber landline,
        String chat,
        String emergencyName,
        @Nullable PhoneNumber emergencyPhone,
        String location,
        boolean technical,
        Set<String> teams,
        Set<String> leads,
        Ways byDay,
        Ways byNight,
        List<Absence> away,
        @Nullable LocalDate leftOn,
        @Nullable Instant confirmedAt) {

    private static final Ways USUAL = Ways.read("sms + mail > call > sms-second > call-second > call-landline");

    public Contact {
        teams = Set.copyOf(teams);
        leads = Set.copyOf(leads);
        away = List.copyOf(away);
    }

    public boolean hasLeft(LocalDate day) {
        return leftOn != null && !day.isBefore(leftOn);
    }

    /** Whether they are there on this day, as calendars know; whether somebody may be asked now, {@link MayBeAsked} says. */
    public boolean available(LocalDate day) {
        return !hasLeft(day) && away.stream().noneMatch(absence -> absence.holds(day));
    }

    /** The ways by which they can be reached at all. */
    public Set<Way> possible() {
        var possible = EnumSet.noneOf(Way.class);
        if (!colleague.mail().isEmpty()) {
            possible.add(Way.MAIL);
        }
        add(possible, primaryPhone, Way.SMS, Way.CALL);
        add(possible, secondaryPhone, Way.SMS_SECOND, Way.CALL_SECOND);
        if (landline != null) {
            possible.add(Way.CALL_LANDLINE);
        }
        if (!chat.isEmpty()) {
            possible.add(Way.CHAT);
        }
        return possible;
    }

    /** The ways to take: those they chose, else the usual ones; never one for which there is no number. */
    public Ways ways(boolean night) {
        var chosen = night ? byNight : byDay;
        return (chosen.equals(Ways.NONE) ? USUAL : chosen).only(possible());
    }

    /** What to send to by this way: a mail address, a number or a chat id; nothing where there is none. */
    public Optional<String> address(Way way) {
        return switch (way) {
            case MAIL -> Optional.of(colleague.mail()).filter(mail -> !mail.isEmpty());
            case SMS, CALL -> Optional.ofNullable(primaryPhone).map(PhoneNumber::value);
            case SMS_SECOND, CALL_SECOND -> Optional.ofNullable(secondaryPhone).map(PhoneNumber::value);
            case CALL_LANDLINE -> Optional.ofNullable(landline).map(PhoneNumber::value);
            case CHAT -> Optional.of(chat).filter(id -> !id.isEmpty());
        };
    }

    private static void add(Set<Way> possible, @Nullable PhoneNumber phone, Way sms, Way call) {
        if (phone != null) {
            possible.add(call);
            if (phone.mobile()) {
                possible.add(sms);
            }
        }
    }

    /** Without what is nobody's business. */
    @Override
    public String toString() {
        return "Contact[" + colleague.id() + "]";
    }
}
