package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.intake.IntakeSettings.SourceSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

/** Tokens: strong, each its own, and never kept. */
class IntakeSettingsTests {

    private static final String STRONG = "kD8s0vQp2LxZ7mWc4RtYb1NfHg6JaUe3";

    @Test
    void keepsOnlyTheHashOfAToken() {
        var sources = settings(Map.of("monitoring", new SourceSettings(null, STRONG, null)))
                .byTokenHash();

        assertThat(sources.toString()).doesNotContain(STRONG);
        assertThat(sources).containsEntry(Digest.sha256(STRONG), new Source("monitoring", Noticed.MONITORING));
    }

    @Test
    void takesAHashInsteadOfTheToken() {
        var hash = Digest.sha256(STRONG).toUpperCase(Locale.ROOT);

        assertThat(settings(Map.of("x", new SourceSettings(Noticed.TICKET, null, hash)))
                        .byTokenHash())
                .containsEntry(Digest.sha256(STRONG), new Source("x", Noticed.TICKET));
    }

    @Test
    void namesEveryWeakTokenAtOnceAndShowsNone() {
        var weak = Map.of(
                "short", new SourceSettings(null, "geheim-123", null),
                "dull", new SourceSettings(null, "a".repeat(64), null),
                "none", new SourceSettings(null, null, null),
                "nohash", new SourceSettings(null, null, "abc"));

        assertThatThrownBy(() -> settings(weak).byTokenHash())
                .isInstanceOf(WeakTokens.class)
                .hasMessageContainingAll(
                        "DRAAIBOEK_SOURCES_SHORT_TOKEN",
                        "sources.short",
                        "sources.dull",
                        "sources.none",
                        "sources.nohash")
                .hasMessageNotContaining("geheim-123");
    }

    @Test
    void refusesOneTokenForTwoSources() {
        var same = Map.of("a", new SourceSettings(null, STRONG, null), "b", new SourceSettings(null, STRONG, null));

        assertThatThrownBy(() -> settings(same).byTokenHash()).hasMessageContaining("another source");
    }

    @Test
    void readsATokenFromTheEnvironment() {
        var environment = new MockEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("DRAAIBOEK_SOURCES_TICKETS_TOKEN", STRONG)));

        ConfigurationPropertySources.attach(environment);

        var settings =
                Binder.get(environment).bind("draaiboek", IntakeSettings.class).get();

        assertThat(settings.byTokenHash()).containsValue(new Source("tickets", Noticed.TICKET));
    }

    private static IntakeSettings settings(Map<String, SourceSettings> sources) {
        return new IntakeSettings(
                sources,
                new IntakeSettings.Limits(
                        "on", DataSize.ofMegabytes(5), DataSize.ofKilobytes(256), 100, List.of("service"), List.of()));
    }
}
