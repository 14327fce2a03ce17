package openencoder.roster;

import java.time.Instant;
import java.util.List;

/** Which workers there are. Nothing depends on it but what people are shown. */
public interface WorkerRegistry {
    void report(WorkerReport report);

    void remove(String workerId);

    /** Those seen since, by id. */
    List<WorkerReport> seenSince(Instant since);
}
