package openencoder.bench.function;

import openencoder.bench.Figures;
import openencoder.bench.HostMachine;
import openencoder.bench.Plot;
import openencoder.cloud.template.FunctionResource;
import openencoder.cloud.template.Template;
import openencoder.local.lambda.FunctionRun;
import openencoder.local.lambda.Launch;
import openencoder.local.lambda.Launch.Kind;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * From the start of a JVM to its first correct answer, through AWS's runtime client, on one
 * processor, in turn: each of our functions, AWS's stock handler and a plain one. After a primed
 * checkpoint, the first answer alone.
 */
public final class ColdStart {
    private static final int RUNS = 7;
    private static final int MEMORY = 1769;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /**
     * @param wall milliseconds
     * @param processor milliseconds on processors, which a busy machine hardly lengthens
     */
    private record Took(double wall, double processor) {
        static Took of(Duration wall, Duration processor) {
            return new Took(wall.toNanos() / 1e6, processor.toNanos() / 1e6);
        }
    }

    private final Path root = Path.of("").toAbsolutePath();
    private final Path folder = root.resolve("bench/target/coldstart");
    private final FunctionFixture ground;

    private ColdStart(FunctionFixture ground) {
        this.ground = ground;
    }

    /**
     * @param arguments how often each is started, 7 unless told; then the functions, all unless
     *     told
     */
    public static void main(String... arguments) throws Exception {
        var runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
        var wanted = List.of(arguments).stream().skip(1).toList();
        new ColdStart(new FunctionFixture()).measure(runs, wanted);
    }

    private void measure(int runs, List<String> wanted) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        lines.add(HostMachine.name() + "; load before: " + HostMachine.load());
        lines.add("");
        lines.add(
                "| function | variant | median, ms | least | most | x stock | x plain, cached"
                        + " | on processors, ms | x stock | x plain, cached |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var groups = new ArrayList<List<Double>>();
        for (var task : Task.ALL) {
            if (!wanted.isEmpty() && !wanted.contains(task.name())) continue;
            var medians = report(task, times(task, variants(task), runs), lines);
            groups.add(medians);
        }
        lines.add("");
        lines.add("Load after: " + HostMachine.load());
        lines.forEach(IO::println);
        var results = Files.createDirectories(root.resolve("bench/target/results"));
        Files.write(results.resolve("coldstart.md"), lines);
        Files.writeString(
                results.resolve("coldstart.svg"),
                Plot.bars(
                        "Cold start, ms: a group a function, its variants in the table's order",
                        groups));
        IO.println("Table and plot: bench/target/results/coldstart.md, .svg");
    }

    private List<Variant> variants(Task task) throws IOException {
        var ours = task.zip(root);
        var plain = Task.packed(root, "plain");
        var variables = Template.read(root.resolve("template.yaml")).commonVariables();
        return List.of(
                Variant.of("stock", Task.packed(root, "stock"), Task.STOCK, Kind.ON_DEMAND),
                Variant.of("plain", plain, Task.PLAIN, Kind.ON_DEMAND),
                Variant.of("plain, cached", plain, Task.PLAIN, Kind.IMAGE),
                Variant.of("ours", ours, task.handler(), Kind.ON_DEMAND).with(variables),
                Variant.of("ours, cached", ours, task.handler(), Kind.IMAGE),
                Variant.of("ours, first after checkpoint", ours, task.handler(), Kind.SNAP_START)
                        .with(variables));
    }

    private Map<Variant, List<Took>> times(Task task, List<Variant> variants, int runs)
            throws IOException, InterruptedException {
        var event = ground.event(task.target(), true);
        var times = new LinkedHashMap<Variant, List<Took>>();
        var places = new LinkedHashMap<Variant, Path>();
        for (var variant : variants) {
            times.put(variant, new ArrayList<>());
            places.put(variant, prepared(task, variant, event));
        }
        for (var run = -1; run < runs; run++) {
            for (var variant : variants) {
                var took = start(variant, places.get(variant), event);
                if (run < 0) continue;
                times.get(variant).add(took);
                IO.println(
                        "%s, %s: %.1f ms, %.1f on processors"
                                .formatted(
                                        task.name(),
                                        variant.name(),
                                        took.wall(),
                                        took.processor()));
            }
        }
        return times;
    }

    private Path prepared(Task task, Variant variant, String event)
            throws IOException, InterruptedException {
        var place = folder.resolve(task.name() + "-" + variant.name().replaceAll("\\W+", "-"));
        Files.createDirectories(place);
        if (variant.kind() == Kind.IMAGE) image(variant, place, event);
        return place;
    }

    private void image(Variant variant, Path place, String event)
            throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("event.json"), event);
        var make =
                new ProcessBuilder(
                        root.resolve("functions/image/make").toString(),
                        variant.code().toString(),
                        FunctionRun.client(root).toString(),
                        variant.handler(),
                        place.toString(),
                        file.toString());
        make.environment().putAll(ground.environment());
        var log = folder.resolve("image.log").toFile();
        var status = make.redirectErrorStream(true).redirectOutput(log).start().waitFor();
        if (status != 0) throw new IllegalStateException(Files.readString(log.toPath()));
    }

    private Took start(Variant variant, Path place, String event) {
        var function =
                new FunctionResource(
                        "Bench", variant.code(), variant.handler(), MEMORY, LIMIT, Map.of());
        var launch = Launch.of(variant.kind()).under("taskset", "-c", "0");
        var run = new FunctionRun(function, FunctionRun.client(root), place, LIMIT, launch);
        var bytes = event.getBytes(StandardCharsets.UTF_8);
        var environment = new HashMap<>(ground.environment());
        environment.putAll(variant.variables());
        var result = run.invoke(bytes, environment, OutputStream.nullOutputStream(), _ -> {});
        var answer = new String(result.response(), StandardCharsets.UTF_8);
        if (!answer.contains("\"statusCode\":200"))
            throw new IllegalStateException(variant.name() + " answered " + answer);
        var report = result.report();
        return variant.first()
                ? Took.of(report.duration(), result.eventOnProcessor())
                : Took.of(
                        report.init().plus(report.duration()),
                        result.startOnProcessor().plus(result.eventOnProcessor()));
    }

    private static List<Double> report(
            Task task, Map<Variant, List<Took>> times, List<String> lines) {
        var medians = new ArrayList<Double>();
        var stock = times.values().stream().toList().get(0);
        var limit = times.values().stream().toList().get(2);
        times.forEach(
                (variant, each) -> {
                    var wall = figures(each, Took::wall);
                    medians.add(wall.median());
                    lines.add(
                            "| %s | %s | %.1f | %.1f | %.1f | %.2f | %.2f | %.1f | %.2f | %.2f |"
                                    .formatted(
                                            task.name(),
                                            variant.name(),
                                            wall.median(),
                                            wall.least(),
                                            wall.most(),
                                            ratio(each, stock, Took::wall),
                                            ratio(each, limit, Took::wall),
                                            figures(each, Took::processor).median(),
                                            ratio(each, stock, Took::processor),
                                            ratio(each, limit, Took::processor)));
                });
        return medians;
    }

    private static double ratio(
            List<Took> these, List<Took> others, Function<Took, Double> figure) {
        return figures(these, figure).median() / figures(others, figure).median();
    }

    private static Figures figures(List<Took> times, Function<Took, Double> figure) {
        return new Figures(times.stream().map(figure).toList());
    }
}
