package openencoder.bench.fleet;

import openencoder.bench.Plot;
import openencoder.fleet.FleetSettings;
import openencoder.machine.ProviderId;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A week of jobs on machines of each kind of fleet: what it costs, and how long jobs wait. */
public final class Fleet {
    private static final BigDecimal PRICE = new BigDecimal("0.125");

    private Fleet() {}

    static List<Trace> traces(long seed) {
        return List.of(Trace.steady(seed), Trace.burst(seed), Trace.nightly(seed));
    }

    private static FleetSettings settings(Duration target) {
        return new FleetSettings(
                true,
                0,
                60,
                BigDecimal.TEN,
                target,
                Duration.ofMinutes(10),
                ProviderId.DIGITALOCEAN,
                "fra1",
                "c-4");
    }

    /** Of each fleet in turn, ours last. */
    static List<Outcome> run(Trace trace, long seed) {
        var settings = settings(trace.target());
        var scalers =
                List.of(
                        new Scaler.Fixed("fixed, mean", trace.mean()),
                        new Scaler.Fixed("fixed, peak", trace.peak()),
                        new Scaler.QueueLength(settings),
                        new Scaler.Ours(settings));
        return scalers.stream().map(each -> Simulation.run(trace, each, PRICE, seed)).toList();
    }

    private static List<String> table(List<List<Outcome>> weeks) {
        var lines = new ArrayList<>(List.of(Outcome.HEAD));
        weeks.forEach(week -> week.forEach(each -> lines.add(each.row())));
        return lines;
    }

    private static void plot(
            Path file, String title, List<List<Outcome>> weeks, ToDoubleFunction<Outcome> value)
            throws IOException {
        var groups =
                weeks.stream()
                        .map(week -> week.stream().map(value::applyAsDouble).toList())
                        .toList();
        Files.writeString(file, Plot.bars(title, groups));
    }

    /**
     * @param arguments a seed
     */
    public static void main(String... arguments) throws IOException {
        var seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        var weeks = traces(seed).stream().map(trace -> run(trace, seed)).toList();
        var results = Files.createDirectories(Path.of("bench/target/results").toAbsolutePath());
        var table = table(weeks);
        Files.write(results.resolve("fleet.md"), table);
        var legend = ": steady, burst, nightly batch; fixed mean, fixed peak, queue length, ours";
        plot(
                results.resolve("fleet-cost.svg"),
                "US dollars a week" + legend,
                weeks,
                each -> each.cost().doubleValue());
        plot(
                results.resolve("fleet-wait.svg"),
                "Minutes that 95 % of jobs wait at most" + legend,
                weeks,
                each -> each.wait(0.95) / 60);
        table.forEach(IO::println);
        IO.println(
                "Table and plots: bench/target/results/fleet.md, fleet-cost.svg, fleet-wait.svg");
    }
}
