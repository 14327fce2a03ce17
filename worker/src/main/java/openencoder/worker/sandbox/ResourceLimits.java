package openencoder.worker.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The limits that the kernel keeps for a child.
 *
 * @param prlimit the program that sets them
 * @param hardest the worker's own hard limits in bytes and pieces, by their name in /proc; what is
 *     not listed has none
 */
record ResourceLimits(Path prlimit, Map<String, Long> hardest) {
    private static final int OPEN_FILES = 1024;
    // A user's processes are counted together, and the user may have more than this child.
    private static final int PROCESSES_TO_SPARE = 1024;
    private static final Pattern ROW = Pattern.compile("(Max [a-z ]+?) {2,}\\S+ +(\\d+) .*");

    static ResourceLimits of(Path prlimit) {
        return new ResourceLimits(prlimit, read(Path.of("/proc/self/limits")));
    }

    private static Map<String, Long> read(Path table) {
        var limits = new HashMap<String, Long>();
        try {
            for (var line : Files.readAllLines(table)) {
                var row = ROW.matcher(line);
                if (row.matches()) limits.put(row.group(1), Long.parseLong(row.group(2)));
            }
        } catch (IOException | NumberFormatException _) {
            // a system without this table: prlimit is not likely to be there either
        }
        return Map.copyOf(limits);
    }

    /**
     * @param user whose child it will be
     */
    List<String> prefix(Bounds bounds, OptionalInt user) {
        var words = new ArrayList<String>();
        words.add(prlimit.toString());
        words.add("--core=0");
        words.add("--nofile=" + allowed("Max open files", OPEN_FILES));
        words.add("--fsize=" + allowed("Max file size", bounds.largestFile()));
        words.add("--data=" + allowed("Max data size", bounds.memory()));
        words.add("--cpu=" + allowed("Max cpu time", bounds.processorTime().toSeconds() + 1));
        words.add("--nproc=" + allowed("Max processes", processes(user) + PROCESSES_TO_SPARE));
        return words;
    }

    // only root could go beyond them
    private long allowed(String name, long wanted) {
        return Math.min(wanted, hardest.getOrDefault(name, Long.MAX_VALUE));
    }

    /** How many processes and threads a user has now. */
    private static long processes(OptionalInt user) {
        long count = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (var process : processes) if (isOf(user, process)) count += threads(process);
        } catch (IOException _) {
            // without /proc there are no such limits
        }
        return count;
    }

    private static boolean isOf(OptionalInt user, Path process) {
        try {
            var owner = (int) Files.getAttribute(process, "unix:uid");
            return owner
                    == user.orElse((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException _) {
            return false;
        }
    }

    private static long threads(Path process) {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
            long count = 0;
            for (var _ : tasks) count++;
            return count;
        } catch (IOException _) {
            return 0;
        }
    }
}
