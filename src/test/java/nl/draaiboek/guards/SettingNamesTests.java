package nl.draaiboek.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** A name in the compose file, its example or the manual that nothing reads is a setting that does not work. */
class SettingNamesTests {

    private static final Pattern IN_CODE = Pattern.compile("\\$\\{([a-z][a-z0-9.-]+)[:}]");
    private static final Pattern NAMED = Pattern.compile("^#?([A-Z][A-Z_]+)=", Pattern.MULTILINE);
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z_]+)");
    private static final Pattern IN_MANUAL = Pattern.compile("`((?:DRAAIBOEK|SPRING|SERVER)_[A-Z_]+)`");

    private static final Set<String> KNOWN = known();

    @Test
    void everySettingOfTheComposeFileIsOneThatTheProgramReads() throws IOException {
        assertThat(unknown(environment().keySet())).isEmpty();
        assertThat(environment()).hasSizeGreaterThan(10);
    }

    @Test
    void theExampleNamesExactlyWhatTheComposeFileAsksFor() throws IOException {
        var example = find(NAMED, Files.readString(Path.of(".env.example")));
        var asked = find(ASKED, Files.readString(Path.of("docker-compose.yml")));

        assertThat(example).isEqualTo(asked);
    }

    @Test
    void everySettingInTheManualIsOneThatTheProgramReads() throws IOException {
        for (var page : List.of(
                "docs/settings.md", "docs/phone.md", "docs/api-intake.md", "docs/for-process-owners.md", "README.md")) {
            assertThat(unknown(find(IN_MANUAL, Files.readString(Path.of(page)))))
                    .as(page)
                    .isEmpty();
        }
    }

    @Test
    void noticesANameThatNothingReads() {
        assertThat(unknown(Set.of("SPRING_MAIL_HOSTNAME", "DRAAIBOEK_MAIL_SENDER", "DRAAIBOEK_MAIL_FROM")))
                .containsExactlyInAnyOrder("SPRING_MAIL_HOSTNAME", "DRAAIBOEK_MAIL_SENDER");
    }

    private static Set<String> unknown(Set<String> names) {
        return names.stream()
                .filter(name -> KNOWN.stream().noneMatch(known -> plain(name).matches(known)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment() throws IOException {
        var asComposeReadsIt = new LoaderOptions();
        asComposeReadsIt.setAllowDuplicateKeys(false);
        var compose =
                (Map<String, Object>) new Yaml(asComposeReadsIt).load(Files.readString(Path.of("docker-compose.yml")));
        var services = (Map<String, Object>) compose.get("services");
        return (Map<String, Object>) ((Map<String, Object>) services.get("draaiboek")).get("environment");
    }

    private static Set<String> find(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As Spring compares an environment variable with a property: letters and digits only. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Set<String> known() {
        var known = new TreeSet<String>();
        try {
            for (var metadata : Collections.list(SettingNamesTests.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                for (var property : new ObjectMapper().readTree(metadata).get("properties")) {
                    var ofAMap = property.path("type").asText().startsWith("java.util.Map");
                    known.add(plain(property.get("name").asText()) + (ofAMap ? "[a-z0-9]*" : ""));
                }
            }
            try (var sources = Files.walk(Path.of("src/main/java"))) {
                for (var source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    find(IN_CODE, Files.readString(source)).forEach(name -> known.add(plain(name)));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        known.add(plain("draaiboek.admin-password"));
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var bean : scanner.findCandidateComponents("nl.draaiboek")) {
            try {
                var type = Class.forName(bean.getBeanClassName());
                add(
                        known,
                        plain(type.getAnnotation(ConfigurationProperties.class).value()),
                        type);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return known;
    }

    private static void add(Set<String> known, String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            var name = prefix + plain(component.getName());
            if (component.getType().isRecord()) {
                add(known, name, component.getType());
            } else if (component.getType() == Map.class) {
                var values = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
                if (values instanceof Class<?> each && each.isRecord()) {
                    add(known, name + "[a-z0-9<>]+", each);
                } else {
                    known.add(name + "[a-z0-9]+");
                }
            } else {
                known.add(name);
            }
        }
    }
}
