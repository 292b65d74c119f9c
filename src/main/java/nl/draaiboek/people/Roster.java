package nl.draaiboek.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Who is on call in one schedule, moment by moment: its shifts, as swapped, without who is away or has left.
 *
 * @param swaps those that count, in the order in which they were agreed
 */
record Roster(List<Shift> shifts, List<Swapped> swaps, List<Away> absences, ZoneId zone) {

    private static final Comparator<Shift> ORDER =
            Comparator.comparing(Shift::place).thenComparing(Shift::rank).thenComparing(Shift::starts);

    Roster {
        shifts = shifts.stream().sorted(ORDER).toList();
        swaps = List.copyOf(swaps);
        absences = List.copyOf(absences);
    }

    /** From then until then somebody else stands in this person's shifts. */
    record Swapped(String person, String substitute, Instant starts, Instant ends) {

        boolean holds(Instant moment) {
            return !moment.isBefore(starts) && moment.isBefore(ends);
        }
    }

    /** Somebody is not asked on these days, both counted. */
    record Away(String person, LocalDate firstDay, LocalDate lastDay) {}

    /** A time in which nothing changes. {@code people} is empty when nobody is on call. */
    record Stretch(Instant starts, Instant ends, List<String> people) {}

    /** Who is on call at that moment: who is called first, then who stands behind them. */
    List<String> at(Instant moment) {
        var day = LocalDate.ofInstant(moment, zone);
        return scheduled(moment).stream()
                .filter(person -> available(person, day))
                .toList();
    }

    /** As {@link #at}, with who is away or has left. */
    List<String> scheduled(Instant moment) {
        var people = new LinkedHashSet<String>();
        for (var shift : shifts) {
            if (shift.holds(moment)) {
                people.add(stands(shift.person(), moment));
            }
        }
        return List.copyOf(people);
    }

    /** All that happens between these moments, without a hole. */
    List<Stretch> stretches(Instant from, Instant to) {
        var cuts = new TreeSet<Instant>(List.of(from, to));
        shifts.forEach(shift -> cut(cuts, from, to, shift.starts(), shift.ends()));
        swaps.forEach(swap -> cut(cuts, from, to, swap.starts(), swap.ends()));
        absences.forEach(away -> cut(
                cuts,
                from,
                to,
                away.firstDay().atStartOfDay(zone).toInstant(),
                away.lastDay().equals(LocalDate.MAX)
                        ? to
                        : away.lastDay().plusDays(1).atStartOfDay(zone).toInstant()));
        var found = new ArrayList<Stretch>();
        var starts = from;
        for (var ends : cuts.tailSet(from, false)) {
            var people = at(starts);
            var last = found.isEmpty() ? null : found.get(found.size() - 1);
            if (last != null && last.people().equals(people)) {
                found.set(found.size() - 1, new Stretch(last.starts(), ends, people));
            } else {
                found.add(new Stretch(starts, ends, people));
            }
            starts = ends;
        }
        return List.copyOf(found);
    }

    /** Somebody is on call without a break, as the calendars and swaps say; also who is away. */
    record Turn(String person, Instant starts, Instant ends) {}

    /** The turns of each between these moments, also of who is away or has left, by their beginning. */
    List<Turn> turnsOfEach(Instant from, Instant to) {
        var present = new Roster(shifts, swaps, List.of(), zone);
        var running = new LinkedHashMap<String, Instant>();
        var turns = new ArrayList<Turn>();
        for (var stretch : present.stretches(from, to)) {
            running.entrySet().removeIf(turn -> {
                var over = !stretch.people().contains(turn.getKey());
                if (over) {
                    turns.add(new Turn(turn.getKey(), turn.getValue(), stretch.starts()));
                }
                return over;
            });
            stretch.people().forEach(person -> running.putIfAbsent(person, stretch.starts()));
        }
        running.forEach((person, starts) -> turns.add(new Turn(person, starts, to)));
        turns.sort(Comparator.comparing(Turn::starts));
        return List.copyOf(turns);
    }

    /** When nobody is on call. */
    List<Stretch> gaps(Instant from, Instant to) {
        return stretches(from, to).stream()
                .filter(stretch -> stretch.people().isEmpty())
                .toList();
    }

    private String stands(String person, Instant moment) {
        var stands = person;
        for (var swap : swaps) {
            if (swap.person().equals(stands) && swap.holds(moment)) {
                stands = swap.substitute();
            }
        }
        return stands;
    }

    private boolean available(String person, LocalDate day) {
        return absences.stream()
                .noneMatch(away ->
                        away.person().equals(person) && !day.isBefore(away.firstDay()) && !day.isAfter(away.lastDay()));
    }

    private static void cut(TreeSet<Instant> cuts, Instant from, Instant to, Instant... moments) {
        for (var moment : moments) {
            if (moment.isAfter(from) && moment.isBefore(to)) {
                cuts.add(moment);
            }
        }
    }
}
