package openencoder.cli.encode;

import openencoder.cli.api.ApiClient;
import openencoder.cli.command.LogFile;
import openencoder.local.stack.Faults;
import openencoder.local.stack.Stack;
import openencoder.local.stack.StackSettings;
import openencoder.local.worker.WorkerProgram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;

/** A stack for one command, silent on the terminal. */
final class EmbeddedStack implements AutoCloseable {

    private static final int LINES_SHOWN = 20;
    private static final Set<String> NEEDED = Set.of("JobsFunction");

    private final Stack stack;
    private final Path data;
    private final Path log;

    private EmbeddedStack(Stack stack, Path data, Path log) {
        this.stack = stack;
        this.data = data;
        this.log = log;
    }

    /**
     * @param home the project's folder
     * @param data an empty folder
     * @param workers how many films are encoded at once
     */
    static EmbeddedStack start(Path home, Path data, int workers) {
        var log = data.resolve(LogFile.NAME);
        LogFile.takeStreams(log);
        var settings =
                new StackSettings(
                        home,
                        data,
                        0,
                        workers,
                        false,
                        Faults.NONE,
                        NEEDED::contains,
                        Optional.empty(),
                        _ -> {},
                        false);
        var stack = Stack.start(settings);
        // The cache is for every command.
        if (WorkerProgram.isRecording()) stack.startTheRest();
        return new EmbeddedStack(stack, data, log);
    }

    /** The API, as a user who may encode. */
    ApiClient api() {
        return new ApiClient(stack.api(), _ -> Optional.of(stack.token()));
    }

    /** Why no worker works and none will, if that is so. */
    Optional<String> whyNothingWorks() {
        return stack.whyNothingWorks();
    }

    /** Gives back the room of what is in the storage under this key. */
    void forget(String key) {
        try (var buckets = Files.list(storage())) {
            for (var bucket : buckets.toList()) Files.deleteIfExists(bucket.resolve(key));
        } catch (IOException _) {
            // It goes with the whole folder, only later.
        }
    }

    /** Moves what is in the storage under this key to a file; no room is needed for that. */
    void move(String key, Path file) {
        try (var buckets = Files.list(storage())) {
            for (var bucket : buckets.toList()) {
                var stored = bucket.resolve(key);
                if (!Files.isRegularFile(stored)) continue;
                Files.createDirectories(file.getParent());
                Files.move(stored, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path storage() {
        return data.resolve("s3");
    }

    /** What the stack said last; for a failure that is its own. */
    String lastLines() {
        try {
            var lines = Files.readAllLines(log);
            var last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
            return String.join("\n", last);
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
