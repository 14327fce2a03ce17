package openencoder.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules that the poms name, those behind profiles included. */
final class Modules {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

    private Modules() {}

    static List<Path> all() {
        return below(ROOT).toList();
    }

    /** Those of which people run something: neither tests nor benchmarks. */
    static List<Path> ofTheProduct() {
        return all().stream()
                .filter(module -> !module.startsWith(ROOT.resolve("tests")))
                .filter(module -> !module.startsWith(ROOT.resolve("bench")))
                .toList();
    }

    /** The Java files of main code, of all modules. */
    static List<Path> mainSources() {
        return all().stream()
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(Modules::sources)
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        return MODULE.matcher(read(folder.resolve("pom.xml")))
                .results()
                .map(module -> folder.resolve(module.group(1)))
                .flatMap(module -> Stream.concat(Stream.of(module), below(module)));
    }

    private static Stream<Path> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
