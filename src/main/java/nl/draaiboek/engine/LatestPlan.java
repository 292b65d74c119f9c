package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.Resource;
import org.w3c.dom.Element;

/** The latest version of every diagram, table and form, wherever it was deployed from. */
final class LatestPlan {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final List<String> REFERENCES = List.of("formRef", "decisionRef");

    /** By key: {@code BPMN incident-response}. */
    private final Map<String, Entry> entries = new HashMap<>();

    /** @param deployment where it came from */
    record Entry(PlanFile file, Deployment deployment) {}

    LatestPlan(ProcessEngineConfigurationImpl engine) {
        var repository = engine.getRepositoryService();
        // Deployments in the order they were made: a later one takes the place of an earlier one, key by key.
        for (var deployment :
                repository.createDeploymentQuery().orderByDeploymentTime().asc().list()) {
            for (Resource resource : repository.getDeploymentResources(deployment.getId())) {
                var name = resource.getName().substring(resource.getName().lastIndexOf('/') + 1);
                if (PlanFile.kind(name).isEmpty()) {
                    continue;
                }
                var file = new PlanFile(
                        name, ((org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity) resource).getBytes());
                file.keys().forEach(key -> entries.put(file.kind() + " " + key, new Entry(file, deployment)));
            }
        }
    }

    /** The latest version of what this file is about. */
    Optional<Entry> of(PlanFile file) {
        return file.keys().stream()
                .map(key -> entries.get(file.kind() + " " + key))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    Collection<Entry> all() {
        return entries.values();
    }

    /** What must be deployed along with these files because one is bound to the other. */
    List<PlanFile> belongingTo(Collection<PlanFile> files) {
        var included = new HashSet<String>();
        files.forEach(file -> file.keys().forEach(key -> included.add(file.kind() + " " + key)));
        var given = Set.copyOf(included);
        var names = new HashSet<String>();
        files.forEach(file -> names.add(file.name()));
        var references = new HashMap<String, Set<String>>();
        entries.forEach((key, entry) -> references.put(key, references(entry.file())));
        files.forEach(file -> file.keys().forEach(key -> references.put(file.kind() + " " + key, references(file))));
        var grown = true;
        while (grown) {
            grown = false;
            for (var key : references.keySet()) {
                var refersToIncluded = references.get(key).stream().anyMatch(included::contains);
                if (refersToIncluded) {
                    grown |= included.add(key);
                }
                if (included.contains(key)) {
                    for (var reference : references.get(key)) {
                        grown |= entries.containsKey(reference) && included.add(reference);
                    }
                }
            }
        }
        var added = new ArrayList<PlanFile>();
        for (var key : included) {
            var entry = entries.get(key);
            if (!given.contains(key) && entry != null && names.add(entry.file().name())) {
                added.add(entry.file());
            }
        }
        return added;
    }

    /** What a diagram is bound to in its own deployment. */
    private static Set<String> references(PlanFile file) {
        var references = new HashSet<String>();
        if (file.kind() != PlanFile.Kind.BPMN) {
            return references;
        }
        var all = file.xml().getElementsByTagNameNS("*", "*");
        for (var i = 0; i < all.getLength(); i++) {
            if (!(all.item(i) instanceof Element element)) {
                continue;
            }
            if (element.getLocalName().equals("callActivity") && bound(element, "calledElementBinding")) {
                references.add("BPMN " + element.getAttribute("calledElement"));
            }
            for (var reference : REFERENCES) {
                if (element.hasAttributeNS(CAMUNDA, reference) && bound(element, reference + "Binding")) {
                    references.add((reference.equals("formRef") ? "FORM " : "DMN ")
                            + element.getAttributeNS(CAMUNDA, reference));
                }
            }
        }
        return references;
    }

    private static boolean bound(Element element, String binding) {
        return "deployment".equals(element.getAttributeNS(CAMUNDA, binding));
    }
}
