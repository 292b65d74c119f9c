package nl.draaiboek.people;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody outside our company who can be called in: one line of the register.
 *
 * @param contact name, language, numbers and ways to be reached; its ways are the same by day and by night
 * @param organisation whose contacts are called one after the other
 * @param turn who of an organisation is called first: the lowest
 * @param helpsWith what for, in a few words
 * @param services ids of services with which they help; empty for any
 * @param reference number of the contract, or what they ask for when called
 * @param hours when they can be called, as agreed
 */
public record OutsideContact(
        Contact contact,
        String organisation,
        Kind kind,
        int turn,
        String helpsWith,
        Set<String> services,
        String reference,
        String hours) {

    public OutsideContact {
        services = Set.copyOf(services);
    }

    /** What they are to us. */
    public enum Kind {
        PARTNER("IT partner", "IT-partner"),
        EXPERT("expert", "deskundige"),
        SUPPLIER("supplier", "leverancier");

        private final String english;
        private final String dutch;

        Kind(String english, String dutch) {
            this.english = english;
            this.dutch = dutch;
        }

        /** As a sheet writes it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public String inWords(String language) {
            return language.equals("nl") ? dutch : english;
        }
    }

    public String id() {
        return contact.colleague().id();
    }

    public String name() {
        return contact.colleague().name();
    }

    /** Their name, with their organisation where that is another. */
    String nameWithOrganisation() {
        return name().equals(organisation) ? name() : name() + ", " + organisation;
    }

    /** The ways to call them, in their order. */
    public Ways ways() {
        return contact.ways(false);
    }

    /** The same in Dutch, for who is not reached. */
    String unreadyInDutch() {
        return contact.possible().isEmpty()
                ? "er is geen mailadres en geen nummer bekend"
                : "elke weg waarlangs zij bereikt willen worden, staat hier uit";
    }

    /** Why a call would reach nobody, in English; nothing when it would. */
    public Optional<String> unready(LocalDate day, WaysThatWork work) {
        if (contact.hasLeft(day)) {
            return Optional.of("the agreement has ended");
        }
        if (contact.possible().isEmpty()) {
            return Optional.of("no mail address and no number is known");
        }
        return ways().steps().stream().allMatch(step -> step.stream().noneMatch(work::works))
                ? Optional.of("every way to reach them is switched off here")
                : Optional.empty();
    }
}
