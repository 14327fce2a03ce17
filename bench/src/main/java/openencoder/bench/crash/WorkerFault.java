package openencoder.bench.crash;

import static openencoder.bench.crash.JobStage.CLAIMED;
import static openencoder.bench.crash.JobStage.DOWNLOADING;
import static openencoder.bench.crash.JobStage.ENCODING;
import static openencoder.bench.crash.JobStage.IDLE;
import static openencoder.bench.crash.JobStage.PROBING;
import static openencoder.bench.crash.JobStage.PUBLISHING;
import static openencoder.bench.crash.JobStage.QUEUED;
import static openencoder.bench.crash.JobStage.UPLOADING;

import java.time.Duration;
import java.util.List;

/** What is done to a worker, or to its job. */
enum WorkerFault {
    /** {@code kill -9} of the worker. */
    KILL(IDLE, 2, Duration.ofSeconds(150), "until another worker had the job"),
    /** The worker is told to leave. */
    SIGTERM(IDLE, 2, Duration.ofSeconds(20), "until the worker was gone"),
    /** The job is cancelled by its user. */
    CANCEL(QUEUED, 1, Duration.ofSeconds(10), "until nothing of the job was on the machine");

    /** Where it is aimed: each of these as often as any other. */
    final List<JobStage> aims;

    /** For one job; the third worker that is lost rightly ends it with an error. */
    final int most;

    /** What is awaited after the blow, and for how long on a machine under load. */
    final Duration limit;

    final String awaited;

    WorkerFault(JobStage first, int most, Duration limit, String awaited) {
        this.aims = List.of(first, CLAIMED, DOWNLOADING, PROBING, ENCODING, UPLOADING, PUBLISHING);
        this.most = most;
        this.limit = limit;
        this.awaited = awaited;
    }
}
