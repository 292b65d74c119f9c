package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.Test;

/** */
class GrantsTests {

    @Test
    void whoIsAskedLaterSeesWhatTheTaskIsAboutAndMayDoNoOther() {
        var grants = grants("alert-team");

        assertThat(grants.get("responders"))
                .contains(ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.READ_INSTANCE)
                .doesNotContain(ProcessDefinitionPermissions.TASK_WORK);
        assertThat(grants.get("incidentManagers")).contains(ProcessDefinitionPermissions.TASK_WORK);
        assertThat(grants).doesNotContainKey("employees");
    }

    @Test
    void alsoWhereAListenerOffersTheTask() {
        assertThat(grants("close-incident").get("responders")).contains(ProcessDefinitionPermissions.READ_INSTANCE);
    }

    private static Map<String, Set<Permission>> grants(String process) {
        var model =
                Bpmn.readModelFromFile(Path.of("processes", process + ".bpmn").toFile());
        return Grants.of(model.getModelElementsByType(Process.class).iterator().next());
    }
}
