package openencoder.bench.storm;

import openencoder.bench.FfmpegRun;
import openencoder.bench.RunningStack;
import openencoder.job.JobState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Many short jobs from many clients at the same time, while part of all calls to AWS go wrong and
 * every message comes at least twice: every job that was acknowledged must come to its end, once.
 */
public final class Storm {
    private static final int WORKERS = 3;
    private static final Duration STANDSTILL = Duration.ofMinutes(6);
    private static final Map<String, Object> PRESET =
            Map.of(
                    "name",
                    "storm",
                    "data",
                    "{\"raw\":[\"-c:v libx264\",\"-preset ultrafast\",\"-pix_fmt"
                            + " yuv420p\",\"-y\"]}",
                    "output",
                    "storm.mp4");
    private static final String FILM =
            "-f lavfi -i testsrc=size=160x90:rate=12 -t 1 -c:v libx264 -pix_fmt yuv420p -y"
                    + " tiny.mp4";

    /**
     * @param percent of all calls to AWS that go wrong
     * @param seed of the faults
     * @param environment of the stack, more than this process's
     */
    record Settings(
            int jobs,
            int clients,
            double percent,
            long seed,
            int workers,
            Map<String, String> environment) {
        static Settings of(String... arguments) {
            return new Settings(
                    arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000,
                    arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20,
                    arguments.length > 2 ? Double.parseDouble(arguments[2]) : 5,
                    arguments.length > 3
                            ? Long.parseLong(arguments[3])
                            : new SecureRandom().nextInt(1_000_000),
                    WORKERS,
                    Map.of());
        }

        List<String> options() {
            return List.of("--faults", "" + percent, "--fault-seed", "" + seed);
        }
    }

    private final Settings settings;
    private final Path root;
    private final Path data;
    private final StormAnswers answers = new StormAnswers();

    private Storm(Settings settings, Path root, Path folder) {
        this.settings = settings;
        this.root = root;
        this.data = folder.resolve("data");
    }

    /**
     * @param root the project's folder, with everything built
     * @param folder for the stack's data, which stays there
     */
    static StormReport run(Settings settings, Path root, Path folder)
            throws IOException, InterruptedException {
        var film = Files.createDirectories(folder).resolve("tiny.mp4");
        new FfmpegRun().run(folder, List.of(FILM.split(" ")));
        var storm = new Storm(settings, root, folder);
        try (var stack =
                        RunningStack.start(
                                root,
                                storm.data,
                                settings.workers(),
                                settings.options(),
                                settings.environment());
                var unbroken = new UnbrokenStack(stack)) {
            return storm.rage(stack, unbroken, film);
        }
    }

    private StormReport rage(RunningStack stack, UnbrokenStack unbroken, Path film)
            throws IOException, InterruptedException {
        var source = unbroken.bring(film);
        var client = new StormClient(stack.api(), answers);
        // The name is taken if an earlier try got through and its answer did not.
        client.untilAnswered("/api/presets", PRESET);
        var orders =
                new StormOrders(
                        client,
                        answers,
                        Map.of("preset", "storm", "source", source),
                        unbroken::announce);
        var began = System.nanoTime();
        orders.place(settings.jobs(), settings.clients());
        awaitEnd(unbroken);
        var seconds = (System.nanoTime() - began) / 1e9;
        return report(unbroken, orders, seconds);
    }

    /** Until all jobs have ended, or none has for so long that none will. */
    private static void awaitEnd(UnbrokenStack unbroken) throws InterruptedException {
        var told = 0L;
        var lastEnd = System.nanoTime();
        for (var ended = -1L; ; ) {
            var jobs = unbroken.jobs();
            var now = jobs.stream().filter(job -> job.state() instanceof JobState.Ended).count();
            if (now > ended) lastEnd = System.nanoTime();
            ended = now;
            if (ended == jobs.size() || since(lastEnd).compareTo(STANDSTILL) > 0) return;
            if (ended - told >= Math.max(10, jobs.size() / 10)) {
                IO.println("%d of %d jobs have ended".formatted(ended, jobs.size()));
                told = ended;
            }
            // A look reads every row.
            Thread.sleep(Math.clamp(3L * jobs.size(), 300, 3_000));
        }
    }

    private StormReport report(UnbrokenStack unbroken, StormOrders orders, double seconds)
            throws IOException {
        var jobs = unbroken.jobs();
        var swept = unbroken.sweepTomorrow();
        var calls = JournaledCalls.in(data.resolve("logs/aws-calls.jsonl"));
        var check =
                StormCheck.of(
                        new StormCheck.Evidence(
                                orders.acknowledged(),
                                orders.doubtful(),
                                jobs,
                                unbroken.destination(),
                                calls.writes(),
                                unbroken.deadMessages()));
        return new StormReport(
                settings,
                orders.acknowledged().size(),
                jobs,
                check,
                answers,
                calls,
                swept.removed(),
                seconds);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /**
     * @param arguments jobs, clients, percent, seed
     */
    public static void main(String... arguments) throws Exception {
        var root = Path.of("").toAbsolutePath();
        var report = run(Settings.of(arguments), root, root.resolve("bench/target/storm"));
        report.writeTo(Files.createDirectories(root.resolve("bench/target/results")));
        report.lines().forEach(IO::println);
        IO.println("Table and plot: bench/target/results/storm.md, .svg");
        System.exit(report.violations().isEmpty() ? 0 : 1);
    }
}
