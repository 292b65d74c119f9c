package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTests {

    private static final IncidentCode CODE = new IncidentCode("INC-2026-0001");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://draaiboek.example/crisis",
                "https://draaiboek.example/crisis/",
                " https://draaiboek.example/crisis// "
            })
    void haveOneSlashBetweenTheHouseAndThePageHoweverTheAddressWasWritten(String address) {
        assertThat(new Links(address).toTasks(CODE))
                .isEqualTo("https://draaiboek.example/crisis/incidents/INC-2026-0001/tasks");
    }

    @Test
    void leadToThePageOfTheIncident() {
        assertThat(new Links("http://localhost:8080").toIncident(CODE))
                .isEqualTo("http://localhost:8080/incidents/INC-2026-0001");
    }
}
