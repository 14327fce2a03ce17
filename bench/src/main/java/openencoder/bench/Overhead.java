package openencoder.bench;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the system adds to FFmpeg's own time: the same film and preset as a job from its POST to the
 * moment a client sees it completed, and as the bare command, in turn.
 */
public final class Overhead {
    private static final String PRESET = "h264_main_720p_3000";
    private static final int PAIRS = 5;

    private record Pair(double bare, double job) {
        double ratio() {
            return job / bare;
        }
    }

    private final FfmpegRun ffmpeg = new FfmpegRun();
    private final Path folder;

    private Overhead(Path folder) {
        this.folder = folder;
    }

    /**
     * @param arguments a film, or none for 60 seconds of generated 720p; then a preset; then how
     *     many pairs
     */
    public static void main(String... arguments) throws Exception {
        var root = Path.of("").toAbsolutePath();
        var folder = Files.createDirectories(root.resolve("bench/target/overhead"));
        var bench = new Overhead(folder);
        var film =
                arguments.length > 0 ? Path.of(arguments[0]).toAbsolutePath() : bench.generated();
        var preset = arguments.length > 1 ? arguments[1] : PRESET;
        var count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : PAIRS;
        try (var stack = RunningStack.start(root, folder.resolve("data"), 1)) {
            bench.measure(new Client(stack.api()), film, preset, count, root);
        }
    }

    private void measure(Client client, Path film, String preset, int count, Path root)
            throws IOException, InterruptedException {
        var source = client.upload(film);
        var order = Map.of("preset", preset, "source", source, "dest", "s3:///overhead/");
        var passes = client.post("/api/jobs?dry_run=true", order).path("passes");
        var place = Files.createDirectories(folder.resolve("bare"));
        Files.createDirectories(place.resolve("out"));
        Files.deleteIfExists(place.resolve("src"));
        Files.createSymbolicLink(place.resolve("src"), film);

        run(place, passes);
        job(client, preset, source);
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < count; i++) {
            var pair = new Pair(run(place, passes), job(client, preset, source));
            pairs.add(pair);
            IO.println(
                    "pair %d: FFmpeg alone %.2f s, job %.2f s, ratio %.3f"
                            .formatted(i + 1, pair.bare(), pair.job(), pair.ratio()));
        }
        report(pairs, film, preset, root);
    }

    private static void report(List<Pair> pairs, Path film, String preset, Path root)
            throws IOException {
        var ratios = new Figures(pairs.stream().map(Pair::ratio).toList());
        var bare = new Figures(pairs.stream().map(Pair::bare).toList());
        var job = new Figures(pairs.stream().map(Pair::job).toList());
        var lines = new ArrayList<String>();
        lines.add("| %s, %s | median | least | most |".formatted(film.getFileName(), preset));
        lines.add("| --- | --- | --- | --- |");
        lines.add(row("FFmpeg alone, s", bare));
        lines.add(row("job, s", job));
        lines.add(row("ratio", ratios));
        lines.forEach(IO::println);
        var results = Files.createDirectories(root.resolve("bench/target/results"));
        Files.write(results.resolve("overhead.md"), lines);
        Files.writeString(
                results.resolve("overhead.svg"),
                Plot.bars(
                        "Seconds, FFmpeg alone and as a job",
                        pairs.stream().map(pair -> List.of(pair.bare(), pair.job())).toList()));
        IO.println("Table and plot: bench/target/results/overhead.md, .svg");
    }

    private static String row(String what, Figures figures) {
        return "| %s | %.3f | %.3f | %.3f |"
                .formatted(what, figures.median(), figures.least(), figures.most());
    }

    private static double job(Client client, String preset, String source)
            throws IOException, InterruptedException {
        var started = System.nanoTime();
        var ended = client.await(client.create(preset, source, "s3:///overhead/"));
        if (!ended.path("status").asString().equals("completed"))
            throw new IllegalStateException("The job failed: " + ended);
        return since(started);
    }

    private double run(Path place, JsonNode passes) throws IOException, InterruptedException {
        var started = System.nanoTime();
        for (var pass : passes) {
            var arguments = new ArrayList<String>();
            pass.forEach(argument -> arguments.add(argument.asString()));
            ffmpeg.run(place, arguments);
        }
        return since(started);
    }

    private Path generated() throws IOException, InterruptedException {
        var film = folder.resolve("generated.mp4");
        if (Files.exists(film)) return film;
        ffmpeg.run(
                folder,
                List.of(
                        "-f lavfi -i mandelbrot=size=1280x720:rate=25 -f lavfi -i sine=frequency=440 -t 60 -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac -y generated.mp4"
                                .split(" ")));
        return film;
    }

    private static double since(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
