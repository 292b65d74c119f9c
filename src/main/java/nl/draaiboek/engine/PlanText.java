package nl.draaiboek.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** The plan as people read it on paper, without an engine: what each diagram is for, and the steps of each of its tasks. */
public final class PlanText {

    private static final String FIRST = "incident-response";

    private final Map<String, Element> processes = new LinkedHashMap<>();
    private final Map<String, Element> decisions = new HashMap<>();

    /** As an incident goes; what runs beside it comes where somebody needs it. */
    private static final List<String> PHASES = List.of(
            "detect-incident",
            "declare-incident",
            "assess-impact",
            "open-team-channels",
            "delegate-roles",
            "crisis-communication",
            "communicate",
            "escalate",
            "resolve-incident",
            "close-incident",
            "review-incident");

    /** What a page on paper need not say: numbers of demands, and what a diagram hands on to another. */
    private static final Pattern FOR_OWNERS = Pattern.compile(
            "\\s*\\(R-[0-9][^()]*\\)|R-[0-9]+\\.[0-9]+(, R-[0-9]+\\.[0-9]+)*[:.]\\s*|\\s*\\b(In:|Out:|Variables?:?) .*");

    private PlanText(Collection<PlanFile> plan) {
        for (var file : plan) {
            if (file.kind() == PlanFile.Kind.BPMN) {
                all(file.xml().getDocumentElement(), "process")
                        .forEach(process -> processes.put(process.getAttribute("id"), process));
            } else if (file.kind() == PlanFile.Kind.DMN) {
                all(file.xml().getDocumentElement(), "decision")
                        .forEach(decision -> decisions.put(decision.getAttribute("id"), decision));
            }
        }
    }

    /** As it was delivered with the program. */
    public static PlanText delivered() {
        return new PlanText(PlanFolder.delivered());
    }

    /** @throws IllegalStateException when this is no folder that can be read */
    public static PlanText of(Path folder) {
        return new PlanText(PlanFolder.read(folder));
    }

    static PlanText of(LatestPlan latest) {
        var files = new java.util.TreeMap<String, PlanFile>();
        latest.all().forEach(entry -> files.put(entry.file().name(), entry.file()));
        return new PlanText(files.values());
    }

    /**
     * One diagram.
     *
     * @param about what it is for, as its documentation says; empty when that says nothing
     */
    public record Diagram(String id, String name, String about, List<Task> tasks) {}

    /** @param steps what to do, in which order, and when it is done */
    public record Task(String name, String steps) {}

    /** Those in which somebody has something to do: the way of an incident first, then what is started otherwise. */
    public List<Diagram> diagrams() {
        var order = new LinkedHashSet<String>();
        PHASES.forEach(phase -> follow(phase, order));
        follow(FIRST, order);
        processes.keySet().forEach(id -> follow(id, order));
        return order.stream()
                .map(this::diagram)
                .filter(diagram -> !diagram.tasks().isEmpty())
                .toList();
    }

    /** What a table answers to a word in its first column, as far as both are plain values; the empty word is a row for all. */
    public Map<String, String> answers(String table) {
        var answers = new LinkedHashMap<String, String>();
        var decision = decisions.get(table);
        if (decision != null) {
            for (var rule : all(decision, "rule")) {
                var ask = text(all(rule, "inputEntry"));
                answers.putIfAbsent(
                        ask.equals("-") ? "" : ask.replace("\"", ""),
                        text(all(rule, "outputEntry")).replace("\"", ""));
            }
        }
        return answers;
    }

    private void follow(String id, LinkedHashSet<String> order) {
        var process = processes.get(id);
        if (process != null && order.add(id)) {
            inOrder(process, "callActivity").forEach(call -> follow(call.getAttribute("calledElement"), order));
        }
    }

    private Diagram diagram(String id) {
        var process = processes.getOrDefault(id, null);
        if (process == null) {
            return new Diagram(id, id, "", List.of());
        }
        var tasks = inOrder(process, "userTask").stream()
                .map(task -> new Task(plain(task.getAttribute("name")), documentation(task)))
                .toList();
        return new Diagram(id, plain(process.getAttribute("name")), documentation(process), tasks);
    }

    /** Elements of this kind in the order in which the flows come to them. */
    private static List<Element> inOrder(Element process, String kind) {
        var next = new HashMap<String, List<String>>();
        all(process, "sequenceFlow")
                .forEach(flow -> next.computeIfAbsent(flow.getAttribute("sourceRef"), none -> new ArrayList<>())
                        .add(flow.getAttribute("targetRef")));
        all(process, "boundaryEvent")
                .forEach(event -> next.computeIfAbsent(event.getAttribute("attachedToRef"), none -> new ArrayList<>())
                        .add(event.getAttribute("id")));
        var seen = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<String>();
        all(process, "startEvent").forEach(start -> waiting.add(start.getAttribute("id")));
        while (!waiting.isEmpty()) {
            var at = waiting.remove();
            if (seen.add(at)) {
                waiting.addAll(next.getOrDefault(at, List.of()));
            }
        }
        var places = new HashMap<String, Integer>();
        seen.forEach(id -> places.put(id, places.size()));
        return all(process, kind).stream()
                .sorted(java.util.Comparator.comparing(
                        element -> places.getOrDefault(element.getAttribute("id"), Integer.MAX_VALUE)))
                .toList();
    }

    private static String documentation(Element element) {
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found && "documentation".equals(found.getLocalName())) {
                var words = FOR_OWNERS
                        .matcher(found.getTextContent())
                        .replaceAll("")
                        .strip();
                return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
            }
        }
        return "";
    }

    private static String text(List<Element> cells) {
        return cells.isEmpty() ? "" : cells.get(0).getTextContent().strip();
    }

    private static String plain(String name) {
        return name.replaceAll("\\s+", " ").strip();
    }

    private static List<Element> all(Element in, String name) {
        var found = in.getElementsByTagNameNS("*", name);
        var elements = new ArrayList<Element>();
        for (var i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
