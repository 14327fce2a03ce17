package openencoder.jobs;

import openencoder.roster.WorkerRegistry;
import openencoder.roster.WorkerReport;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The workers that people are shown: those that live, and those that ended as they cannot work. */
final class WorkerRoll {
    private static final Duration LATELY = Duration.ofSeconds(60);
    private static final Duration TOLD = Duration.ofHours(1);

    private final WorkerRegistry workers;
    private final InstantSource clock;

    WorkerRoll(WorkerRegistry workers, InstantSource clock) {
        this.workers = workers;
        this.clock = clock;
    }

    List<WorkerReport> now() {
        var now = clock.instant();
        return workers.seenSince(now.minus(TOLD)).stream()
                .filter(
                        report ->
                                report.failure().isPresent()
                                        || !report.lastSeen().isBefore(now.minus(LATELY)))
                .toList();
    }
}
