package openencoder.bench.function;

import openencoder.bench.Figures;
import openencoder.bench.HostMachine;
import openencoder.local.lambda.FunctionZip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request costs inside a warm function, on one processor: a request that is refused before
 * any table is asked, which is the container alone, and a whole one; ours, the stock and the plain
 * handler in turn, each in JVMs of its own with the compilers that Lambda uses under SnapStart.
 * Also the sizes of the zips.
 */
public final class Warm {
    private static final int WARM_UP = 5_000;
    private static final int COUNT = 5_000;
    private static final int ROUNDS = 3;

    private final Path root = Path.of("").toAbsolutePath();
    private final Path folder = root.resolve("bench/target/warm");
    private final FunctionFixture ground;
    private final int rounds;

    private Warm(FunctionFixture ground, int rounds) {
        this.ground = ground;
        this.rounds = rounds;
    }

    /**
     * @param arguments how many JVMs each has, 3 unless told
     */
    public static void main(String... arguments) throws Exception {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        new Warm(new FunctionFixture(), rounds).measure();
    }

    private void measure() throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        lines.add(HostMachine.name() + "; load before: " + HostMachine.load());
        lines.add("");
        lines.add("| request | handler | p50, us | p99, us | allocated, KiB |");
        lines.add("| --- | --- | --- | --- | --- |");
        var task = Task.ALL.get(1);
        for (var withToken : List.of(false, true)) compare(task, withToken, lines);
        lines.add("");
        lines.add("| zip | MB |");
        lines.add("| --- | --- |");
        for (var each : Task.ALL) lines.add(size(each.name(), each.zip(root)));
        lines.add(size("stock", Task.packed(root, "stock")));
        lines.add(size("plain", Task.packed(root, "plain")));
        lines.add("");
        lines.add("Load after: " + HostMachine.load());
        lines.forEach(IO::println);
        var results = Files.createDirectories(root.resolve("bench/target/results"));
        Files.write(results.resolve("warm.md"), lines);
        IO.println("Table: bench/target/results/warm.md");
    }

    private void compare(Task task, boolean withToken, List<String> lines)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var event =
                Files.writeString(
                        folder.resolve("event.json"), ground.event(task.target(), withToken));
        var what = withToken ? "GET " + task.target() : "the same without a token, 401";
        var names = List.of("plain", "ours", "stock");
        var found = names.stream().map(_ -> new ArrayList<double[]>()).toList();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < names.size(); i++)
                found.get(i).add(probe(task, names.get(i), event, withToken ? "200" : "401"));
        for (var i = 0; i < names.size(); i++) {
            var values = found.get(i);
            lines.add(
                    "| %s | %s | %.1f | %.1f | %.1f |"
                            .formatted(
                                    what,
                                    names.get(i),
                                    median(values, 0),
                                    median(values, 1),
                                    median(values, 2) / 1024));
        }
    }

    private static double median(List<double[]> values, int column) {
        return new Figures(values.stream().map(value -> value[column]).toList()).median();
    }

    private double[] probe(Task task, String name, Path event, String status)
            throws IOException, InterruptedException {
        var handler =
                switch (name) {
                    case "plain" -> Task.PLAIN;
                    case "stock" -> Task.STOCK;
                    default -> task.handler();
                };
        var builder =
                new ProcessBuilder(
                        "taskset",
                        "-c",
                        "0",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1415m",
                        "-cp",
                        Path.of(
                                        StartProbe.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .getPath())
                                .toString(),
                        StartProbe.class.getName(),
                        lib(task, name).toString(),
                        handler,
                        event.toString(),
                        Integer.toString(WARM_UP),
                        Integer.toString(COUNT),
                        status);
        builder.environment().putAll(ground.environment());
        builder.redirectErrorStream(true);
        var process = builder.start();
        var lines = process.inputReader().readAllLines();
        if (process.waitFor() != 0) throw new IllegalStateException(String.join("\n", lines));
        var words = lines.getLast().split(" ");
        IO.println(name + ": " + lines.getLast());
        return new double[] {
            Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2])
        };
    }

    private Path lib(Task task, String name) {
        if (!name.equals("ours")) return root.resolve("bench/" + name + "/target/task/lib");
        return FunctionZip.unpack(task.zip(root), folder).folder().resolve("lib");
    }

    private static String size(String name, Path zip) throws IOException {
        return "| %s | %.1f |".formatted(name, Files.size(zip) / 1e6);
    }
}
