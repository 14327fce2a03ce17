package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** README and the pages below docs do what they say. */
class ManualsIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> TOOLS = List.of("bash", "curl", "jq", "node", "python3");
    private static final int DEFAULT_PORT = 8080;

    @TempDir Path folder;

    static Stream<Manual> manuals() throws IOException {
        var pages = Stream.concat(Stream.of(HOME.resolve("README.md")), pages());
        return pages.map(ManualsIT::read);
    }

    static Stream<Manual> manualsThatAreRun() throws IOException {
        return manuals().filter(Manual::isRun);
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void every_block_names_its_language_and_no_other_holds_commands(Manual manual) {
        assertThat(manual.blocks())
                .allSatisfy(
                        block -> assertThat(block.language()).as(label(manual, block)).isNotEmpty())
                .filteredOn(block -> !block.language().equals("sh"))
                .allSatisfy(
                        block ->
                                assertThat(block.text())
                                        .as(label(manual, block))
                                        .doesNotContainPattern("(?m)^(\\./|curl |sam |bench/)"));
    }

    @ParameterizedTest
    @MethodSource("manualsThatAreRun")
    void every_command_of_the_page_works_as_it_stands_there(Manual manual) throws Exception {
        assumeToolsAndPort();
        var program = Files.writeString(folder.resolve("openencoder"), program());
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(Film.make(folder, 2), folder.resolve("film.mp4"));
        var script = Files.writeString(folder.resolve("manual.sh"), manual.script());
        var log = folder.resolve("manual.log");

        var process =
                new ProcessBuilder("bash", script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("ends within %s: %s", LIMIT, Files.readString(log))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }

        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void every_command_named_in_a_sentence_is_there(Manual manual) throws IOException {
        var commands = new CommandLine(new OpenEncoderCommand()).getSubcommands().keySet();

        for (var named : manual.commands("\\./openencoder ([a-z]+)"))
            assertThat(commands).as(manual.page() + " names it").contains(named);
        for (var named : manual.commands("((?:bench|\\.ci)/(?!target)[a-z/-]+)"))
            assertThat(HOME.resolve(named)).as(manual.page() + " names it").exists();
    }

    @Test
    void a_page_that_is_run_is_among_them() throws IOException {
        assertThat(manualsThatAreRun().map(manual -> manual.page().getFileName().toString()))
                .contains("README.md", "quickstart.md");
    }

    /** The program as it was built: the script of that name would build it once more. */
    private static String program() {
        return "#!/bin/sh%nexec '%s' \"$@\"%n".formatted(String.join("' '", Launched.command()));
    }

    private static void assumeToolsAndPort() throws IOException {
        var missing = TOOLS.stream().filter(tool -> !isInstalled(tool)).toList();
        var reason = "install " + missing + " to have the manuals' commands run";
        var isCi = Boolean.parseBoolean(System.getenv("CI"));
        if (isCi) assertThat(missing).as(reason).isEmpty();
        assumeTrue(missing.isEmpty(), reason);
        if (!isCi) assumeTrue(isFree(DEFAULT_PORT), "the manuals need port 8080, which is taken");
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    private static boolean isFree(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException _) {
            return false;
        }
    }

    private static Stream<Path> pages() throws IOException {
        try (var pages = Files.list(HOME.resolve("docs"))) {
            return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static Manual read(Path page) {
        try {
            return Manual.read(page);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String label(Manual manual, Manual.Block block) {
        return "%s:%d".formatted(manual.page().getFileName(), block.line());
    }
}
