package openencoder.job;

import java.util.Optional;

/** Which jobs a list shows. */
public record JobFilter(Optional<JobStatus> status, Optional<String> preset) {
    public static final JobFilter ALL = new JobFilter(Optional.empty(), Optional.empty());

    public boolean admits(Job job) {
        return status.map(job.status()::equals).orElse(true)
                && preset.map(job.preset().name()::equals).orElse(true);
    }

    public boolean isAll() {
        return equals(ALL);
    }
}
