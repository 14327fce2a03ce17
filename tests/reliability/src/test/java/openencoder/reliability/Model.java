package openencoder.reliability;

import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to hold, in as few words as possible and without any of the code it checks. It is told
 * of every write at the moment it is made, and keeps the first thing that was wrong.
 *
 * <ul>
 *   <li>one worker holds a job at a time: only the one that claimed it last gets writes through
 *   <li>an attempt that is over never goes on, and an end is left by a restart only
 *   <li>what is published was committed before, and never gives way to an older attempt's
 *   <li>nothing is published before it is stored that it is begun, and after that nothing is
 *       cancelled: a job that was cancelled publishes nothing of that run
 *   <li>what is committed stays so until it is published or the job is cancelled
 *   <li>a completed job's outputs stand where they should, made by the committed attempt
 *   <li>ids are unique and grow
 * </ul>
 */
final class Model {
    private static final Pattern STAGED =
            Pattern.compile(
                    Pattern.quote(MediaUri.RESERVED_PREFIX) + "attempts/(\\d+)-\\w+/(\\d+)/.*");

    private static final class Known {
        Job last;
        Optional<Machine> holder = Optional.empty();
        int runBegan;
        boolean isBegunInThisRun;
        final Set<Integer> begun = new HashSet<>();
        final Set<Integer> over = new HashSet<>();
        final Map<Integer, Set<String>> commits = new HashMap<>();
        final Map<ObjectKey, Integer> published = new HashMap<>();

        Known(Job job) {
            last = job;
        }
    }

    private static final BiFunction<String, String, Stream<String>> NAMED =
            (name, json) ->
                    Pattern.compile("\"%s\":\"([^\"]*)\"".formatted(name))
                            .matcher(json)
                            .results()
                            .map(found -> found.group(1));

    private final Function<ObjectKey, Optional<String>> text;
    private final String destination;
    private final TreeMap<Long, Known> jobs = new TreeMap<>();
    private final Set<String> guids = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private Optional<String> violation = Optional.empty();

    /**
     * @param text what an object holds
     * @param destination the bucket of outputs
     */
    Model(Function<ObjectKey, Optional<String>> text, String destination) {
        this.text = text;
        this.destination = destination;
    }

    Optional<String> violation() {
        return violation;
    }

    List<String> history() {
        return history;
    }

    void note(String what) {
        history.add(what);
    }

    List<JobId> ids() {
        return jobs.keySet().stream().map(JobId::new).toList();
    }

    void added(Job job) {
        note(by() + " adds job " + job.id());
        var isNext = jobs.isEmpty() || jobs.lastKey() < job.id().value();
        require(isNext, "job %s came after job %s", job.id(), jobs.isEmpty() ? 0 : jobs.lastKey());
        require(guids.add(job.guid()), "the guid of job %s was there before", job.id());
        jobs.put(job.id().value(), new Known(job));
    }

    /** A client was told that the job is there. */
    void promised(Job job) {
        require(jobs.containsKey(job.id().value()), "job %s was promised only", job.id());
    }

    void moved(Job before, Job after) {
        if (before.equals(after)) return; // the answer to a write that was sent again
        note(by() + " moves job " + before.id() + ": " + shown(before) + " -> " + shown(after));
        var known = jobs.get(after.id().value());
        switch (after.state()) {
            case JobState.Running running -> running(known, before, after, running);
            case JobState.Waiting _ -> waiting(known, before, after);
            case JobState.Ended _ -> ended(known, before, after);
        }
        if (after.isPublicationBegun()) {
            known.isBegunInThisRun = true;
            known.begun.add(commit(after).orElseThrow().attempt());
        }
        known.last = after;
    }

    private void running(Known known, Job before, Job after, JobState.Running running) {
        var id = after.id();
        require(!isEnded(before), "job %s had ended and runs", id);
        require(!known.over.contains(after.attempt()), "an attempt of job %s that was over", id);
        if (after.attempt() == before.attempt()) {
            require(isHeldByCaller(known), "%s writes job %s, which it does not hold", by(), id);
            require(isRunning(before), "job %s runs without a claim", id);
        } else {
            require(after.attempt() == before.attempt() + 1, "attempts of job %s jump", id);
            require(mayTake(before), "%s takes job %s too early", by(), id);
            known.over.add(before.attempt());
            known.holder = Optional.of(SteppedThread.currentMachine());
        }
        var commit = commit(after);
        require(
                commit(before).isEmpty() || commit(before).equals(commit),
                "the commit of job %s changed",
                id);
        if (commit(before).isEmpty() && commit.isPresent()) committed(known, after, commit.get());
        require(running.progress() != null, "no progress of job %s", id);
    }

    private void committed(Known known, Job after, Commit commit) {
        require(commit.attempt() == after.attempt(), "job %s committed another's", after.id());
        known.commits.put(commit.attempt(), made(after, commit.attempt()));
    }

    private void waiting(Known known, Job before, Job after) {
        var id = after.id();
        require(
                before.status() == JobStatus.COMPLETED || commit(before).equals(commit(after)),
                "the commit of job %s is lost",
                id);
        if (isEnded(before)) {
            known.isBegunInThisRun = false;
            require(after.status() == JobStatus.RESTARTING, "job %s waits after its end", id);
            require(after.attempt() == before.attempt() + 1, "job %s restarts unfenced", id);
            known.runBegan = after.attempt();
        } else {
            require(after.attempt() == before.attempt(), "attempts of job %s jump", id);
        }
        if (!isRunning(before)) return;
        require(
                isHeldByCaller(known) || mayTake(before),
                "%s gives away job %s, which another holds",
                by(),
                id);
        known.over.add(before.attempt());
        known.holder = Optional.empty();
    }

    private void ended(Known known, Job before, Job after) {
        var id = after.id();
        require(!isEnded(before), "job %s ended twice", id);
        known.over.add(before.attempt());
        if (after.state() instanceof JobState.Completed completed) {
            require(isHeldByCaller(known), "%s completes job %s, which is not its", by(), id);
            require(
                    commit(before).equals(Optional.of(completed.result())),
                    "job %s completed what it had not committed",
                    id);
            outputsStand(known, completed.result());
        } else {
            var isCancelled = after.status() == JobStatus.CANCELLED;
            require(
                    !isCancelled || !before.isPublicationBegun(),
                    "job %s was cancelled while it was published",
                    id);
            require(
                    isCancelled || commit(before).equals(commit(after)),
                    "job %s failed and lost its commit",
                    id);
            var isFenced = after.attempt() == before.attempt() + 1;
            require(
                    isFenced || isHeldByCaller(known) || mayTake(before),
                    "%s ends job %s, which another holds",
                    by(),
                    id);
        }
        known.holder = Optional.empty();
    }

    void uploaded(ObjectKey key) {
        require(isReserved(key), "%s is written before it is published", key);
    }

    void deleted(ObjectKey key) {
        require(isReserved(key), "%s is deleted", key);
        require(!isNeeded(key), "%s is deleted though it is to be published", key);
    }

    private boolean isNeeded(ObjectKey key) {
        var staged = STAGED.matcher(key.key());
        if (!staged.matches()) return false;
        var known = jobs.get(Long.parseLong(staged.group(1)));
        if (known == null) return false;
        var attempt = Integer.parseInt(staged.group(2));
        return commit(known.last).filter(commit -> commit.attempt() == attempt).isPresent();
    }

    void published(ObjectKey to) {
        if (isReserved(to)) return;
        var content = text.apply(to);
        note(by() + " publishes " + to.key() + ": " + content.orElse("nothing"));
        if (content.isEmpty()) return;
        var made = content.get().split(":");
        var known = jobs.get(Long.parseLong(made[0]));
        var attempt = Integer.parseInt(made[1]);
        require(
                isNamed(known.commits.get(attempt), to),
                "%s holds attempt %d of job %s, which was not committed",
                to,
                attempt,
                made[0]);
        require(
                known.begun.contains(attempt),
                "%s is published before that was stored to have begun",
                to);
        var before = known.published.getOrDefault(to, 0);
        require(attempt >= before, "%s went back from attempt %d to %d", to, before, attempt);
        var isBarren =
                known.last.status() == JobStatus.CANCELLED
                        || known.last.status() == JobStatus.ERROR && !known.isBegunInThisRun;
        require(
                !isBarren || attempt == before || attempt < known.runBegan,
                "job %s publishes after it was %s",
                made[0],
                known.last.status());
        known.published.put(to, attempt);
    }

    /** The keys that the attempt's manifest names, beside which it lies. */
    private Set<String> made(Job job, int attempt) {
        var manifest = new ObjectKey(destination, job.stagedUnder(destination, attempt).key());
        var json = text.apply(manifest.resolve("manifest.json")).orElse("");
        var prefix = NAMED.apply("prefix", json).findFirst().orElse("");
        return NAMED.apply("name", json).map(prefix::concat).collect(Collectors.toSet());
    }

    private static boolean isNamed(Set<String> keys, ObjectKey to) {
        return keys != null && keys.contains(to.key());
    }

    private void outputsStand(Known known, Commit result) {
        var expected = known.last.id() + ":" + result.attempt();
        var keys = known.commits.getOrDefault(result.attempt(), Set.of());
        require(keys.size() == result.made().count(), "job %s made too little", known.last.id());
        for (var key : keys) {
            var content = text.apply(new ObjectKey(destination, key));
            require(
                    content.equals(Optional.of(expected)),
                    "job %s is completed, but %s holds %s",
                    known.last.id(),
                    key,
                    content);
        }
    }

    /** Once everything has come to rest. */
    void settled(List<ObjectKey> staged) {
        for (var known : jobs.values()) {
            require(
                    isEnded(known.last),
                    "job %s never ends: %s",
                    known.last.id(),
                    shown(known.last));
            if (known.last.state() instanceof JobState.Completed completed)
                outputsStand(known, completed.result());
        }
        var unwanted = staged.stream().filter(key -> !isNeeded(key)).toList();
        require(unwanted.isEmpty(), "left behind: %s", unwanted);
    }

    boolean isAtRest() {
        return jobs.values().stream().allMatch(known -> isEnded(known.last));
    }

    private boolean isHeldByCaller(Known known) {
        return known.holder.filter(SteppedThread.currentMachine()::equals).isPresent();
    }

    /** By the clock of the machine that asks, which is all it has. */
    private static boolean mayTake(Job job) {
        var now = SteppedThread.currentMachine().clock().instant();
        return switch (job.state()) {
            case JobState.Running running -> running.lease().isOver(now);
            case JobState.AwaitingPublication awaiting ->
                    !now.isBefore(awaiting.pending().notBefore());
            case JobState.Queued _, JobState.Restarting _, JobState.Ended _ -> true;
        };
    }

    /** Of a result that is still to be published. */
    private static Optional<Commit> commit(Job job) {
        return job.status() == JobStatus.COMPLETED ? Optional.empty() : job.commit();
    }

    private static boolean isEnded(Job job) {
        return job.state() instanceof JobState.Ended;
    }

    private static boolean isRunning(Job job) {
        return job.state() instanceof JobState.Running;
    }

    private static boolean isReserved(ObjectKey key) {
        return key.key().startsWith(MediaUri.RESERVED_PREFIX);
    }

    private static String shown(Job job) {
        var mark = commit(job).map(commit -> " committed " + commit.attempt()).orElse("");
        return job.status().wireName() + " attempt " + job.attempt() + mark;
    }

    private static String by() {
        return SteppedThread.currentMachine().toString();
    }

    private void require(boolean holds, String otherwise, Object... arguments) {
        if (holds || violation.isPresent()) return;
        violation = Optional.of(otherwise.formatted(arguments));
        note("VIOLATION " + violation.get());
    }
}
