package nl.draaiboek.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where the plan stands in files: the owner's folder, or what was delivered with the program. */
final class PlanFolder {

    private PlanFolder() {}

    /**
     * Every {@code .bpmn}, {@code .dmn} and {@code .form} below this folder.
     *
     * @throws IllegalStateException when it is no folder, or two files have one name
     */
    static Collection<PlanFile> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder.toAbsolutePath()
                    + " is not a folder that can be read. It should hold the diagrams, tables and forms.");
        }
        var files = new TreeMap<String, PlanFile>();
        try (var below = Files.walk(folder)) {
            for (var path : below.filter(Files::isRegularFile).sorted().toList()) {
                var name = path.getFileName().toString();
                if (PlanFile.kind(name).isEmpty() || hidden(folder, path)) {
                    continue;
                }
                if (files.put(name, new PlanFile(name, Files.readAllBytes(path))) != null) {
                    throw new IllegalStateException(
                            "Two files in " + folder.toAbsolutePath() + " are named " + name + ".");
                }
            }
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return files.values();
    }

    private static UncheckedIOException unreadable(Path folder, Exception e) {
        return new UncheckedIOException(
                "The plan in " + folder.toAbsolutePath() + " cannot be read; may this user read it? (" + e.getMessage()
                        + ")",
                new IOException(e));
    }

    /** What was delivered with the program. */
    static Collection<PlanFile> delivered() {
        var files = new TreeMap<String, PlanFile>();
        try {
            for (var pattern : List.of(
                    "classpath:/processes/**/*.bpmn", "classpath:/processes/**/*.dmn", "classpath:/forms/**/*.form")) {
                for (var resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                    var name = String.valueOf(resource.getFilename());
                    files.put(name, new PlanFile(name, resource.getContentAsByteArray()));
                }
            }
        } catch (java.io.FileNotFoundException e) {
            return files.values();
        } catch (IOException e) {
            throw new UncheckedIOException("The plan that was delivered cannot be read.", e);
        }
        return files.values();
    }

    private static boolean hidden(Path folder, Path path) {
        for (var part : folder.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
