package openencoder.bench;

import openencoder.preset.SeedPresets;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What a user waits for: clips encoded one after the other by bare FFmpeg commands, by one {@code
 * encode} that starts a stack of its own, and by one through a stack that runs.
 */
public final class Clips {
    private static final String PRESET = "h264_baseline_360p_600";

    private final FfmpegRun ffmpeg = new FfmpegRun();
    private final Path root = Path.of("").toAbsolutePath();
    private final Path folder;
    private final List<Path> clips;

    private Clips(Path folder, int count, int seconds) throws IOException, InterruptedException {
        this.folder = folder;
        this.clips = generated(count, seconds);
    }

    /**
     * @param arguments how many clips, 20 unless told; of how many seconds, 5; how many runs, 3
     */
    public static void main(String... arguments) throws Exception {
        var numbers = List.of(arguments).stream().map(Integer::parseInt).toList();
        var count = numbers.size() > 0 ? numbers.get(0) : 20;
        var seconds = numbers.size() > 1 ? numbers.get(1) : 5;
        var runs = numbers.size() > 2 ? numbers.get(2) : 3;
        var folder = Path.of("bench/target/clips").toAbsolutePath();
        new Clips(Files.createDirectories(folder), count, seconds).measure(runs);
    }

    private void measure(int runs) throws Exception {
        var alone = Files.createDirectories(folder.resolve("alone"));
        var beside = Files.createDirectories(folder.resolve("beside"));
        var times = new LinkedHashMap<String, List<Double>>();
        var warmUp = times(1, "alone", () -> encode(alone));
        IO.println("The first run, not counted: %.1f s".formatted(warmUp.getFirst()));
        times.put("bare FFmpeg", new ArrayList<>());
        times.put("encode", new ArrayList<>());
        for (var run = 0; run < runs; run++) {
            times.get("bare FFmpeg").addAll(times(1, "bare FFmpeg", this::loop));
            times.get("encode").addAll(times(1, "encode", () -> encode(alone)));
        }
        try (var _ = RunningStack.start(root, beside.resolve(".openencoder"), 1)) {
            times.put(
                    "encode, a stack runs",
                    times(runs, "encode, a stack runs", () -> encode(beside)));
        }
        report(times);
    }

    private static List<Double> times(int runs, String what, Callable<Void> measured)
            throws Exception {
        var seconds = new ArrayList<Double>();
        for (var run = 0; run < runs; run++) {
            var started = System.nanoTime();
            measured.call();
            seconds.add((System.nanoTime() - started) / 1e9);
            IO.println("%s: %.2f s".formatted(what, seconds.getLast()));
        }
        return seconds;
    }

    private void report(Map<String, List<Double>> times) throws IOException {
        var bare = new Figures(times.get("bare FFmpeg")).median();
        var lines = new ArrayList<String>();
        lines.add(HostMachine.name() + "; %d clips, %s".formatted(clips.size(), PRESET));
        lines.add("");
        lines.add("| | median, s | least | most | added, s | ratio |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        times.forEach(
                (what, seconds) -> {
                    var figures = new Figures(seconds);
                    lines.add(
                            "| %s | %.2f | %.2f | %.2f | %.2f | %.3f |"
                                    .formatted(
                                            what,
                                            figures.median(),
                                            figures.least(),
                                            figures.most(),
                                            figures.median() - bare,
                                            figures.median() / bare));
                });
        lines.forEach(IO::println);
        var results = Files.createDirectories(root.resolve("bench/target/results"));
        Files.write(results.resolve("clips-%d.md".formatted(clips.size())), lines);
    }

    private Void loop() throws IOException, InterruptedException {
        var made = Files.createDirectories(folder.resolve("bare"));
        for (var clip : clips) {
            var arguments = new ArrayList<>(List.of("-v", "error", "-i", clip.toString()));
            arguments.addAll(preset());
            arguments.add(made.resolve(clip.getFileName()).toString());
            ffmpeg.run(folder, arguments);
        }
        return null;
    }

    /**
     * @param place the folder that it is started in
     */
    private Void encode(Path place) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(root.resolve("openencoder").toString(), "encode"));
        clips.forEach(clip -> command.add(clip.toString()));
        Collections.addAll(command, "--preset", PRESET, "--force");
        var log = place.resolve("encode.log");
        var process =
                new ProcessBuilder(command)
                        .directory(place.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.waitFor() != 0) throw new IllegalStateException(Files.readString(log));
        return null;
    }

    private static List<String> preset() {
        var preset =
                SeedPresets.ALL.stream().filter(each -> each.name().equals(PRESET)).findFirst();
        var raw = JsonMapper.shared().readTree(preset.orElseThrow().data()).path("raw");
        return raw.valueStream()
                .flatMap(line -> List.of(line.asString().split(" ")).stream())
                // the clips are larger; a shell would need the formula's comma escaped
                .map(word -> word.startsWith("scale=") ? "scale=-2:360" : word)
                .toList();
    }

    private List<Path> generated(int count, int seconds) throws IOException, InterruptedException {
        var films = new ArrayList<Path>();
        for (var number = 1; number <= count; number++) {
            var film = folder.resolve("clip-%02d-%d.mp4".formatted(number, seconds));
            films.add(film);
            if (Files.exists(film)) continue;
            var arguments =
                    ("-f lavfi -i mandelbrot=size=1280x720:rate=25:start_scale=%d -f lavfi -i"
                                    + " sine=frequency=440 -t %d -c:v libx264 -preset veryfast"
                                    + " -pix_fmt yuv420p -c:a aac -y %s")
                            .formatted(number, seconds, film.getFileName());
            ffmpeg.run(folder, List.of(arguments.split(" ")));
        }
        return films;
    }
}
