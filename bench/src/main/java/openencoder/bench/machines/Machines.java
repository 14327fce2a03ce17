package openencoder.bench.machines;

import openencoder.bench.Client;
import openencoder.bench.FfmpegRun;
import openencoder.bench.RunningStack;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A fleet at work on real processes: jobs posted at once, machines that come, encode and go. Ends
 * with 1 if a limit was not kept, a job was not completed at its first attempt, a machine stayed
 * for too long, or the bill is not what the receipts say.
 */
public final class Machines {
    private static final String PRESET = "h264_baseline_360p_600";
    private static final int IDLE_SECONDS = 180;
    private static final BigDecimal MAX_HOURLY = new BigDecimal("0.30");
    private static final long GIVEN_UP_SECONDS = 1_200;

    private final int jobs;
    private final int most;
    private final List<String> wrong = new ArrayList<>();
    private final long began = System.nanoTime();

    private Machines(int jobs, int most) {
        this.jobs = jobs;
        this.most = most;
    }

    public static void main(String[] args) throws Exception {
        var jobs = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        var most = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        var data = Files.createTempDirectory("bench-machines");
        var root = Path.of("").toAbsolutePath();
        var options = List.of("--every", "2");
        var bench = new Machines(jobs, most);
        try (var stack = RunningStack.start(root, data.resolve("stack"), 0, options, Map.of())) {
            bench.run(stack, film(data));
        }
        bench.wrong.forEach(each -> System.out.println("WRONG: " + each));
        System.exit(bench.wrong.isEmpty() ? 0 : 1);
    }

    private static Path film(Path folder) throws IOException, InterruptedException {
        var words =
                "-v error -y -f lavfi -i testsrc2=size=640x360:rate=25:duration=8 -f lavfi -i"
                        + " sine=duration=8 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a"
                        + " aac film.mp4";
        new FfmpegRun().run(folder, List.of(words.split(" ")));
        return folder.resolve("film.mp4");
    }

    private void run(RunningStack stack, Path film) throws Exception {
        var client = new Client(stack.api());
        client.put("/api/fleet", fleet());
        var ids = post(client, client.upload(film));
        System.out.printf(
                "%d jobs at once; at most %d machines and $%s an hour%n", jobs, most, MAX_HOURLY);
        var last = until(client, look -> look.completed() + look.failed() >= jobs);
        System.out.printf("All jobs have ended after %d s%n", seconds());
        var ended = seconds();
        until(client, look -> look.machines().isEmpty());
        var left = seconds() - ended;
        System.out.printf("No machine is left %d s after the last job%n", left);
        check(last.completed() == jobs, "%d jobs completed".formatted(last.completed()));
        check(left <= IDLE_SECONDS, "machines stayed for %d s".formatted(left));
        for (var id : ids) checkAttempts(client, id);
        checkBill(stack, client);
    }

    private Map<String, Object> fleet() {
        var fleet = new LinkedHashMap<String, Object>();
        fleet.put("enabled", true);
        fleet.put("max", most);
        fleet.put("max_hourly", MAX_HOURLY);
        fleet.put("target_wait_seconds", 60);
        fleet.put("idle_seconds", IDLE_SECONDS);
        fleet.put("region", "nyc3");
        fleet.put("size", "c-2");
        return fleet;
    }

    private List<Long> post(Client client, String source) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var created =
                    IntStream.range(0, jobs)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () ->
                                                            client.create(
                                                                    PRESET,
                                                                    source,
                                                                    "s3:///%d/".formatted(i))))
                            .toList();
            var ids = new ArrayList<Long>();
            for (var each : created) ids.add(each.get());
            return ids;
        }
    }

    private interface Question {
        boolean isSo(FleetSample look);
    }

    private FleetSample until(Client client, Question question) throws Exception {
        var shown = "";
        while (true) {
            var look = FleetSample.at(client);
            check(look.machines().size() <= most, look.machines().size() + " machines");
            check(look.costPerHour().compareTo(MAX_HOURLY) <= 0, "$" + look.costPerHour());
            var line = look.line(seconds());
            if (!line.substring(6).equals(shown)) System.out.println(line);
            shown = line.substring(6);
            if (question.isSo(look)) return look;
            if (seconds() > GIVEN_UP_SECONDS) throw new IllegalStateException("given up: " + line);
            Thread.sleep(1_000);
        }
    }

    private void checkAttempts(Client client, long id) throws IOException, InterruptedException {
        var job = client.get("/api/jobs/" + id);
        check(
                job.path("attempt").asInt() == 1,
                "job %d was taken from a machine that went: attempt %s"
                        .formatted(id, job.path("attempt")));
    }

    private void checkBill(RunningStack stack, Client client)
            throws IOException, InterruptedException {
        var bill = stack.bill();
        var receipts = client.get("/api/fleet").at("/status/cost_this_month").decimalValue();
        System.out.printf("The bill is $%s, the receipts say $%s%n", bill, receipts);
        check(bill.compareTo(receipts) == 0, "the bill is not what the receipts say");
    }

    private void check(boolean right, String what) {
        if (!right && !wrong.contains(what)) wrong.add(what);
    }

    private long seconds() {
        return (System.nanoTime() - began) / 1_000_000_000L;
    }
}
