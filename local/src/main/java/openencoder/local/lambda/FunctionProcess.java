package openencoder.local.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A function in a JVM of its own, behind AWS's runtime interface client. */
final class FunctionProcess implements AutoCloseable {

    private static final Pattern MOST_MEMORY = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Process process;
    private final Thread reader;

    private FunctionProcess(Process process, OutputStream log) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(() -> copy(process, log));
    }

    /**
     * @param task the folder it is in
     * @param environment all that it finds in its environment
     * @param log takes what it prints
     */
    static FunctionProcess start(
            List<String> command, Path task, Map<String, String> environment, OutputStream log) {
        var builder =
                new ProcessBuilder(command).directory(task.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new FunctionProcess(builder.start(), log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its exit status, once it has ended. */
    CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The most memory that it had at once, in MiB, where the system tells. */
    OptionalInt mostMemory() {
        try {
            var status = Files.readString(Path.of("/proc/%d/status".formatted(process.pid())));
            var most = MOST_MEMORY.matcher(status);
            return most.find()
                    ? OptionalInt.of(Math.ceilDiv(Integer.parseInt(most.group(1)), 1024))
                    : OptionalInt.empty();
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }

    /** What its threads have spent on processors by now; nothing where the system does not tell. */
    Duration processorTime() {
        try (var tasks = Files.list(Path.of("/proc/%d/task".formatted(process.pid())))) {
            return Duration.ofNanos(tasks.mapToLong(FunctionProcess::onProcessor).sum());
        } catch (IOException _) {
            return Duration.ZERO;
        }
    }

    private static long onProcessor(Path task) {
        try {
            return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]);
        } catch (IOException _) {
            // It has ended since.
            return 0;
        }
    }

    /** Ends it and waits until all that it printed is passed on. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        try {
            reader.join(LAST_WORDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Process process, OutputStream log) {
        try (var printed = process.getInputStream()) {
            var bytes = new byte[8192];
            for (int count = printed.read(bytes); count >= 0; count = printed.read(bytes)) {
                log.write(bytes, 0, count);
                log.flush();
            }
        } catch (IOException _) {
            // The process was ended.
        }
    }
}
