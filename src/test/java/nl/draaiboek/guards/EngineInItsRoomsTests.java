package nl.draaiboek.guards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The engine can be exchanged in an afternoon because it is met in few places only. */
class EngineInItsRoomsTests {

    private static final ArchRule ENGINE_ONLY_BESIDE_PROCESSES = noClasses()
            .that()
            .resideOutsideOfPackages("nl.draaiboek.engine..", "nl.draaiboek.*.process..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("beside 'engine' only a room's 'process' package knows the engine");

    private static final ArchRule NOTHING_INSIDE_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("nl.draaiboek.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda.bpm.engine.impl..")
            .because("what is inside the engine changes without notice");

    private static final ArchRule SIDES_ARE_CLOSED = classes()
            .that()
            .resideInAnyPackage("nl.draaiboek.*.web..", "nl.draaiboek.*.process..")
            .and()
            .areMetaAnnotatedWith("org.springframework.stereotype.Component")
            .and()
            .areNotAnnotatedWith("nl.draaiboek.engine.ForDiagrams")
            .should()
            .notBePublic()
            .because("rooms are entered by their root package");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nl.draaiboek");
    private static final JavaClasses SAMPLE = new ClassFileImporter().importPackages("nl.draaiboek.sample");

    @Test
    void onlyEngineAndProcessRoomsKnowCamunda() {
        ENGINE_ONLY_BESIDE_PROCESSES.check(PROGRAM);
        assertThat(ENGINE_ONLY_BESIDE_PROCESSES.evaluate(SAMPLE).hasViolation()).isTrue();
    }

    @Test
    void onlyTheEngineRoomLooksInsideTheEngine() {
        NOTHING_INSIDE_THE_ENGINE.check(PROGRAM);
        assertThat(NOTHING_INSIDE_THE_ENGINE.evaluate(SAMPLE).hasViolation()).isTrue();
    }

    @Test
    void controllersAndDelegatesStayInTheirRoom() {
        SIDES_ARE_CLOSED.check(PROGRAM);
        assertThat(SIDES_ARE_CLOSED.evaluate(SAMPLE).hasViolation()).isTrue();
    }
}
