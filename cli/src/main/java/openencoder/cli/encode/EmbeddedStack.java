package openencoder.cli.encode;

import openencoder.cli.api.ApiClient;
import openencoder.local.stack.Faults;
import openencoder.local.stack.Stack;
import openencoder.local.stack.StackSettings;
import openencoder.local.worker.WorkerProgram;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stack for one command, with a user of its own, silent on the terminal. */
final class EmbeddedStack implements AutoCloseable {

    private static final int LINES_SHOWN = 20;
    private static final Set<String> NEEDED = Set.of("AuthFunction", "JobsFunction");

    private final Stack stack;
    private final Path log;

    private EmbeddedStack(Stack stack, Path log) {
        this.stack = stack;
        this.log = log;
    }

    /**
     * @param home the project's folder
     * @param data an empty folder
     */
    static EmbeddedStack start(Path home, Path data) {
        var log = data.resolve("stack.log");
        try {
            System.setErr(new PrintStream(log.toFile(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var stack =
                Stack.start(
                        new StackSettings(
                                home,
                                data,
                                0,
                                1,
                                false,
                                Faults.NONE,
                                NEEDED::contains,
                                Optional.empty(),
                                false));
        // The cache is for every command.
        if (WorkerProgram.isRecording()) stack.startTheRest();
        return new EmbeddedStack(stack, log);
    }

    /** The API, as a user who may encode. */
    ApiClient logIn() {
        var api = new ApiClient(stack.api());
        var credentials = Map.of("username", "cli@localhost", "password", newPassword());
        api.post("/api/register", credentials);
        return api.withToken(api.post("/api/login", credentials).path("token").asString(""));
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

    private static String newPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
