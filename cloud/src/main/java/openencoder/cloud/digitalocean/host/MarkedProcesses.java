package openencoder.cloud.digitalocean.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Processes with a certain variable in their environment, which children inherit: they are found
 * even when their parents are gone. Only where there is {@code /proc}; elsewhere there are none.
 */
final class MarkedProcesses {

    private static final int ROUNDS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private MarkedProcesses() {}

    /**
     * Returns when none is left.
     *
     * @param mark what an entry of their environment begins with
     */
    static void end(String mark) {
        for (int round = 0; round < ROUNDS; round++) {
            var found = find(mark);
            if (found.isEmpty()) return;
            found.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(found);
        }
    }

    static List<ProcessHandle> find(String mark) {
        return ProcessHandle.allProcesses().filter(process -> isMarked(process, mark)).toList();
    }

    static void awaitEnd(List<ProcessHandle> killed) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        try {
            while (killed.stream().anyMatch(MarkedProcesses::runs) && System.nanoTime() < end) {
                // onExit() looks only every 300 ms at what is no child of ours.
                Thread.sleep(5);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is more than an entry that nobody has collected yet. */
    static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) return false;
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException _) {
            return process.isAlive();
        }
    }

    private static boolean isMarked(ProcessHandle process, String mark) {
        try {
            var file = Path.of("/proc", Long.toString(process.pid()), "environ");
            var entries = new String(Files.readAllBytes(file), ISO_8859_1).split("\0");
            return Arrays.stream(entries).anyMatch(entry -> entry.startsWith(mark));
        } catch (IOException _) {
            // gone meanwhile, or another user's
            return false;
        }
    }
}
