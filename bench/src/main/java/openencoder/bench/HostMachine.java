package openencoder.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What something was measured on. */
public final class HostMachine {
    private HostMachine() {}

    /** All its processors, also those that a measurement keeps off. */
    public static String name() throws IOException {
        var info = Path.of("/proc/cpuinfo");
        var processors =
                Files.exists(info)
                        ? Files.readAllLines(info).stream()
                                .filter(line -> line.startsWith("processor"))
                                .count()
                        : Runtime.getRuntime().availableProcessors();
        return "%s, %d processors, %s %s, JDK %s"
                .formatted(
                        model(info),
                        processors,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String model(Path info) throws IOException {
        if (!Files.exists(info)) return System.getProperty("os.arch");
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .orElse(System.getProperty("os.arch"));
    }

    /** The load averages, which say whether anything else ran. */
    public static String load() throws IOException {
        var load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).strip() : "unknown";
    }
}
