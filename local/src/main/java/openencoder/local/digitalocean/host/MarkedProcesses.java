package openencoder.local.digitalocean.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes with a certain variable in their environment, which children inherit: they are found
 * even when their parents are gone. Only where there is {@code /proc}; elsewhere there are none.
 */
final class MarkedProcesses {

    private static final int ROUNDS = 20;
    private static final long PATIENCE = 5;

    private MarkedProcesses() {}

    /**
     * Returns when none is left.
     *
     * @param mark what an entry of their environment begins with
     */
    static void end(String mark) {
        for (int round = 0; round < ROUNDS; round++) {
            var found = find(mark);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(found);
        }
    }

    static List<ProcessHandle> find(String mark) {
        return ProcessHandle.allProcesses().filter(process -> isMarked(process, mark)).toList();
    }

    static void awaitEnd(List<ProcessHandle> killed) {
        for (var process : killed) {
            try {
                process.onExit().get(PATIENCE, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException _) {
                // killed all the same: nobody collects it
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
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
