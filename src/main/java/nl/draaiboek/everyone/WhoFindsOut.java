package nl.draaiboek.everyone;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import org.springframework.stereotype.Component;

/**
 * To whom it is passed when somebody gives no answer: the emergency response officers of that place, then those of other
 * places, then who leads, who called the roll, incident managers and managers. Only somebody who may be asked, is not looked for
 * or in need themselves, and of those the one with the fewest to find. Whoever is called because somebody needs help may be silent.
 */
@Component
class WhoFindsOut {

    private final Directory directory;
    private final RollCalls rollCalls;
    private final Incidents incidents;
    private final EveryoneSettings settings;
    private final MayBeAsked mayBeAsked;

    WhoFindsOut(
            Directory directory,
            RollCalls rollCalls,
            Incidents incidents,
            EveryoneSettings settings,
            MayBeAsked mayBeAsked) {
        this.directory = directory;
        this.rollCalls = rollCalls;
        this.incidents = incidents;
        this.settings = settings;
        this.mayBeAsked = mayBeAsked;
    }

    /** Who can be asked as things stand now. */
    Finders now(RollCall rollCall) {
        var inIt = rollCalls.people(rollCall.id());
        var all = directory.all().stream()
                .sorted(Comparator.comparing(contact -> contact.colleague().id()))
                .toList();
        var lead = rollCall.incident() == null
                ? null
                : incidents.get(rollCall.incident()).lead();
        var ranks = List.<BiPredicate<Contact, Asked>>of(
                (contact, about) -> officer(contact) && contact.location().equals(about.location()),
                (contact, about) -> officer(contact),
                (contact, about) -> contact.colleague().id().equals(lead),
                (contact, about) -> contact.colleague().id().equals(rollCall.startedBy()),
                (contact, about) -> contact.colleague().groups().contains("incidentManagers"),
                (contact, about) -> contact.colleague().groups().contains("managers"));
        return new Finders(
                all.stream().filter(mayBeAsked.now()).toList(),
                all.stream().filter(mayBeAsked.nowToHelp()).toList(),
                inIt,
                ranks);
    }

    private boolean officer(Contact contact) {
        return contact.teams().contains(settings.officersTeam());
    }

    /** Those who may be asked; keeps count of whom each is given. */
    static final class Finders {

        private static final Set<Safety> HANDS_FREE = EnumSet.of(Safety.SAFE, Safety.HELPED, Safety.CALLED_OFF);
        private static final int MANAGERS = 5;
        private static final Set<Safety> PERHAPS = EnumSet.of(Safety.NO_ANSWER);

        private static final List<Integer> WIDE = List.of(0, 2, 3, MANAGERS);
        private static final List<Integer> WIDER = List.of(4, 1);

        private final List<Contact> present;
        private final List<Contact> toHelp;
        private final Map<String, Safety> known;
        private final Map<String, Long> given;
        private final List<BiPredicate<Contact, Asked>> ranks;

        private Finders(
                List<Contact> present,
                List<Contact> toHelp,
                List<Asked> inIt,
                List<BiPredicate<Contact, Asked>> ranks) {
            this.present = present;
            this.toHelp = toHelp;
            this.ranks = ranks;
            this.known = inIt.stream().collect(Collectors.toMap(Asked::person, Asked::safety));
            this.given = inIt.stream()
                    .filter(asked -> asked.safety() == Safety.PASSED_ON && asked.finder() != null)
                    .collect(Collectors.groupingBy(
                            asked -> Objects.requireNonNull(asked.finder()), HashMap::new, Collectors.counting()));
        }

        /** Login of who is to find out about this one; nothing when there is nobody. Who is silent too only where nobody else is. */
        Optional<String> about(Asked missing) {
            var finder = Stream.of(HANDS_FREE, PERHAPS)
                    .flatMap(able -> ranks.stream().map(rank -> those(rank, missing, able)))
                    .filter(rank -> !rank.isEmpty())
                    .findFirst()
                    .flatMap(rank -> rank.stream()
                            .min(Comparator.comparing((Contact contact) ->
                                    given.getOrDefault(contact.colleague().id(), 0L))))
                    .map(contact -> contact.colleague().id());
            finder.ifPresent(id -> given.merge(id, 1L, Long::sum));
            return finder;
        }

        /**
         * Who is told at once when somebody needs help: the officers of that place, who leads and who called the roll; managers where there is
         * no such officer. Who says so knows, and is told nothing.
         */
        List<Contact> helpers(Asked inNeed, String by) {
            var able = EnumSet.copyOf(HANDS_FREE);
            able.addAll(PERHAPS);
            var ranks = this.ranks.stream()
                    .map(rank -> rank.and(
                            (contact, about) -> !contact.colleague().id().equals(by)))
                    .toList();
            var officers = those(ranks.get(0), inNeed, able);
            var near = (officers.isEmpty() ? Stream.of(2, 3, MANAGERS) : Stream.of(0, 2, 3))
                    .flatMap(rank -> those(ranks.get(rank), inNeed, able).stream())
                    .distinct()
                    .toList();
            return !near.isEmpty()
                    ? near
                    : ranks.stream()
                            .map(rank -> those(rank, inNeed, able))
                            .filter(rank -> !rank.isEmpty())
                            .findFirst()
                            .orElseGet(() -> everyone(inNeed).stream()
                                    .filter(contact -> !contact.colleague().id().equals(by))
                                    .toList());
        }

        /**
         * When nobody goes yet: the officers of that place, who leads, who called the roll and the managers, then whoever is safe at that
         * place or, where nobody is, elsewhere in this roll call, then all incident managers, responders and officers. Also who is
         * silent or looked for, but for those who are asked only because they are safe.
         */
        List<Contact> everyone(Asked inNeed) {
            var there = safe(
                    inNeed,
                    contact -> !inNeed.location().isEmpty()
                            && contact.location().strip().equals(inNeed.location()));
            return Stream.of(
                            ofRanks(WIDE, inNeed),
                            there.isEmpty() ? safe(inNeed, anybody -> true) : there,
                            ofRanks(WIDER, inNeed),
                            ableToHelp(
                                    (contact, about) ->
                                            contact.colleague().groups().contains("responders"),
                                    inNeed))
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
        }

        /** Managers who can send somebody, also silent ones. */
        List<Contact> managers(Asked inNeed) {
            return ableToHelp(ranks.get(MANAGERS), inNeed);
        }

        private List<Contact> safe(Asked inNeed, Predicate<Contact> where) {
            return toHelp.stream()
                    .filter(contact -> !contact.colleague().id().equals(inNeed.person()))
                    .filter(contact -> known.get(contact.colleague().id()) == Safety.SAFE)
                    .filter(where)
                    .toList();
        }

        private List<Contact> ofRanks(List<Integer> numbers, Asked inNeed) {
            return numbers.stream()
                    .flatMap(number -> ableToHelp(ranks.get(number), inNeed).stream())
                    .toList();
        }

        private List<Contact> ableToHelp(BiPredicate<Contact, Asked> rank, Asked inNeed) {
            return toHelp.stream()
                    .filter(contact -> !contact.colleague().id().equals(inNeed.person()))
                    .filter(contact -> rank.test(contact, inNeed))
                    .toList();
        }

        private List<Contact> those(BiPredicate<Contact, Asked> rank, Asked about, Set<Safety> able) {
            return present.stream()
                    .filter(contact -> !contact.colleague().id().equals(about.person()))
                    .filter(contact -> {
                        var own = known.get(contact.colleague().id());
                        return own == null ? able.contains(Safety.SAFE) : able.contains(own);
                    })
                    .filter(contact -> rank.test(contact, about))
                    .toList();
        }
    }
}
