package nl.draaiboek.everyone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.draaiboek.engine.PlanText;
import nl.draaiboek.everyone.TreeBuilder.Member;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * What must be within reach when our own network is not: key addresses, everyone's numbers, outside help, the phone tree, and
 * the steps of the plan. Only what is written here is made into a file; what language the steps are in is the plan's.
 *
 * @param lines in their order
 */
public record EmergencyPack(String title, List<Line> lines) {

    /** A line of it. */
    public record Line(Kind kind, String text) {}

    /** How it is set. */
    public enum Kind {
        PART,
        HEADING,
        TEXT,
        SMALL
    }

    private static final String BEGINS = "who begins";

    /** @param addresses key addresses by their name */
    public static EmergencyPack of(
            List<Contact> everyone,
            List<OutsideContact> outside,
            Map<String, String> addresses,
            PlanText plan,
            String language,
            LocalDate today) {
        var here = everyone.stream()
                .filter(contact -> CallRoll.concerned(contact, today))
                .sorted(Comparator.comparing(
                        (Contact contact) -> contact.colleague().name().toLowerCase(Locale.ROOT)))
                .toList();
        var dutch = language.equals("nl");
        var lines = new ArrayList<Line>();
        lines.add(
                new Line(
                        Kind.TEXT,
                        dutch
                                ? "Vertrouwelijk. Voor als het eigen netwerk er niet is. Direct gevaar? Bel 112, vanaf een veilige plek."
                                : "Confidential. For when our own network is gone. Immediate danger? Call 112, from a safe place."));
        part(lines, dutch ? "Adressen" : "Addresses");
        if (addresses.isEmpty()) {
            lines.add(new Line(Kind.TEXT, dutch ? "Geen ingesteld." : "None were set."));
        }
        new TreeMap<>(addresses).forEach((name, address) -> lines.add(new Line(Kind.TEXT, name + ": " + address)));
        part(lines, dutch ? "Iedereen" : "Everyone");
        here.forEach(contact -> contact(lines, contact, dutch));
        if (!outside.isEmpty()) {
            part(lines, dutch ? "Hulp van buiten" : "Outside help");
            outside.forEach(contact -> outside(lines, contact));
        }
        part(lines, dutch ? "Telefoonboom" : "Phone tree");
        lines.add(
                new Line(
                        Kind.SMALL,
                        dutch
                                ? "Wie begint, belt wie eronder staat met een streepje meer; ieder belt de volgende. Geen gehoor? Bel ook wie onder die persoon staat."
                                : "Whoever begins calls those below with one dash more; each calls the next. No answer? Call those below that person too."));
        tree(lines, here, plan.answers("phone-tree-calls"), today);
        part(lines, dutch ? "Stappen van het draaiboek" : "Steps of the plan");
        for (var diagram : plan.diagrams()) {
            lines.add(new Line(Kind.HEADING, diagram.name()));
            lines.add(new Line(Kind.SMALL, diagram.about()));
            diagram.tasks().forEach(task -> {
                lines.add(new Line(Kind.TEXT, "[ ] " + task.name()));
                task.steps().lines().forEach(step -> lines.add(new Line(Kind.SMALL, step)));
            });
        }
        return new EmergencyPack(dutch ? "Noodpakket" : "Emergency pack", lines);
    }

    /** The same for the same contents, whenever it is made. */
    public String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(
                    line -> digest.update((line.kind() + " " + line.text() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static void part(List<Line> lines, String name) {
        lines.add(new Line(Kind.PART, name));
    }

    private static void contact(List<Line> lines, Contact contact, boolean dutch) {
        lines.add(new Line(
                Kind.TEXT,
                joined(
                        contact.colleague().name(),
                        contact.location(),
                        shown(contact.primaryPhone()),
                        shown(contact.secondaryPhone()),
                        shown(contact.landline()),
                        contact.colleague().mail())));
        var more = joined(
                String.join(", ", contact.teams().stream().sorted().toList()),
                contact.emergencyPhone() == null
                        ? ""
                        : (dutch ? "bij nood: " : "in an emergency: ")
                                + (contact.emergencyName() + " " + shown(contact.emergencyPhone())).strip());
        if (!more.isEmpty()) {
            lines.add(new Line(Kind.SMALL, more));
        }
    }

    private static void outside(List<Line> lines, OutsideContact contact) {
        lines.add(new Line(
                Kind.TEXT,
                joined(
                        contact.organisation(),
                        contact.contact().colleague().name(),
                        shown(contact.contact().primaryPhone()),
                        shown(contact.contact().secondaryPhone()),
                        shown(contact.contact().landline()),
                        contact.contact().colleague().mail())));
        lines.add(new Line(Kind.SMALL, joined(contact.helpsWith(), contact.reference(), contact.hours())));
    }

    /** As it would be made now, by whoever of the managers comes first; on paper nobody is known to begin. */
    private static void tree(List<Line> lines, List<Contact> here, Map<String, String> calls, LocalDate today) {
        var reachable = here.stream()
                .filter(contact -> contact.available(today))
                .filter(contact -> TellByTree.number(contact).isPresent())
                .toList();
        var first = Stream.of("incidentManagers", "managers")
                .flatMap(group -> reachable.stream()
                        .filter(contact -> contact.colleague().groups().contains(group)))
                .findFirst()
                .or(() -> reachable.stream().findFirst());
        if (first.isEmpty()) {
            return;
        }
        var byId = new HashMap<String, Contact>();
        reachable.forEach(contact -> byId.put(contact.colleague().id(), contact));
        var places = TreeBuilder.build(
                member(first.get(), calls, true),
                reachable.stream()
                        .filter(contact -> !contact.equals(first.get()))
                        .map(contact -> member(contact, calls, false))
                        .toList());
        var below = new HashMap<String, List<TreeBuilder.Place>>();
        places.forEach(place -> below.computeIfAbsent(
                        Objects.requireNonNullElse(place.caller(), ""), none -> new ArrayList<>())
                .add(place));
        write(lines, below, "", byId);
    }

    private static void write(
            List<Line> lines, Map<String, List<TreeBuilder.Place>> below, String caller, Map<String, Contact> byId) {
        for (var place : below.getOrDefault(caller, List.of())) {
            var contact = Objects.requireNonNull(byId.get(place.person()));
            lines.add(new Line(
                    Kind.TEXT,
                    "– ".repeat(Math.min(place.level(), 12))
                            + joined(
                                    contact.colleague().name(),
                                    contact.location(),
                                    shown(TellByTree.number(contact).orElse(null)))));
            write(lines, below, place.person(), byId);
        }
    }

    private static Member member(Contact contact, Map<String, String> calls, boolean begins) {
        var words = Stream.concat(
                Stream.of("", contact.colleague().id(), contact.location().strip(), begins ? BEGINS : ""),
                Stream.concat(contact.colleague().groups().stream(), contact.teams().stream()));
        var most = words.map(calls::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(number -> number.matches("[0-9]{1,2}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(1);
        return new Member(contact.colleague().id(), contact.location().strip(), most);
    }

    private static String joined(String... parts) {
        return String.join(
                " · ",
                Stream.of(parts)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String shown(@Nullable PhoneNumber number) {
        return number == null ? "" : number.inWords();
    }

    /** Without what is nobody's business. */
    @Override
    public String toString() {
        return "EmergencyPack[" + lines.size() + " lines]";
    }
}
