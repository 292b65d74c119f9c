package nl.draaiboek.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.draaiboek.engine.CheckPlan;
import org.postgresql.Driver;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start while the database or the plan is not named, or a secret is missing or weak, and names all of them at once. Looked at before anything is opened,
 * so that nothing has been set up with a bad one.
 */
class RequiredSettings implements EnvironmentPostProcessor, Ordered {

    private static final int SHORTEST_PASSWORD = 12;
    private static final int SHORTEST_KEY = 32;
    private static final Set<String> GUESSED_FIRST = Set.of(
            "admin",
            "administrator",
            "camunda",
            "demo",
            "draaiboek",
            "password",
            "wachtwoord",
            "welkom",
            "postgres",
            "secret",
            "geheim",
            "changeme");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("test", "demo"))) {
            return;
        }
        var problems = problems(environment);
        if (!problems.isEmpty()) {
            throw new MissingSettings(problems);
        }
    }

    /** One sentence a setting that is missing, or a secret that is weak. */
    static List<String> problems(Environment environment) {
        var problems = new ArrayList<String>();
        database(environment).ifPresent(problems::add);
        password(environment, "spring.datasource.password", "SPRING_DATASOURCE_PASSWORD", "the database", 8)
                .ifPresent(problems::add);
        password(
                        environment,
                        "draaiboek.admin-password",
                        "DRAAIBOEK_ADMIN_PASSWORD",
                        "the login admin",
                        SHORTEST_PASSWORD)
                .ifPresent(problems::add);
        key(environment).ifPresent(problems::add);
        previousKey(environment).ifPresent(problems::add);
        address(environment).ifPresent(problems::add);
        var plan = environment.getProperty("draaiboek.plan.folder", "");
        if (!plan.isBlank()) {
            CheckPlan.unreadable(plan)
                    .map(why -> "DRAAIBOEK_PLAN_FOLDER (draaiboek.plan.folder): " + why)
                    .ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    private static Optional<String> database(Environment environment) {
        var url = environment.getProperty("spring.datasource.url", "").strip();
        if (Driver.parseURL(url, null) != null) {
            return Optional.empty();
        }
        var why = url.isEmpty()
                ? "is missing"
                : url.startsWith("jdbc:postgresql:") ? "cannot be read" : "does not begin with jdbc:postgresql:";
        return Optional.of("SPRING_DATASOURCE_URL (spring.datasource.url), where the database is, " + why
                + "; for one: jdbc:postgresql://localhost:5432/draaiboek");
    }

    /** A link in a mail that leads nowhere is found out too late. */
    private static Optional<String> address(Environment environment) {
        var address = environment.getProperty("draaiboek.address", "").strip();
        try {
            var uri = new URI(address);
            var usable = uri.getHost() != null
                    && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
            if (address.isEmpty() || usable) {
                return Optional.empty();
            }
        } catch (URISyntaxException e) {
            // Told below, as any other address that is none.
        }
        return Optional.of("DRAAIBOEK_ADDRESS (draaiboek.address), where people reach Draaiboek, is no address: "
                + address + "; for one: https://draaiboek.example");
    }

    private static Optional<String> password(
            Environment environment, String property, String variable, String what, int shortest) {
        var name = variable + " (" + property + "), the password of " + what + ", ";
        var value = environment.getProperty(property, "").strip();
        if (value.isEmpty()) {
            return Optional.of(name + "is missing.");
        }
        if (value.length() < shortest) {
            return Optional.of(name + "has " + value.length() + " characters; it needs at least " + shortest + ".");
        }
        return guessed(value) ? Optional.of(name + "is one that is guessed first; choose another.") : Optional.empty();
    }

    private static Optional<String> key(Environment environment) {
        var name = "DRAAIBOEK_SIGNING_KEY (draaiboek.signing-key), the key that signs links in mails, ";
        var value = environment.getProperty("draaiboek.signing-key", "").strip();
        if (value.isEmpty()) {
            return Optional.of(name + "is missing; make one with: openssl rand -base64 48");
        }
        if (weak(value)) {
            return Optional.of(name + "is weak: it needs at least " + SHORTEST_KEY
                    + " characters that nobody can guess; make one with: openssl rand -base64 48");
        }
        return Optional.empty();
    }

    private static Optional<String> previousKey(Environment environment) {
        var value =
                environment.getProperty("draaiboek.previous-signing-key", "").strip();
        return value.isEmpty() || !weak(value)
                ? Optional.empty()
                : Optional.of(
                        "DRAAIBOEK_PREVIOUS_SIGNING_KEY (draaiboek.previous-signing-key), by which links in earlier"
                                + " mails go on working, is weak; put the former DRAAIBOEK_SIGNING_KEY there, or leave it out.");
    }

    private static boolean weak(String key) {
        return key.length() < SHORTEST_KEY || key.chars().distinct().count() < 12;
    }

    private static boolean guessed(String value) {
        var letters = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return GUESSED_FIRST.contains(letters) || value.chars().distinct().count() < 5;
    }

    /** What is missing or weak. */
    static final class MissingSettings extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final List<String> problems;

        MissingSettings(List<String> problems) {
            super(String.join(" ", problems));
            this.problems = List.copyOf(problems);
        }

        List<String> problems() {
            return problems;
        }
    }
}
