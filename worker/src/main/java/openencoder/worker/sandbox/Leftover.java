package openencoder.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends a child that outlived the worker that started it. */
public final class Leftover {
    /** The file in an attempt's folder that names its child process. */
    public static final String FILE = "pid";

    // the kernel counts a start in ticks since boot, and the time of boot is known to the second
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private Leftover() {}

    static String describe(ProcessHandle process) {
        var start = process.info().startInstant().map(Instant::toString).orElse("-");
        return process.pid() + " " + start;
    }

    /**
     * @param file as an earlier worker left it
     * @return whether there was such a process
     */
    public static boolean kill(Path file, Protections protections) {
        var process = read(file);
        process.ifPresent(found -> Child.killFamily(found, protections));
        return process.isPresent();
    }

    private static Optional<ProcessHandle> read(Path file) {
        try {
            var parts = Files.readString(file).strip().split(" ");
            if (parts.length != 2 || parts[1].equals("-")) return Optional.empty();
            var start = Instant.parse(parts[1]);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> startedAt(process, start));
        } catch (IOException | RuntimeException _) {
            // no file, or one that was being written when its worker died: no process to find
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant start) {
        return process.info()
                .startInstant()
                .filter(found -> Duration.between(found, start).abs().compareTo(SAME_START) <= 0)
                .isPresent();
    }
}
