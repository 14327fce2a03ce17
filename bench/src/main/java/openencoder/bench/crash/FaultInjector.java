package openencoder.bench.crash;

import openencoder.job.Job;
import openencoder.job.JobState;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Strikes, waits for what must follow, and says what is wrong if it does not. */
final class FaultInjector {
    private static final Duration FFMPEG_ENDS = Duration.ofSeconds(10);

    private final WorkerFault blow;
    private final CrashFixture ground;
    private final WorkerFleet crew;
    private final Path work;
    private final Leftovers remains = new Leftovers();
    private final Set<Long> open = ConcurrentHashMap.newKeySet();

    FaultInjector(WorkerFault blow, CrashFixture ground, WorkerFleet crew, Path work) {
        this.blow = blow;
        this.ground = ground;
        this.crew = crew;
        this.work = work;
    }

    Leftovers remains() {
        return remains;
    }

    /** Notes what the workers have running now. */
    void watch() {
        for (var id : crew.ids()) children(id);
    }

    JobStage stage(Job job) {
        return JobStage.of(job, work);
    }

    void opened(long job) {
        open.add(job);
    }

    void closed(long job) {
        open.remove(job);
    }

    /**
     * @param job as just read
     * @return empty if the job or its worker was gone already
     */
    Optional<Injection> strike(Job job, JobStage aim, String folder, List<String> faults)
            throws Exception {
        if (blow == WorkerFault.CANCEL) return Optional.of(cancel(job, aim, faults));
        var worker = worker(job).filter(id -> crew.find(id).isPresent());
        if (worker.isEmpty()) return Optional.empty();
        return Optional.of(
                blow == WorkerFault.KILL
                        ? kill(job, worker.get(), aim, folder, faults)
                        : terminate(job, worker.get(), aim, faults));
    }

    private static Optional<String> worker(Job job) {
        return job.state() instanceof JobState.Running running
                ? Optional.of(running.lease().worker())
                : Optional.empty();
    }

    private Injection kill(Job job, String worker, JobStage aim, String folder, List<String> faults)
            throws Exception {
        var id = job.id().value();
        var children = children(worker);
        var began = System.nanoTime();
        crew.replace(worker, blow);
        var after = ground.job(id);
        var stage = stage(after);
        if (stage.compareTo(JobStage.PUBLISHING) < 0 && !ground.keys(folder).isEmpty())
            faults.add("had published before the commit when its worker was killed");
        if (!Eventually.holds(
                FFMPEG_ENDS, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
            faults.add("FFmpeg outlived its killed worker by " + FFMPEG_ENDS);
        if (!Eventually.holds(blow.limit, () -> goesOn(ground.job(id), after.attempt())))
            faults.add("no worker went on with it for " + blow.limit);
        return new Injection(blow, aim, stage, id, !children.isEmpty(), since(began));
    }

    private static boolean goesOn(Job job, int attempt) {
        return job.attempt() > attempt || job.state() instanceof JobState.Ended;
    }

    private Injection terminate(Job job, String worker, JobStage aim, List<String> faults)
            throws Exception {
        var id = job.id().value();
        var children = children(worker);
        var stage = stage(job);
        var began = System.nanoTime();
        var code = crew.replace(worker, blow);
        var took = since(began);
        if (code.isEmpty()) faults.add("its worker did not end on SIGTERM");
        code.filter(c -> c != 0).ifPresent(c -> faults.add("its worker ended with " + c));
        if (!Eventually.holds(
                FFMPEG_ENDS, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
            faults.add("FFmpeg outlived its worker by " + FFMPEG_ENDS);
        var after = ground.job(id);
        if (!isHandedBack(job, after)) faults.add("was not handed back, but is " + after.state());
        return new Injection(blow, aim, stage, id, !children.isEmpty(), took);
    }

    /** Over, committed, or open to others without having used up a try. */
    private static boolean isHandedBack(Job before, Job after) {
        if (!(before.state() instanceof JobState.Running had)) return true;
        return switch (after.state()) {
            case JobState.Ended _ -> true;
            case JobState.AwaitingPublication _ -> true;
            case JobState.Waiting waiting -> waiting.tries() < had.tries();
            case JobState.Publishing _ -> true;
            case JobState.Working working ->
                    after.attempt() > before.attempt() && working.tries() <= had.tries();
        };
    }

    private Injection cancel(Job job, JobStage aim, List<String> faults) throws Exception {
        var id = job.id().value();
        var children = worker(job).map(this::children).orElse(Set.of());
        var before = stage(ground.job(id));
        var began = System.nanoTime();
        if (!ground.orders.cancel(id)) {
            var late = stage(ground.job(id));
            if (late.compareTo(JobStage.PUBLISHING) < 0)
                faults.add("could not be cancelled while " + late);
            return new Injection(blow, aim, late, id, !children.isEmpty(), since(began));
        }
        var folder = JobStage.folder(job, work);
        if (!Eventually.holds(blow.limit, () -> isFree(folder, children)))
            faults.add("is still worked on %s after it was cancelled".formatted(blow.limit));
        return new Injection(blow, aim, before, id, !children.isEmpty(), since(began));
    }

    private static boolean isFree(Path folder, Set<ProcessHandle> children) {
        return !Files.exists(folder) && children.stream().noneMatch(ProcessHandle::isAlive);
    }

    /** Ends a worker that has no job. */
    Injection strikeIdle(Random random, List<String> faults) throws Exception {
        var worker = idle(random);
        var began = System.nanoTime();
        var code = crew.replace(worker, blow);
        var took = since(began);
        if (blow == WorkerFault.SIGTERM && !code.equals(Optional.of(0)))
            faults.add("an idle worker ended on SIGTERM with " + code);
        for (var id : open) {
            var job = ground.job(id);
            if (worker(job).filter(worker::equals).isPresent())
                return new Injection(blow, JobStage.IDLE, stage(job), id, false, took);
        }
        return new Injection(blow, JobStage.IDLE, JobStage.IDLE, 0, false, took);
    }

    // A job that waits for its last try might be claimed by this very worker at this moment.
    private String idle(Random random) throws Exception {
        var found = new ArrayList<String>();
        while (true) {
            var jobs = open.stream().map(ground::job).toList();
            var busy = new HashSet<String>();
            jobs.forEach(job -> worker(job).ifPresent(busy::add));
            for (var id : crew.ids()) if (!busy.contains(id) && crew.isReady(id)) found.add(id);
            var isSafe = jobs.stream().noneMatch(FaultInjector::isBeforeItsLastTry);
            if (isSafe && !found.isEmpty()) break;
            found.clear();
            Thread.sleep(50);
        }
        Collections.shuffle(found, random);
        return found.getFirst();
    }

    private static boolean isBeforeItsLastTry(Job job) {
        return job.attempt() >= 2 && job.isClaimable(Instant.now());
    }

    private Set<ProcessHandle> children(String worker) {
        return crew.find(worker).map(process -> remains.under(process.toHandle())).orElse(Set.of());
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
