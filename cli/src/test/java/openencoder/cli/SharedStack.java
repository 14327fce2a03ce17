package openencoder.cli;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;

/** A stack without workers for tests that do not disturb each other; it ends with the JVM. */
final class SharedStack {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String READY = "Open Encoder is ready at ";

    private static URI api;

    private SharedStack() {}

    /** Of the stack, which the first call starts. */
    static synchronized URI api() throws Exception {
        if (api == null) api = start();
        return api;
    }

    private static URI start() throws Exception {
        var folder = Files.createTempDirectory("openencoder-shared-stack");
        var up = Launched.in(folder, "up", "--port", "0", "--data", "data", "--workers", "0");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(up)));
        var line = up.awaitLine(each -> each.startsWith(READY), START_LIMIT);
        return URI.create(line.substring(READY.length()));
    }

    /** As Ctrl-C does, so that the droplets end, too. */
    private static void stop(Launched up) {
        try {
            up.signal("TERM");
            up.awaitExit(Duration.ofSeconds(10));
        } catch (Exception unclean) {
            throw new IllegalStateException(unclean);
        } finally {
            up.close();
        }
    }
}
