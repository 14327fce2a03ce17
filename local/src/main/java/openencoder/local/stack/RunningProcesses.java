package openencoder.local.stack;

import openencoder.local.StackProblem;
import openencoder.local.folder.Folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The worker processes of a data folder on file, so that a later stack finds those left behind. */
public final class RunningProcesses {

    private final Path file;

    public RunningProcesses(Path data) {
        this.file = data.resolve("workers.pids");
    }

    public void record(List<ProcessHandle> processes) {
        var lines = processes.stream().map(RunningProcesses::line).toList();
        Folders.write(file, String.join("\n", lines).getBytes(), false);
    }

    /** Ends what is still running of what was recorded, children first; a reused pid is spared. */
    public void endLeftovers() {
        if (!Files.exists(file)) return;
        try {
            for (var line : Files.readAllLines(file))
                running(line).ifPresent(RunningProcesses::end);
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void end(ProcessHandle process) {
        Stream.concat(process.descendants(), Stream.of(process))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException failed) {
            throw new StackProblem(
                    "Process %d of an earlier run does not end.".formatted(process.pid()), failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(ProcessHandle process) {
        return "%d %s".formatted(process.pid(), started(process));
    }

    private static Optional<ProcessHandle> running(String line) {
        var parts = line.split(" ");
        return parts.length < 2
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(parts[0]))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> started(process).equals(parts[1]));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
