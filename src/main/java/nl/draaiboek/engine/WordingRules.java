package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is written in a diagram: expressions, scripts, classes. Looked for everywhere, whatever element it stands in. */
final class WordingRules {

    /** The engine still reads its predecessor's words, and would do what they say. */
    private static final String FORMER = "http://activiti.org/bpmn";

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** Attributes and elements of the engine that set a variable, with the attribute that names it. */
    private static final List<List<String>> SETS = List.of(
            List.of("inputParameter", "name"),
            List.of("outputParameter", "name"),
            List.of("in", "target"),
            List.of("out", "target"));

    private static final Set<String> NAMING_ATTRIBUTES =
            Set.of("elementVariable", "resultVariable", "initiator", "errorCodeVariable", "errorMessageVariable");

    private final PlanFile file;
    private final Expressions expressions;
    private final Document xml;
    private final List<Refusal> refusals = new ArrayList<>();

    WordingRules(PlanFile file, Expressions expressions) {
        this.file = file;
        this.expressions = expressions;
        this.xml = file.xml();
    }

    List<Refusal> refusals() {
        var variables = variables();
        var all = xml.getElementsByTagNameNS("*", "*");
        for (var i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element) {
                look(element, variables);
            }
        }
        return refusals;
    }

    private void look(Element element, Set<String> variables) {
        var name = element.getLocalName();
        if (FORMER.equals(element.getNamespaceURI())) {
            refuse(element, "is written for Activiti; write camunda: instead");
        }
        if (name.equals("script") || name.equals("scriptTask")) {
            refuse(element, "scripts are not run here; use a task with one of the templates, or an expression");
        }
        if (name.equals("connector")) {
            refuse(element, "connectors are not run here; use a task with one of the templates");
        }
        var attributes = element.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            if (attributes.item(i) instanceof Attr attribute) {
                look(element, attribute, variables);
            }
        }
        if (!name.equals("documentation") && !name.equals("text")) {
            for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                    expressions.faults(child.getTextContent(), variables).forEach(fault -> refuse(element, fault));
                }
            }
        }
    }

    private void look(Element element, Attr attribute, Set<String> variables) {
        if (FORMER.equals(attribute.getNamespaceURI())) {
            refuse(element, "'" + attribute.getName() + "' is written for Activiti; write camunda: instead");
            return;
        }
        var camunda = CAMUNDA.equals(attribute.getNamespaceURI()) || CAMUNDA.equals(element.getNamespaceURI());
        switch (attribute.getLocalName()) {
            case "class" -> {
                if (camunda) {
                    refuse(element, "Java classes are not named in diagrams; use one of the templates");
                }
            }
            case "type" -> {
                // The engine also knows 'shell', which runs a command of the machine, and 'mail', past the outbox.
                if (CAMUNDA.equals(attribute.getNamespaceURI())
                        && !attribute.getValue().equals("external")) {
                    refuse(element, "'" + attribute.getValue() + "' is not run here; use one of the templates");
                }
            }
            case "language", "scriptFormat" -> refuse(element, "scripts are not run here; write an expression");
            case "delegateExpression" ->
                expressions.delegateFault(attribute.getValue()).ifPresent(fault -> refuse(element, fault));
            case "formKey" -> {
                if (camunda) {
                    refuse(element, "choose a Camunda form by its id instead of a form key");
                }
            }
            case "variableMappingClass", "variableMappingDelegateExpression" ->
                refuse(element, "map variables one by one instead of by code");
            default -> {
                if (!attribute.getLocalName().equals("name")
                        && !attribute.getLocalName().equals("id")) {
                    expressions.faults(attribute.getValue(), variables).forEach(fault -> refuse(element, fault));
                }
            }
        }
    }

    /** Every variable that the diagram itself names: only on those and on beans may an expression call something. */
    private Set<String> variables() {
        var variables = new HashSet<String>();
        var all = xml.getElementsByTagNameNS("*", "*");
        for (var i = 0; i < all.getLength(); i++) {
            if (!(all.item(i) instanceof Element element)) {
                continue;
            }
            for (var sets : SETS) {
                if (sets.get(0).equals(element.getLocalName()) && element.hasAttribute(sets.get(1))) {
                    variables.add(element.getAttribute(sets.get(1)));
                }
            }
            for (var attribute : NAMING_ATTRIBUTES) {
                if (element.hasAttributeNS(CAMUNDA, attribute)) {
                    variables.add(element.getAttributeNS(CAMUNDA, attribute));
                }
            }
        }
        return variables;
    }

    private void refuse(Element element, String because) {
        var refusal = new Refusal(file.name(), owner(element), because);
        if (!refusals.contains(refusal)) {
            refusals.add(refusal);
        }
    }

    /** The element that Modeler shows around this. */
    private static String owner(Element element) {
        for (Node node = element; node instanceof Element candidate; node = node.getParentNode()) {
            if (candidate.hasAttribute("id") && !CAMUNDA.equals(candidate.getNamespaceURI())) {
                return DiagramRules.named(candidate.getAttribute("name"), candidate.getAttribute("id"));
            }
        }
        return "";
    }
}
