package nl.draaiboek.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.ModelException;

/**
 * What a plan must keep to be deployed: everything it names exists, every wait and every failure has a way out,
 * nothing in it runs code that nobody looked at, and people can read it. The same rules hold for the folder, for Modeler, and
 * for {@code --check-plan}.
 */
final class DiagramRules {

    private final Map<String, DiagramBean> beans;

    DiagramRules() {
        this(DiagramBean.all());
    }

    DiagramRules(Map<String, DiagramBean> beans) {
        this.beans = beans;
    }

    /** Why this plan is not deployed; empty when it is in order. */
    List<Refusal> refusals(Collection<PlanFile> plan, PlanSurroundings around) {
        var refusals = unreadable(plan);
        var broken = refusals.stream().map(Refusal::file).collect(Collectors.toSet());
        var readable =
                plan.stream().filter(file -> !broken.contains(file.name())).toList();
        var names = new Names(
                keys(readable, PlanFile.Kind.BPMN),
                keys(readable, PlanFile.Kind.DMN),
                keys(readable, PlanFile.Kind.FORM),
                around);
        for (var file : readable) {
            switch (file.kind()) {
                case BPMN -> refusals.addAll(diagram(file, names));
                case DMN -> refusals.addAll(table(file));
                case FORM -> refusals.addAll(form(file));
            }
        }
        return refusals;
    }

    /** The files that are not what their names say; these cannot even be compared. */
    static List<Refusal> unreadable(Collection<PlanFile> plan) {
        var refusals = new ArrayList<Refusal>();
        for (var file : plan) {
            try {
                file.keys();
            } catch (PlanFile.Unreadable e) {
                refusals.add(new Refusal(file.name(), "", String.valueOf(e.getMessage())));
            }
        }
        return refusals;
    }

    /** What may be named. */
    record Names(Set<String> processes, Set<String> decisions, Set<String> forms, PlanSurroundings around) {}

    private List<Refusal> diagram(PlanFile file, Names names) {
        BpmnModelInstance model;
        try {
            model = Bpmn.readModelFromStream(new ByteArrayInputStream(file.content()));
        } catch (ModelException e) {
            return List.of(new Refusal(file.name(), "", "Modeler would not open this: " + e.getMessage()));
        }
        var refusals = new ArrayList<Refusal>();
        var expressions = new Expressions(beans);
        for (var process : model.getModelElementsByType(Process.class)) {
            var stem = file.name().replaceFirst("\\.bpmn$", "");
            if (!process.getId().equals(stem)) {
                refusals.add(new Refusal(
                        file.name(),
                        named(process.getName(), process.getId()),
                        "the file should be named like the process"));
            }
            if (!process.isExecutable()) {
                refusals.add(new Refusal(file.name(), named(process.getName(), process.getId()), "is not executable"));
            }
        }
        refusals.addAll(new WordingRules(file, expressions).refusals());
        refusals.addAll(new FlowRules(file, model, names).refusals());
        return refusals;
    }

    /** A decision is FEEL: what runs in it can only calculate. */
    private static List<Refusal> table(PlanFile file) {
        var refusals = new ArrayList<Refusal>();
        var xml = file.xml();
        var all = xml.getElementsByTagNameNS("*", "*");
        for (var i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof org.w3c.dom.Element element
                    && element.hasAttribute("expressionLanguage")
                    && !element.getAttribute("expressionLanguage").equalsIgnoreCase("feel")) {
                refusals.add(new Refusal(
                        file.name(),
                        named(element.getAttribute("label"), element.getAttribute("id")),
                        "is written in " + element.getAttribute("expressionLanguage") + "; choose FEEL"));
            }
        }
        refusals.addAll(new TimeRules(file).refusals());
        refusals.addAll(new PagingRules(file).refusals());
        if (refusals.isEmpty()) {
            refusals.addAll(new TableRules(file).refusals());
        }
        return refusals;
    }

    private static List<Refusal> form(PlanFile file) {
        var stem = file.name().replaceFirst("\\.form$", "");
        return file.keys().contains(stem)
                ? List.of()
                : List.of(new Refusal(file.name(), "", "the form's id should be '" + stem + "', like its file"));
    }

    private static Set<String> keys(List<PlanFile> files, PlanFile.Kind kind) {
        return files.stream()
                .filter(file -> file.kind() == kind)
                .flatMap(file -> file.keys().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** As Modeler shows it: the label, and the id of the panel. */
    static String named(@org.jspecify.annotations.Nullable String name, @org.jspecify.annotations.Nullable String id) {
        return (name == null || name.isBlank() ? "" : "'" + name.replaceAll("\\s+", " ") + "' ") + "(" + id + ")";
    }
}
