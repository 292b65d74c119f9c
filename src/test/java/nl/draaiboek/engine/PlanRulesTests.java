package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan keeps the rules, and each rule has refused something. */
class PlanRulesTests {

    static final Path SAMPLES = Path.of("src/test/resources/plan");

    @Test
    void theDeliveredPlanKeepsAllRules() {
        var plan = new ArrayList<PlanFile>();
        plan.addAll(PlanFolder.read(Path.of("processes")));
        plan.addAll(PlanFolder.read(Path.of("forms")));

        assertThat(new DiagramRules().refusals(plan, PlanSurroundings.NONE)).isEmpty();
    }

    @Test
    void aSoundSampleIsNotRefused() {
        assertThat(refusals("sound")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenSampleIsRefusedInTheWordsOfModeler(Path sample) throws IOException {
        var expected = Files.readAllLines(sample.resolve("expected.txt"));

        var refusals = refusals(sample.getFileName().toString()).stream()
                .map(Refusal::toString)
                .toList();

        assertThat(refusals).hasSameSizeAs(expected);
        for (var line : expected) {
            assertThat(refusals).anyMatch(refusal -> refusal.contains(line));
        }
    }

    @Test
    void theCommandTellsByItsExitCode() {
        assertThat(CheckPlan.check(SAMPLES.resolve("sound").toString())).isZero();
        assertThat(CheckPlan.check(SAMPLES.resolve("script").toString())).isEqualTo(1);
        assertThat(CheckPlan.check("there/is/no/such/folder")).isEqualTo(2);
    }

    static List<Path> broken() {
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            return samples.filter(sample -> Files.exists(sample.resolve("expected.txt")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<Refusal> refusals(String sample) {
        return new DiagramRules().refusals(PlanFolder.read(SAMPLES.resolve(sample)), PlanSurroundings.NONE);
    }
}
