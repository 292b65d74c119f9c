package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.draaiboek.everyone.TreeBuilder.Member;
import nl.draaiboek.everyone.TreeBuilder.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** whatever company it is made of, everyone is called once, by somebody who is called before them. */
class TreeBuilderTests {

    private static final Member FIRST = new Member("marijke", "Zwolle", 3);

    static Stream<Company> companies() {
        var random = new Random(20_261_122);
        return IntStream.range(0, 200).mapToObj(number -> company(number, random));
    }

    @ParameterizedTest
    @MethodSource("companies")
    void everyoneStandsInItOnceAndNobodyCallsMoreThanIsSet(Company company) {
        var places = TreeBuilder.build(company.first(), company.others());

        assertThat(places)
                .extracting(Place::person)
                .doesNotHaveDuplicates()
                .hasSize(company.others().size() + 1);
        assertThat(places.stream().map(Place::person))
                .containsAll(company.others().stream().map(Member::person).toList());
        var calls = new HashMap<String, Integer>();
        company.all().forEach(member -> calls.put(member.person(), member.calls()));
        callees(places).forEach((caller, called) -> assertThat(called)
                .hasSizeLessThanOrEqualTo(calls.getOrDefault(caller, 0)));
        var before = new HashSet<String>();
        var levels = new HashMap<String, Integer>();
        for (var place : places) {
            if (place.caller() != null) {
                assertThat(before).contains(place.caller());
                assertThat(place.level()).isEqualTo(levels.getOrDefault(place.caller(), -9) + 1);
            }
            before.add(place.person());
            levels.put(place.person(), place.level());
        }
        assertThat(places.stream().filter(place -> place.caller() == null)).hasSize(1);
        assertThat(TreeBuilder.build(company.first(), company.others())).isEqualTo(places);
    }

    @ParameterizedTest
    @MethodSource("companies")
    void oneLocationThatIsDarkNeverTakesAWholeBranchDownWhereOthersCouldStandInIt(Company company) {
        var places = TreeBuilder.build(company.first(), company.others());
        var location = company.all().stream().collect(Collectors.toMap(Member::person, Member::location));
        var branchOf = new HashMap<String, String>();
        for (var place : places) {
            if (place.level() == 1) {
                branchOf.put(place.person(), place.person());
            } else if (place.caller() != null) {
                branchOf.put(place.person(), Objects.requireNonNull(branchOf.get(place.caller())));
            }
        }
        var branches = branchOf.values().stream().distinct().count();
        var perLocation =
                company.others().stream().collect(Collectors.groupingBy(Member::location, Collectors.counting()));
        var largest = perLocation.values().stream().mapToLong(n -> n).max().orElse(0);
        if (branches < 2 || largest * 2 > company.others().size()) {
            return;
        }
        var inBranch = new HashMap<String, List<String>>();
        branchOf.forEach((person, branch) -> inBranch.computeIfAbsent(branch, none -> new ArrayList<>())
                .add(Objects.requireNonNull(location.get(person))));
        inBranch.forEach((branch, locations) -> {
            if (locations.size() >= 4) {
                assertThat(locations.stream().distinct().count())
                        .as("branch of %s: %s", branch, locations)
                        .isGreaterThan(1);
            }
        });
    }

    @Test
    void eachCallsOneNextByDefaultAndMoreMeansFewerCallsUntilEveryoneKnows() {
        var alone = members(12, 1, "Haarlem", "Zwolle", "Almere");
        var chain = TreeBuilder.build(new Member("marijke", "Zwolle", 1), alone);
        assertThat(chain.stream().mapToInt(Place::level).max()).hasValue(12);
        assertThat(callees(chain).values()).allMatch(called -> called.size() == 1);

        var two = TreeBuilder.build(FIRST, members(90, 2, "Haarlem", "Zwolle", "Almere"));
        assertThat(two.stream().mapToInt(Place::level).max().orElseThrow()).isLessThanOrEqualTo(6);
    }

    @Test
    void threeLocationsAreDealtEvenlyOverThreeBranchesAndNobodyCallsTheirOwnLocation() {
        var others = members(60, 1, "Haarlem", "Zwolle", "Almere");
        var places = TreeBuilder.build(FIRST, others);
        var location = others.stream().collect(Collectors.toMap(Member::person, Member::location));
        var branch = new HashMap<String, String>();
        var counts = new HashMap<String, Map<String, Integer>>();
        for (var place : places) {
            if (place.caller() == null) {
                continue;
            }
            var of = place.level() == 1 ? place.person() : Objects.requireNonNull(branch.get(place.caller()));
            branch.put(place.person(), of);
            var here = Objects.requireNonNull(location.get(place.person()));
            counts.computeIfAbsent(of, none -> new HashMap<>()).merge(here, 1, Integer::sum);
            assertThat(here).as(place.person()).isNotEqualTo(location.getOrDefault(place.caller(), "Zwolle"));
        }
        assertThat(counts).hasSize(3);
        counts.values().forEach(here -> assertThat(here.values()).allMatch(n -> n >= 6 && n <= 8));
    }

    @Test
    void whoCallsMoreIsCalledEarlier() {
        var others = new ArrayList<>(members(20, 1, "Haarlem", "Almere"));
        others.add(new Member("zz-officer", "Haarlem", 4));
        var places = TreeBuilder.build(FIRST, others);
        assertThat(places.stream().filter(place -> place.level() == 1).map(Place::person))
                .contains("zz-officer");
    }

    @Test
    void aCompanyOfOneHasNobodyToCall() {
        assertThat(TreeBuilder.build(FIRST, List.of())).hasSize(1);
    }

    private static Map<String, List<Place>> callees(List<Place> places) {
        return places.stream()
                .filter(place -> place.caller() != null)
                .collect(Collectors.groupingBy(place -> Objects.requireNonNull(place.caller())));
    }

    private static List<Member> members(int number, int calls, String... locations) {
        return IntStream.range(0, number)
                .mapToObj(n -> new Member("p%03d".formatted(n), locations[n % locations.length], calls))
                .toList();
    }

    private static Company company(int number, Random random) {
        var locations = List.of("Haarlem", "Zwolle", "Almere", "", "Groningen").subList(0, 1 + random.nextInt(5));
        var others = IntStream.range(0, random.nextInt(120))
                .mapToObj(n -> new Member(
                        "p%03d".formatted(n),
                        locations.get((int) Math.floor(Math.pow(random.nextDouble(), 1.5) * locations.size())),
                        random.nextInt(10) < 7 ? 1 : random.nextInt(4)))
                .toList();
        return new Company(number, new Member("first", locations.get(0), 1 + random.nextInt(4)), others);
    }

    record Company(int number, Member first, List<Member> others) {

        List<Member> all() {
            var all = new ArrayList<>(others);
            all.add(first);
            return all;
        }

        @Override
        public String toString() {
            return "company " + number + " of " + (others.size() + 1);
        }
    }
}
