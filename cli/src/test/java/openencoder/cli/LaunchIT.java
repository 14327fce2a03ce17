package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** How the programs are started: from what, and where there is no home and no right to write. */
class LaunchIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> FUNCTIONS =
            List.of("auth", "presets", "jobs", "machines", "sweeper");

    @TempDir private Path folder;

    /** Else the function would load its own: seconds at each start. */
    @Test
    void each_library_of_a_function_is_on_the_command_line_s_class_path_too() throws IOException {
        var here = names(HOME.resolve("cli/target/cli/lib"));
        for (var function : FUNCTIONS) {
            var zip = HOME.resolve("functions/%1$s/target/%1$s.zip".formatted(function));
            try (var file = new ZipFile(zip.toFile())) {
                var libraries = file.stream().map(each -> each.getName().replace("lib/", ""));
                assertThat(here).as(function).containsAll(libraries.toList());
            }
        }
    }

    @Test
    void a_start_without_a_home_unpacks_nothing_into_the_current_folder() throws Exception {
        var said = run(Map.of("JAVA_HOME", System.getProperty("java.home")), "--version");
        assertThat(said).contains("Open Encoder");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_clone_that_cannot_be_written_says_who_is_to_build_it() throws Exception {
        var clone = Files.createDirectories(folder.resolve("clone"));
        Files.copy(HOME.resolve("openencoder"), clone.resolve("openencoder"));
        Files.createDirectories(clone.resolve(".mvn"));
        Files.copy(HOME.resolve(".mvn/jdk25.sh"), clone.resolve(".mvn/jdk25.sh"));
        // Root may write wherever there is a folder.
        Files.createFile(clone.resolve("target"));
        var said = ended(clone.resolve("openencoder"), Map.of(), 1, "encode");
        assertThat(said)
                .contains("you may not write to", "Let its owner run ./openencoder --version")
                .doesNotContain("Permission denied", "touch:");
    }

    private String run(Map<String, String> environment, String... arguments) throws Exception {
        return ended(HOME.resolve("cli/launch"), environment, 0, arguments);
    }

    private String ended(
            Path program, Map<String, String> environment, int status, String... arguments)
            throws Exception {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }

    private static TreeSet<String> names(Path libraries) throws IOException {
        try (var jars = Files.list(libraries)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
