package openencoder.bench.storm;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.output.Output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether anything was lost, doubled, stuck or left behind; each finding names its job. */
final class StormCheck {
    /**
     * What was seen once the storm was over.
     *
     * @param acknowledged the id that a client was told, by destination key
     * @param doubtful destination keys of orders that were never acknowledged
     * @param jobs every row
     * @param destination after a sweep a day later
     * @param writes how often an object was accepted, by {@code /bucket/key}
     * @param deadMessages in the dead-letter queue
     */
    record Evidence(
            Map<String, Long> acknowledged,
            Set<String> doubtful,
            List<Job> jobs,
            Destination destination,
            Map<String, Integer> writes,
            long deadMessages) {}

    private final Evidence seen;
    private final List<String> lost = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();
    private final List<String> other = new ArrayList<>();

    private StormCheck(Evidence seen) {
        this.seen = seen;
    }

    static StormCheck of(Evidence seen) {
        var check = new StormCheck(seen);
        check.rows();
        check.acknowledgements();
        for (var job : seen.jobs()) check.outcome(job);
        check.leftovers();
        return check;
    }

    /** Acknowledged jobs that are not there, or have not ended. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    /** Destinations that were written more than once. */
    List<String> publishedTwice() {
        return List.copyOf(twice);
    }

    List<String> violations() {
        var all = new ArrayList<>(lost);
        all.addAll(twice);
        all.addAll(other);
        return all;
    }

    private void rows() {
        var ids = new HashSet<Long>();
        var guids = new HashSet<String>();
        var dests = new HashMap<String, Long>();
        for (var job : seen.jobs()) {
            var id = job.id().value();
            if (!ids.add(id)) other.add("job %d: there are two of it".formatted(id));
            if (!guids.add(job.guid())) other.add("job %d: another has its guid".formatted(id));
            var dest = job.dest().key();
            var first = dests.put(dest, id);
            if (first != null)
                other.add("job %d: made for the order of job %d, %s".formatted(id, first, dest));
            if (!seen.acknowledged().containsKey(dest) && !seen.doubtful().contains(dest))
                other.add("job %d: no client ordered %s".formatted(id, dest));
        }
    }

    private void acknowledgements() {
        var rows = new HashMap<Long, Job>();
        for (var job : seen.jobs()) rows.put(job.id().value(), job);
        seen.acknowledged()
                .forEach(
                        (dest, id) -> {
                            var job = Optional.ofNullable(rows.get(id));
                            if (job.filter(row -> row.dest().key().equals(dest)).isEmpty())
                                lost.add("job %d: acknowledged, not there".formatted(id));
                        });
    }

    private void outcome(Job job) {
        switch (job.state()) {
            case JobState.Completed completed -> {
                published(job, completed, completed.made().main());
            }
            case JobState.Failed failed -> failed(job, failed.error());
            case JobState.Cancelled _ ->
                    other.add("job %s: cancelled, though no client asked".formatted(job.id()));
            default -> lost.add("job %s: still %s".formatted(job.id(), job.status().wireName()));
        }
    }

    private void failed(Job job, JobError error) {
        if (!error.isWorthRetrying())
            other.add("job %s: %s, %s".formatted(job.id(), error.code(), error.message()));
        if (seen.destination().objects().containsKey(job.dest().key()))
            other.add("job %s: failed and published".formatted(job.id()));
    }

    private void published(Job job, JobState.Completed completed, Output output) {
        var key = output.key();
        var there = seen.destination().objects().get(key.key());
        if (there == null) {
            lost.add("job %s: completed, but %s is not there".formatted(job.id(), key));
            return;
        }
        if (!there.sha256().equals(output.sha256()))
            other.add("job %s: %s has other bytes than committed".formatted(job.id(), key));
        var mark = job.publicationOf(completed.result().attempt());
        if (there.publication().filter(mark::equals).isEmpty())
            other.add("job %s: %s is %s".formatted(job.id(), key, there.publication()));
        var writes = seen.writes().getOrDefault("/" + key.bucket() + "/" + key.key(), 0);
        if (writes != 1) twice.add("job %s: %s written %d times".formatted(job.id(), key, writes));
    }

    private void leftovers() {
        var wanted = new HashSet<String>();
        for (var job : seen.jobs())
            if (job.state() instanceof JobState.Completed completed) {
                wanted.add(completed.made().main().key().key());
                wanted.add(job.manifestAt("", completed.result().attempt()).key());
            }
        for (var key : seen.destination().objects().keySet())
            if (!wanted.contains(key)) other.add("object %s: of no job".formatted(key));
        for (var key : seen.destination().uploads())
            other.add("upload of %s: never ended".formatted(key));
        if (seen.deadMessages() > 0)
            other.add("%d dead messages remain".formatted(seen.deadMessages()));
    }
}
