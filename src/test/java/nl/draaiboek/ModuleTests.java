package nl.draaiboek;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms keep their doors. */
class ModuleTests {

    @Test
    void roomsUseOnlyWhatTheyMay() {
        ApplicationModules.of(DraaiboekApplication.class).verify();
    }
}
