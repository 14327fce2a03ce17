package openencoder.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What something was measured on. */
final class Machine {
    private Machine() {}

    static String name() throws IOException {
        var info = Path.of("/proc/cpuinfo");
        var model =
                Files.exists(info)
                        ? Files.readAllLines(info).stream()
                                .filter(line -> line.startsWith("model name"))
                                .findFirst()
                                .map(line -> line.replaceFirst(".*:\\s*", ""))
                                .orElse("")
                        : System.getProperty("os.arch");
        return "%s, %d processors, %s %s, JDK %s"
                .formatted(
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    /** The load averages, which say whether anything else ran. */
    static String load() throws IOException {
        var load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).strip() : "unknown";
    }
}
