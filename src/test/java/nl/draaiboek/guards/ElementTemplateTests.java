package nl.draaiboek.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.Test;

/** Whatever a service task can do is offered by name in Modeler, so that no owner needs to know a bean. */
class ElementTemplateTests {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final Pattern BEAN = Pattern.compile("^[#$]\\{\\s*(\\w+).*", Pattern.DOTALL);

    @Test
    void everyBeanAndTopicOfTheDiagramsHasATemplate() throws IOException {
        assertThat(named(Path.of("processes"))).isNotEmpty();
        assertThat(missing(Path.of("processes"))).isEmpty();
    }

    @Test
    void aServiceWithoutATemplateIsNoticed() throws IOException {
        assertThat(missing(Path.of("src/test/resources/plan/unknown-topic"))).containsExactly("topic pigeon");
    }

    private static Set<String> missing(Path diagrams) throws IOException {
        var missing = named(diagrams);
        missing.removeAll(offered());
        return missing;
    }

    private static Set<String> named(Path diagrams) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.list(diagrams)) {
            for (var file : files.filter(f -> f.toString().endsWith(".bpmn")).toList()) {
                for (var task : Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(ServiceTask.class)) {
                    var topic = task.getAttributeValueNs(CAMUNDA, "topic");
                    if (topic != null) {
                        names.add("topic " + topic);
                    }
                    for (var attribute : new String[] {"delegateExpression", "expression"}) {
                        var expression = task.getAttributeValueNs(CAMUNDA, attribute);
                        if (expression != null) {
                            names.add("bean " + BEAN.matcher(expression).replaceAll("$1"));
                        }
                    }
                }
            }
        }
        return names;
    }

    private static Set<String> offered() throws IOException {
        var offered = new HashSet<String>();
        try (var files = Files.list(Path.of("processes/.camunda/element-templates"))) {
            for (var file : files.toList()) {
                var json = new ObjectMapper().readTree(file.toFile());
                for (var template : json.isArray() ? json : java.util.List.<JsonNode>of(json)) {
                    for (var property : template.path("properties")) {
                        var value = property.path("value").asText();
                        switch (property.path("binding").path("name").asText()) {
                            case "camunda:topic" -> offered.add("topic " + value);
                            case "camunda:delegateExpression", "camunda:expression" ->
                                offered.add("bean " + BEAN.matcher(value).replaceAll("$1"));
                            default -> {}
                        }
                    }
                }
            }
        }
        return offered;
    }
}
