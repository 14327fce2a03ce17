package openencoder.bench.crash;

import static java.util.stream.Collectors.joining;

import openencoder.bench.Figures;
import openencoder.bench.Plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says what a campaign found: one line, a table, a plot. */
record CrashReport(Campaign.Shape shape, Campaign.Result result) {

    void write(Path root) throws IOException {
        result.violations()
                .forEach(wrong -> IO.println("seed %d: %s".formatted(shape.seed(), wrong)));
        var name = "crash-" + shape.blow().name().toLowerCase(Locale.ROOT);
        var results = Files.createDirectories(root.resolve("bench/target/results"));
        Files.write(results.resolve(name + ".md"), table());
        Files.writeString(
                results.resolve(name + ".svg"),
                Plot.bars(
                        "Median and most seconds %s: %s"
                                .formatted(shape.blow().awaited, inWords(stages())),
                        stages().stream()
                                .map(this::seconds)
                                .map(took -> List.of(took.median(), took.most()))
                                .toList()));
        IO.println(line());
        IO.println("Table and plot: bench/target/results/%s.md, .svg".formatted(name));
    }

    String line() {
        var landings = result.landings();
        var took = figures(landings.stream().filter(l -> l.job() > 0).toList());
        return "%d x %s, seed %d, %d jobs: %s | %d completed, %d identical, %d cancelled, %d wrong, %d left behind | FFmpeg at work before %d of the blows | %d unfinished uploads for the next day's sweep | %s: median %.2f s, p99 %.2f s"
                .formatted(
                        landings.size(),
                        shape.blow().name().toLowerCase(Locale.ROOT),
                        shape.seed(),
                        result.trials().size(),
                        stages().stream()
                                .map(stage -> stage.inWords() + " " + at(stage).size())
                                .collect(joining(", ")),
                        count("completed"),
                        result.identical(),
                        count("cancelled"),
                        result.violations().size(),
                        result.violations().stream().filter(w -> w.startsWith("left")).count(),
                        landings.stream().filter(Injection::sawFfmpeg).count(),
                        result.uploadsToExpire(),
                        shape.blow().awaited,
                        took.median(),
                        took.quantile(0.99));
    }

    private List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(line());
        lines.add("");
        lines.add("| %s while | blows | median, s | p99, s | most, s |".formatted(shape.blow()));
        lines.add("| --- | --- | --- | --- | --- |");
        for (var stage : stages()) {
            var took = seconds(stage);
            lines.add(
                    "| %s | %d | %.2f | %.2f | %.2f |"
                            .formatted(
                                    stage.inWords(),
                                    at(stage).size(),
                                    took.median(),
                                    took.quantile(0.99),
                                    took.most()));
        }
        return lines;
    }

    private static String inWords(List<JobStage> stages) {
        return stages.stream().map(JobStage::inWords).collect(joining(", "));
    }

    private List<JobStage> stages() {
        return Arrays.stream(JobStage.values()).filter(stage -> !at(stage).isEmpty()).toList();
    }

    private List<Injection> at(JobStage stage) {
        return result.landings().stream().filter(l -> l.stage() == stage).toList();
    }

    private Figures seconds(JobStage stage) {
        return figures(at(stage));
    }

    private static Figures figures(List<Injection> landings) {
        return new Figures(landings.stream().map(l -> l.took().toMillis() / 1e3).toList());
    }

    private long count(String status) {
        return result.trials().stream().filter(t -> t.status().equals(status)).count();
    }
}
