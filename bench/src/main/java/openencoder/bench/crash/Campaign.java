package openencoder.bench.crash;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import openencoder.job.Job;
import openencoder.job.JobState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Jobs under blows, and the reckoning. A seed decides where each blow is aimed, which job gets it
 * and how long after the job has reached the stage it is struck. The machine decides the rest: how
 * long stages last, which worker takes which job, and so where a blow really lands, which is what
 * is counted. The same seed thus gives the same campaign, but not to the millisecond.
 */
final class Campaign {
    private static final Duration SWEPT = Duration.ofSeconds(150);
    private static final Pattern ENCODE =
            Pattern.compile(".*\\bjobId=(\\d+) .*\\battempt=(\\d+) .*Encode starts.*");

    /**
     * @param films two; every third job makes the second
     * @param lanes jobs at a time, with a worker for each
     */
    record Shape(WorkerFault blow, int blows, long seed, int lanes, List<Film> films) {}

    /**
     * @param violations everything that is wrong
     * @param identical jobs with the outputs of an undisturbed run
     * @param uploadsToExpire unfinished uploads that the sweeper removes after a day
     */
    record Result(
            List<FaultTrial> trials, List<String> violations, long identical, int uploadsToExpire) {
        List<Injection> landings() {
            return trials.stream().flatMap(trial -> trial.landings().stream()).toList();
        }
    }

    private final Shape shape;
    private final CrashFixture ground;
    private final WorkerFleet crew;
    private final Path work;
    private final CampaignPlan plan;
    private final FaultInjector striker;
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * @param work the workers' folder
     */
    Campaign(Shape shape, CrashFixture ground, WorkerFleet crew, Path work) {
        this.shape = shape;
        this.ground = ground;
        this.crew = crew;
        this.work = work;
        plan = new CampaignPlan(shape.blow(), shape.blows(), shape.seed());
        striker = new FaultInjector(shape.blow(), ground, crew, work);
    }

    Result run() throws Exception {
        crew.start(shape.lanes());
        var trials = new ArrayList<FaultTrial>();
        try (var watching = Executors.newSingleThreadScheduledExecutor();
                var threads = Executors.newFixedThreadPool(shape.lanes())) {
            var watch = watching.scheduleWithFixedDelay(striker::watch, 0, 100, MILLISECONDS);
            var twice = Stream.concat(shape.films().stream(), shape.films().stream());
            trials.addAll(all(threads, twice.map(this::undisturbed).toList()));
            var undisturbed = new HashMap<Film, Map<String, String>>();
            for (var trial : trials) undisturbed.putIfAbsent(trial.film(), outputs(trial));
            var lanes = Collections.nCopies(shape.lanes(), (Callable<List<FaultTrial>>) this::lane);
            all(threads, lanes).forEach(trials::addAll);
            watch.cancel(false);
            return reckoned(trials, new Checker(undisturbed));
        }
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks)
            throws Exception {
        var results = new ArrayList<T>();
        for (var task : threads.invokeAll(tasks)) results.add(task.get());
        return results;
    }

    private Callable<FaultTrial> undisturbed(Film film) {
        return () -> trial(film, List.of());
    }

    private Map<String, String> outputs(FaultTrial trial) {
        var outputs = new HashMap<String, String>();
        ground.hashes(trial.folder())
                .forEach((key, hash) -> outputs.put(key.substring(trial.folder().length()), hash));
        return outputs;
    }

    private List<FaultTrial> lane() throws Exception {
        var trials = new ArrayList<FaultTrial>();
        for (var aims = plan.next(); !aims.isEmpty(); aims = plan.next()) {
            var films = shape.films();
            var film = numbers.get() % 3 == 0 ? films.getLast() : films.getFirst();
            trials.add(trial(film, aims));
        }
        return trials;
    }

    private FaultTrial trial(Film film, List<JobStage> aims) throws Exception {
        var number = numbers.incrementAndGet();
        var folder = "crash/%d/".formatted(number);
        var ordeal = new FaultRun(striker, ground, plan, shape.seed() * 1_000_003 + number);
        var trial = ordeal.of(film, folder, aims);
        for (var landing : trial.landings())
            IO.println(
                    "job %d: %s while %s, %.1f s %s"
                            .formatted(
                                    landing.job(),
                                    landing.blow().name().toLowerCase(Locale.ROOT),
                                    landing.stage().inWords(),
                                    landing.took().toMillis() / 1e3,
                                    landing.blow().awaited));
        return trial;
    }

    private Result reckoned(List<FaultTrial> ended, Checker checker) throws Exception {
        Eventually.holds(SWEPT, () -> ground.keys(".openencoder/attempts/").isEmpty());
        crew.close();
        var uploads = ground.uploads().size();
        ground.removeUploadsAsADayLater();
        var processes = striker.remains().alive(work).map(Leftovers::describe).toList();
        var found =
                new Finding(ground.hashes(""), ground.uploads(), processes, foldersOfAttempts());
        var trials = ended.stream().map(this::asItStands).toList();
        var violations = new ArrayList<>(checker.violations(trials, found));
        violations.addAll(encodedAfterTheCommit(trials));
        if (!striker.remains().hasSeenFfmpeg())
            violations.add("FFmpeg was never seen, so that it is gone proves nothing");
        var identical = trials.stream().filter(t -> checker.isIdentical(t, found)).count();
        return new Result(trials, violations, identical, uploads);
    }

    private FaultTrial asItStands(FaultTrial trial) {
        var status = ground.job(trial.job()).status().wireName();
        return new FaultTrial(
                trial.job(),
                trial.film(),
                trial.folder(),
                status,
                trial.landings(),
                trial.faults());
    }

    private List<String> foldersOfAttempts() throws IOException {
        if (!Files.exists(work)) return List.of();
        try (var files = Files.list(work)) {
            return files.map(Path::toString).toList();
        }
    }

    private List<String> encodedAfterTheCommit(List<FaultTrial> trials) throws IOException {
        var commits = new HashMap<Long, Integer>();
        for (var trial : trials) commitOf(ground.job(trial.job()), commits);
        var wrong = new ArrayList<String>();
        for (var line : crew.said()) {
            var encode = ENCODE.matcher(line);
            if (!encode.matches()) continue;
            var commit = commits.get(Long.parseLong(encode.group(1)));
            if (commit != null && Integer.parseInt(encode.group(2)) > commit)
                wrong.add("job %s: encoded again after the commit".formatted(encode.group(1)));
        }
        return wrong;
    }

    private static void commitOf(Job job, Map<Long, Integer> commits) {
        if (job.state() instanceof JobState.Completed completed)
            commits.put(job.id().value(), completed.result().attempt());
    }
}
