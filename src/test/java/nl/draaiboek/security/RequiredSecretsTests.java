package nl.draaiboek.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.draaiboek.DraaiboekApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class RequiredSecretsTests {

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("spring.datasource.password", "o8-rust-kaars")
            .withProperty("draaiboek.admin-password", "vlieland-in-de-mist")
            .withProperty("draaiboek.signing-key", "Zq7vP1xW0aLr9TnB4cYs2KeUj6HdMf8g");

    @Test
    void startsWithGoodSecrets() {
        assertThat(RequiredSecrets.problems(environment)).isEmpty();
    }

    @Test
    void namesEverySecretThatIsMissingAtOnceAndStartsNothing() {
        assertThatThrownBy(() -> SpringApplication.run(DraaiboekApplication.class))
                .isInstanceOf(RequiredSecrets.MissingSecrets.class)
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

        assertThat(RequiredSecrets.problems(environment))
                .hasSize(4)
                .last()
                .asString()
                .contains("leave it out");
    }

    @Test
    void aFormerKeyMayBeNamedOrNot() {
        environment.setProperty("draaiboek.previous-signing-key", "");
        assertThat(RequiredSecrets.problems(environment)).isEmpty();
        environment.setProperty("draaiboek.previous-signing-key", "m3Rk8QwX5tVb0ZyC7nLd2FgJ9hSp4Ua6");
        assertThat(RequiredSecrets.problems(environment)).isEmpty();
    }
}
