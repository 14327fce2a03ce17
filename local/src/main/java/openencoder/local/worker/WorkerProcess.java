package openencoder.local.worker;

import openencoder.local.StackProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One worker agent, a child process that ends when this one does. */
public final class WorkerProcess {

    private static final int LINES = 5;

    private final String id;
    private final Process process;
    private final Path log;
    private final long logged;

    private WorkerProcess(String id, Process process, Path log, long logged) {
        this.id = id;
        this.process = process;
        this.log = log;
        this.logged = logged;
    }

    /**
     * @param libraries the folder of the agent's jars
     * @param environment all that it finds in its environment
     * @param log where what it prints is added
     */
    static WorkerProcess start(
            String id, Path libraries, Map<String, String> environment, Path log) {
        if (!Files.isDirectory(libraries))
            throw new StackProblem(
                    "%s is missing; build it with ./mvnw package.".formatted(libraries));
        var builder =
                new ProcessBuilder(WorkerProgram.command(libraries))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("WORKER_ID", id);
        // Its stdin stays open for as long as this process lives.
        builder.environment().put("EXIT_WITH_PARENT", "stdin");
        try {
            long before = Files.exists(log) ? Files.size(log) : 0;
            return new WorkerProcess(id, builder.start(), log, before);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String id() {
        return id;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** What it printed last, for a worker that has ended. */
    String lastWords() {
        try (var file = FileChannel.open(log)) {
            var said =
                    new String(
                            Channels.newInputStream(file.position(logged)).readAllBytes(),
                            StandardCharsets.UTF_8);
            var lines = said.strip().lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException failed) {
            return "It left no word in %s: %s".formatted(log, failed);
        }
    }

    /** Asks it to hand its job back and end; ends it and its children if it takes too long. */
    void stop(Duration timeout) {
        var children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS))
                process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
