package openencoder.bench.crash;

import openencoder.bench.Client;
import openencoder.bench.FfmpegRun;
import openencoder.bench.RunningStack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of jobs whose workers are killed: every job must complete with the outputs of an
 * undisturbed run, and nothing else may be left. With {@code sigterm} workers are asked to leave
 * instead, with {@code cancel} the jobs are cancelled. See {@link Campaign} for what a seed
 * decides.
 */
public final class Crash {
    private static final int BLOWS = 200;
    private static final int LANES = 6;
    private static final String LEASE_SECONDS = "6";

    private static final String SOURCE =
            "-f lavfi -i mandelbrot=size=640x360:rate=25 -f lavfi -i sine=frequency=440 -t %d"
                    + " -threads 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac"
                    + " -y source.mkv";

    private Crash() {}

    /**
     * @param arguments how many blows; then a seed; then {@code kill}, {@code sigterm} or {@code
     *     cancel}
     */
    public static void main(String... arguments) throws Exception {
        var root = Path.of("").toAbsolutePath();
        var folder = Files.createDirectories(root.resolve("bench/target/crash"));
        var blows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BLOWS;
        var seed =
                arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime() % 1_000_000;
        var blow =
                arguments.length > 2
                        ? WorkerFault.valueOf(arguments[2].toUpperCase(Locale.ROOT))
                        : WorkerFault.KILL;
        if (blows < WorkerFault.KILL.aims.size())
            throw new IllegalArgumentException("fewer blows than there are stages");
        IO.println("seed " + seed);
        var shape = new Campaign.Shape(blow, blows, seed, LANES, Film.of(960));
        Campaign.Result result;
        try (var stack = RunningStack.start(root, folder.resolve("data"), 0)) {
            result = run(shape, stack, root, folder);
        }
        new CrashReport(shape, result).write(root);
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }

    private static Campaign.Result run(
            Campaign.Shape shape, RunningStack stack, Path root, Path folder) throws Exception {
        var client = new Client(stack.api());
        var source = client.upload(source(folder, 6));
        for (var film : shape.films())
            client.post(
                    "/api/presets",
                    Map.of("name", film.preset(), "data", film.data(), "output", film.output()));
        var work = folder.resolve("data/work");
        try (var ground = new CrashFixture(stack.environment(), new ApiOrders(client, source));
                var crew =
                        new WorkerFleet(
                                root, worker(ground, work), folder.resolve("data/logs/crew"))) {
            return new Campaign(shape, ground, crew, work).run();
        }
    }

    private record ApiOrders(Client client, String source) implements CrashFixture.Orders {
        @Override
        public long order(Film film, String dest) throws IOException, InterruptedException {
            return client.create(film.preset(), source, dest);
        }

        @Override
        public boolean cancel(long job) throws IOException, InterruptedException {
            return client.isDone("/api/jobs/" + job + "/cancel");
        }
    }

    static Map<String, String> worker(CrashFixture ground, Path work) {
        var environment = new HashMap<>(ground.workerEnvironment());
        environment.put("WORK_DIR", work.toString());
        environment.put("LEASE_SECONDS", LEASE_SECONDS);
        environment.put("THREADS", "1");
        return environment;
    }

    /** Picture and sound, always the same. */
    static Path source(Path folder, int seconds) throws IOException, InterruptedException {
        var film = folder.resolve("source.mkv");
        if (Files.exists(film)) return film;
        new FfmpegRun().run(folder, List.of(SOURCE.formatted(seconds).split(" ")));
        return film;
    }
}
