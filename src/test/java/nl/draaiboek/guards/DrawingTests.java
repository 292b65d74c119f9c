package nl.draaiboek.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A diagram is read by people under stress: nothing overlaps, no flow runs through a shape, and it fits a screen. */
class DrawingTests {

    private static final int NODES = 34;
    private static final double WIDTH = 1900;
    private static final double HEIGHT = 1100;

    static List<Path> diagrams() throws IOException {
        try (var files = Files.list(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void canBeReadUnderStress(Path diagram) {
        assertThat(faults(diagram)).isEmpty();
    }

    @Test
    void aMessyDrawingIsNoticed() {
        assertThat(faults(Path.of("src/test/resources/drawing/messy.bpmn")))
                .anyMatch(fault -> fault.contains("overlaps"))
                .anyMatch(fault -> fault.contains("runs through"))
                .anyMatch(fault -> fault.contains("is not drawn"))
                .anyMatch(fault -> fault.contains("slants"))
                .anyMatch(fault -> fault.contains("px wide"));
    }

    private static List<String> faults(Path diagram) {
        var model = Bpmn.readModelFromFile(diagram.toFile());
        var faults = new ArrayList<String>();
        var shapes = model.getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() instanceof FlowNode)
                .map(Box::of)
                .toList();
        for (var node : model.getModelElementsByType(FlowNode.class)) {
            if (shapes.stream().noneMatch(box -> box.node().equals(node))) {
                faults.add(node.getId() + " is not drawn");
            }
        }
        for (var a : shapes) {
            for (var b : shapes) {
                if (a.node().getId().compareTo(b.node().getId()) < 0 && a.meets(b) && !a.belongsTo(b)) {
                    faults.add(a.node().getId() + " overlaps " + b.node().getId());
                }
            }
        }
        for (var edge : model.getModelElementsByType(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                flow(flow, List.copyOf(edge.getWaypoints()), shapes, faults);
            }
        }
        if (shapes.size() > NODES) {
            faults.add("has " + shapes.size() + " nodes; more belongs in a called process");
        }
        var width =
                shapes.stream().mapToDouble(box -> box.x() + box.width()).max().orElse(0)
                        - shapes.stream().mapToDouble(Box::x).min().orElse(0);
        var height =
                shapes.stream().mapToDouble(box -> box.y() + box.height()).max().orElse(0)
                        - shapes.stream().mapToDouble(Box::y).min().orElse(0);
        if (width > WIDTH || height > HEIGHT) {
            faults.add("is " + (int) width + " px wide and " + (int) height + " px high");
        }
        return faults;
    }

    private static void flow(SequenceFlow flow, List<Waypoint> points, List<Box> shapes, List<String> faults) {
        for (var i = 0; i + 1 < points.size(); i++) {
            var from = points.get(i);
            var to = points.get(i + 1);
            if (Math.abs(from.getX() - to.getX()) > 1.5 && Math.abs(from.getY() - to.getY()) > 1.5) {
                faults.add(flow.getId() + " slants");
            }
            for (var box : shapes) {
                if (!(box.node() instanceof SubProcess)
                        && !box.node().equals(flow.getSource())
                        && !box.node().equals(flow.getTarget())
                        && box.isCrossedBy(from, to)) {
                    faults.add(flow.getId() + " runs through " + box.node().getId());
                }
            }
        }
    }

    private record Box(FlowNode node, double x, double y, double width, double height) {

        static Box of(BpmnShape shape) {
            var bounds = shape.getBounds();
            return new Box(
                    (FlowNode) shape.getBpmnElement(),
                    bounds.getX(),
                    bounds.getY(),
                    bounds.getWidth(),
                    bounds.getHeight());
        }

        boolean meets(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        /** A boundary event on its task, or what stands in a sub-process. */
        boolean belongsTo(Box other) {
            return on(node, other.node) || on(other.node, node) || within(other) || other.within(this);
        }

        private boolean within(Box other) {
            return other.node instanceof SubProcess sub
                    && (node.getParentElement().equals(sub)
                            || node instanceof BoundaryEvent event
                                    && event.getAttachedTo().getParentElement().equals(sub)
                            || x >= other.x
                                    && y >= other.y
                                    && x + width <= other.x + other.width
                                    && y + height <= other.y + other.height);
        }

        private static boolean on(FlowNode event, FlowNode task) {
            return event instanceof BoundaryEvent boundary
                    && boundary.getAttachedTo().equals(task);
        }

        /** For horizontal and vertical lines, which all are that do not slant. A line may touch the rim. */
        boolean isCrossedBy(Waypoint from, Waypoint to) {
            return Math.max(from.getX(), to.getX()) > x + 2
                    && Math.min(from.getX(), to.getX()) < x + width - 2
                    && Math.max(from.getY(), to.getY()) > y + 2
                    && Math.min(from.getY(), to.getY()) < y + height - 2;
        }
    }
}
