package openencoder.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds FFmpeg's processes and those around it, for a worker starts no others: those seen under a
 * worker, and on Linux those that work in a folder.
 */
final class Leftovers {
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean hasSeenFfmpeg;

    /** Notes what runs under this worker now. */
    Set<ProcessHandle> under(ProcessHandle worker) {
        var found = new HashSet<ProcessHandle>();
        worker.descendants().forEach(found::add);
        seen.addAll(found);
        if (!hasSeenFfmpeg) hasSeenFfmpeg = found.stream().anyMatch(Leftovers::isFfmpeg);
        return found;
    }

    /** Whether FFmpeg can be seen here at all: else that it is gone proves nothing. */
    boolean hasSeenFfmpeg() {
        return hasSeenFfmpeg;
    }

    private static boolean isFfmpeg(ProcessHandle process) {
        return process.info().command().filter(command -> command.endsWith("/ffmpeg")).isPresent();
    }

    /** What is alive of all that was noted, and all whose working folder is this or in it. */
    Stream<ProcessHandle> alive(Path folder) {
        var noted = seen.stream().filter(ProcessHandle::isAlive);
        var there = ProcessHandle.allProcesses().filter(process -> worksIn(folder, process));
        return Stream.concat(noted, there).distinct();
    }

    // The link of a process whose folder was removed ends in " (deleted)".
    static boolean worksIn(Path folder, ProcessHandle process) {
        try {
            var cwd = Files.readSymbolicLink(Path.of("/proc/%d/cwd".formatted(process.pid())));
            return cwd.startsWith(folder);
        } catch (IOException _) {
            return false;
        }
    }

    static String describe(ProcessHandle process) {
        return "%d %s".formatted(process.pid(), process.info().commandLine().orElse("?"));
    }
}
