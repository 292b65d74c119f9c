package nl.draaiboek.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import nl.draaiboek.DraaiboekApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTests {

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://localhost/draaiboek")
            .withProperty("spring.datasource.password", "o8-rust-kaars")
            .withProperty("draaiboek.admin-password", "vlieland-in-de-mist")
            .withProperty("draaiboek.signing-key", "Zq7vP1xW0aLr9TnB4cYs2KeUj6HdMf8g");

    @Test
    void startsWithGoodSecrets() {
        assertThat(RequiredSettings.problems(environment)).isEmpty();
    }

    @Test
    void namesEverythingThatIsMissingAtOnceAndStartsNothing() {
        assertThatThrownBy(() -> SpringApplication.run(DraaiboekApplication.class))
                .isInstanceOf(RequiredSettings.MissingSettings.class)
                .hasMessageContaining("SPRING_DATASOURCE_URL")
                .hasMessageContaining("SPRING_DATASOURCE_PASSWORD")
                .hasMessageContaining("DRAAIBOEK_ADMIN_PASSWORD")
                .hasMessageContaining("DRAAIBOEK_SIGNING_KEY");
    }

    @Test
    void refusesWhatIsGuessedFirst() {
        environment.setProperty("draaiboek.admin-password", "Draaiboek-123456");
        environment.setProperty("spring.datasource.password", "postgres");
        environment.setProperty("draaiboek.signing-key", "a".repeat(64));

        environment.setProperty("draaiboek.previous-signing-key", "short");

        assertThat(RequiredSettings.problems(environment))
                .hasSize(4)
                .last()
                .asString()
                .contains("leave it out");
    }

    @Test
    void refusesAPlanFolderThatIsNotThereAndAnotherKindOfDatabase() {
        environment.setProperty("draaiboek.plan.folder", "/there/is/no/such/folder");
        environment.setProperty("spring.datasource.url", "jdbc:mysql://localhost/draaiboek");

        assertThat(RequiredSettings.problems(environment))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("does not begin with jdbc:postgresql:"))
                .anySatisfy(
                        problem -> assertThat(problem).contains("DRAAIBOEK_PLAN_FOLDER", "/there/is/no/such/folder"));
    }

    @Test
    void refusesAnAddressThatALinkCannotBeginWith(@TempDir Path empty) {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql:/localhost/draaiboek");
        environment.setProperty("draaiboek.plan.folder", empty.toString());
        for (var address :
                List.of("draaiboek.example", "ftp://draaiboek.example", "https://", "https://a b", "https://x/?y=z")) {
            environment.setProperty("draaiboek.address", address);

            assertThat(RequiredSettings.problems(environment))
                    .hasSize(3)
                    .anySatisfy(problem -> assertThat(problem).contains("SPRING_DATASOURCE_URL", "cannot be read"))
                    .anySatisfy(problem -> assertThat(problem).contains("DRAAIBOEK_ADDRESS", address))
                    .anySatisfy(problem -> assertThat(problem).contains("DRAAIBOEK_PLAN_FOLDER", "holds no diagram"));
        }
        environment.setProperty("draaiboek.address", "https://draaiboek.example/crisis/");
        assertThat(RequiredSettings.problems(environment)).hasSize(2);
    }

    @Test
    void aFormerKeyMayBeNamedOrNot() {
        environment.setProperty("draaiboek.previous-signing-key", "");
        assertThat(RequiredSettings.problems(environment)).isEmpty();
        environment.setProperty("draaiboek.previous-signing-key", "m3Rk8QwX5tVb0ZyC7nLd2FgJ9hSp4Ua6");
        assertThat(RequiredSettings.problems(environment)).isEmpty();
    }
}
