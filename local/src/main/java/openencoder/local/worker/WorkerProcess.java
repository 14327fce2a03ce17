package openencoder.local.worker;

import openencoder.local.StackProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One worker agent, a child process that ends when this one does. */
public final class WorkerProcess {

    private final String id;
    private final Process process;

    private WorkerProcess(String id, Process process) {
        this.id = id;
        this.process = process;
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
            return new WorkerProcess(id, builder.start());
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
