package nl.draaiboek.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.support.Browser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Not a test but a command, {@code mvn -Ppictures test}: draws {@code processes/*.bpmn} and {@code *.dmn} as a modeler shows
 * them, into {@code docs/processes/}, and removes pictures of what is no longer there.
 */
class DrawPictures {

    private static final Path PROCESSES = Path.of("processes");
    private static final Path PICTURES = Path.of("docs", "processes");
    private static final int MARGIN = 30;

    @TestFactory
    List<DynamicTest> draw() throws IOException {
        var drawings = drawings();
        Files.createDirectories(PICTURES);
        removePicturesExcept(drawings.stream().map(DrawPictures::picture).collect(Collectors.toSet()));
        return List.of(DynamicTest.dynamicTest("pictures", () -> drawAll(drawings)));
    }

    private static void drawAll(List<Path> drawings) throws IOException {
        try (var browser = Browser.start()) {
            for (var drawing : drawings) {
                try (var context = browser.open(
                        new NewContextOptions().setViewportSize(1600, 1000).setDeviceScaleFactor(1.5))) {
                    var page = context.newPage();
                    page.setContent(
                            "<style>html,body,#canvas{margin:0;background:#fff}#canvas{width:100vw;height:100vh}"
                                    + ".bjs-powered-by{display:none}</style><div id='canvas'></div>");
                    var warnings = drawing.toString().endsWith(".bpmn") ? bpmn(page, drawing) : dmn(page, drawing);
                    assertThat(warnings).as(drawing.toString()).isEmpty();
                    page.screenshot(
                            new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(picture(drawing))));
                    System.out.println(drawing + " -> " + PICTURES.resolve(picture(drawing)));
                }
            }
        }
    }

    private static List<?> bpmn(Page page, Path drawing) throws IOException {
        page.addScriptTag(new Page.AddScriptTagOptions().setContent(asset("bpmn-js", "bpmn-viewer.production.min.js")));
        var box = (Map<?, ?>) page.evaluate(
                """
                async xml => {
                  const viewer = window.viewer = new BpmnJS({ container: '#canvas' });
                  const { warnings } = await viewer.importXML(xml);
                  const { width, height } = viewer.get('canvas').viewbox().inner;
                  return { width, height, warnings: warnings.map(w => w.message) };
                }""",
                Files.readString(drawing));
        page.setViewportSize(side(box.get("width")), side(box.get("height")));
        page.evaluate("() => { const c = viewer.get('canvas'); c.resized(); c.zoom('fit-viewport', 'auto'); }");
        return (List<?>) box.get("warnings");
    }

    private static List<?> dmn(Page page, Path drawing) throws IOException {
        for (var style : List.of("assets/dmn-js-decision-table.css", "assets/dmn-js-shared.css")) {
            page.addStyleTag(new Page.AddStyleTagOptions().setContent(asset("dmn-js", style)));
        }
        // Headings in full, columns only as wide as their words, and no buttons.
        page.addStyleTag(
                new Page.AddStyleTagOptions()
                        .setContent(
                                """
                #canvas { width: max-content }
                .tjs-container table th *, .tjs-container table td, .tjs-container table td * { white-space: normal !important; overflow: visible !important;
                  text-overflow: clip !important; overflow-wrap: anywhere !important }
                .tjs-container table th, .tjs-container table td { min-width: 60px !important; max-width: 170px }
                .tjs-container table .annotation { max-width: 240px }
                .powered-by, .view-drd { display: none !important }"""));
        page.addScriptTag(new Page.AddScriptTagOptions().setContent(asset("dmn-js", "dmn-viewer.production.min.js")));
        var result = (Map<?, ?>) page.evaluate(
                """
                async xml => {
                  const viewer = window.viewer = new DmnJS({ container: '#canvas' });
                  const warnings = await new Promise((done, fail) =>
                      viewer.importXML(xml, (error, found) => error ? fail(error) : done(found || [])));
                  const table = viewer.getViews().find(view => view.type === 'decisionTable');
                  if (table) await new Promise((done, fail) => viewer.open(table, e => e ? fail(e) : done()));
                  const box = document.querySelector('.tjs-container table');
                  return { warnings: warnings.map(w => w.message),
                           width: box ? box.scrollWidth : 1200, height: box ? box.scrollHeight + 90 : 600 };
                }""",
                Files.readString(drawing));
        page.setViewportSize(Math.max(800, side(result.get("width"))), side(result.get("height")));
        return (List<?>) result.get("warnings");
    }

    private static int side(Object length) {
        return (int) Math.ceil(((Number) length).doubleValue()) + 2 * MARGIN;
    }

    private static List<Path> drawings() throws IOException {
        try (var files = Files.list(PROCESSES)) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn)"))
                    .sorted()
                    .toList();
        }
    }

    private static String picture(Path drawing) {
        return drawing.getFileName().toString().replaceFirst("\\.(bpmn|dmn)$", "") + ".png";
    }

    private static void removePicturesExcept(Set<String> names) throws IOException {
        try (var pictures = Files.list(PICTURES)) {
            for (var picture : pictures.toList()) {
                var name = String.valueOf(picture.getFileName());
                if (name.endsWith(".png") && !names.contains(name)) {
                    Files.delete(picture);
                }
            }
        }
    }

    private static String asset(String library, String name) throws IOException {
        var versions = new java.util.Properties();
        try (InputStream pom = open("META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            versions.load(pom);
        }
        try (InputStream content = open(
                "META-INF/resources/webjars/" + library + "/" + versions.getProperty("version") + "/dist/" + name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) {
        var stream = DrawPictures.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("Not on the class path: " + resource);
        }
        return stream;
    }
}
