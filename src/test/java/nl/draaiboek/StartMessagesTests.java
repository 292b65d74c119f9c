package nl.draaiboek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.DriverManager;
import nl.draaiboek.support.EmbeddedDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

/** What an operator reads when it does not start: what is wrong, which setting, what to do. Against a real server. */
class StartMessagesTests {

    private final String address = EmbeddedDatabase.fresh().replaceAll("\\?.*", "");

    @Test
    void namesTheDatabaseThatIsNotThereAndHowToMakeIt() {
        var message = migrate(address + "_gone", "postgres", "postgres");

        assertThat(message.getDescription()).contains("There is no such database", address + "_gone");
        assertThat(message.getAction()).contains("create database", "_gone owner postgres", "SPRING_DATASOURCE_URL");
    }

    @Test
    void namesTheSettingsOfALoginThatIsRefused() {
        var message = migrate(address, "nobody_here", "wrong");

        assertThat(message.getDescription()).contains("does not let the user 'nobody_here' in");
        assertThat(message.getAction()).contains("SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void namesTheServerThatDoesNotAnswer() {
        var message = migrate("jdbc:postgresql://localhost:1/draaiboek", "postgres", "postgres");

        assertThat(message.getDescription()).contains("cannot be reached");
        assertThat(message.getAction()).contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void saysOnceThatAUserMayNotMakeTheTablesOfTheEngine() throws Exception {
        try (var connection = DriverManager.getConnection(address, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("create role guest_of_ours login password 'logeerbed-boven'");
            statement.execute("grant connect, create on database " + connection.getCatalog() + " to guest_of_ours");
        }

        var message = migrate(address, "guest_of_ours", "logeerbed-boven");

        assertThat(message.getDescription()).contains("too few rights", "schema public");
        assertThat(message.getAction()).contains("owner to guest_of_ours").isASCII();
    }

    @Test
    void namesTheSettingOfAPortInUse() {
        var message = new PortInUseAnalyzer().analyze(new PortInUseException(8080));

        assertThat(message.getDescription()).contains("8080");
        assertThat(message.getAction()).contains("SERVER_PORT");
    }

    private static FailureAnalysis migrate(String url, String user, String password) {
        var environment = new MockEnvironment()
                .withProperty("spring.datasource.url", url)
                .withProperty("spring.datasource.username", user);
        var failure = catchThrowable(() -> Flyway.configure()
                .dataSource(url, user, password)
                .schemas("draaiboek")
                .defaultSchema("draaiboek")
                .load()
                .migrate());
        assertThat(failure).isNotNull();
        return new DatabaseFailureAnalyzer(environment).analyze(failure);
    }
}
