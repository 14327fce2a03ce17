package openencoder.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How soon {@code up} shows a sign of life, is ready, and ends when it is told to; with the caches
 * of classes and without; and how soon it tells a taken port.
 */
public final class Start {
    private static final String READY = "Open Encoder is ready at ";

    private final Path root = Path.of("").toAbsolutePath();
    private final Path folder = root.resolve("bench/target/start");

    private Start() {}

    /**
     * @param arguments how many runs of each; 3 if left out
     */
    public static void main(String... arguments) throws Exception {
        var runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        new Start().measure(runs);
    }

    private void measure(int runs) throws Exception {
        Files.createDirectories(folder);
        record();
        IO.println("| up | first line, s | ready, s | on processors until then, s | ended, s |");
        IO.println("| --- | --- | --- | --- | --- |");
        for (var run = 0; run < runs; run++) up("with caches", "auto");
        for (var run = 0; run < runs; run++) up("without", "off");
        for (var run = 0; run < runs; run++) taken();
    }

    private void record() throws IOException, InterruptedException {
        var record = new ProcessBuilder(root.resolve("cli/record").toString()).inheritIO();
        record.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (record.start().waitFor() != 0) throw new IllegalStateException("nothing was recorded");
    }

    private void up(String name, String mode) throws Exception {
        var began = System.nanoTime();
        var up = start(List.of("--port", "0", "--fresh"), mode);
        try (var said = up.inputReader()) {
            said.readLine();
            var first = since(began);
            for (var line = said.readLine(); !line.startsWith(READY); line = said.readLine()) {}
            var ready = since(began);
            var processors = up.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
            began = System.nanoTime();
            up.destroy();
            up.waitFor(1, TimeUnit.MINUTES);
            print(
                    "| %s | %.1f | %.1f | %.1f | %.1f |",
                    name, first, ready, processors, since(began));
        } finally {
            up.destroyForcibly();
        }
    }

    private void taken() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var began = System.nanoTime();
            var up = start(List.of("--port", Integer.toString(socket.getLocalPort())), "auto");
            up.inputReader().lines().forEach(_ -> {});
            up.waitFor();
            print("| a taken port | | %.1f | | |", since(began));
        }
    }

    private Process start(List<String> options, String mode) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                root.resolve("cli/launch").toString(),
                                "up",
                                "--data",
                                folder.resolve("data").toString()));
        command.addAll(options);
        var builder = new ProcessBuilder(command).redirectError(folder.resolve("log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:AOTMode=" + mode);
        return builder.start();
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static void print(String pattern, Object... values) {
        IO.println(String.format(Locale.ROOT, pattern, values));
    }
}
