package openencoder.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The command line as a user starts it, in a process of its own. */
final class Launched implements AutoCloseable {

    /** Where what was printed is kept, for the search for secrets at the end of the build. */
    private static final Path KEPT = Path.of("target", "stack-logs");

    private final Process process;
    private final Path folder;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    private Launched(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /**
     * @param folder to start it in
     */
    static Launched in(Path folder, String... arguments) throws IOException {
        return in(folder, Map.of(), arguments);
    }

    /**
     * @param environment besides this process's own
     */
    static Launched in(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // No login of the one who builds.
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().putAll(environment);
        return new Launched(builder.start(), folder);
    }

    /** The command line without arguments, of what was built. */
    static List<String> command() {
        return List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                Path.of("launch").toAbsolutePath().toString());
    }

    /** Gives it this on standard input, and nothing after. */
    void type(String text) throws IOException {
        try (var input = process.outputWriter()) {
            input.write(text);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for a line like this. */
    String awaitLine(Predicate<String> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            var found = List.copyOf(lines).stream().filter(wanted).findFirst();
            if (found.isPresent()) return found.get();
            if (!process.isAlive()) {
                reader.join(Duration.ofSeconds(1));
                break;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no such line in\n" + output());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    }

    int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
            throw new AssertionError("still running after %s:%n%s".formatted(limit, output()));
        reader.join(Duration.ofSeconds(1));
        return process.exitValue();
    }

    String output() {
        return String.join("\n", List.copyOf(lines));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            keepLogs();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void keepLogs() throws IOException {
        var kept = Files.createDirectories(KEPT.resolve(Long.toString(pid())));
        Files.writeString(kept.resolve("printed.log"), output());
        try (var files = Files.walk(folder)) {
            for (var log : files.filter(file -> file.toString().endsWith(".log")).toList())
                Files.copy(
                        log,
                        kept.resolve(log.getFileName().toString()),
                        StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            out.lines().forEach(lines::add);
        } catch (IOException _) {
            // The process was killed.
        }
    }
}
