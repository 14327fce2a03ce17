package openencoder.bench.crash;

import java.time.Duration;

/**
 * A blow that was struck.
 *
 * @param aimed where it was to land
 * @param stage where it really landed, as the job's row told just after a kill, or just before
 *     anything gentler
 * @param job 0 if the worker had none
 * @param sawFfmpeg whether an FFmpeg or ffprobe was seen at work just before
 * @param took see {@link WorkerFault#awaited}
 */
record Injection(
        WorkerFault blow,
        JobStage aimed,
        JobStage stage,
        long job,
        boolean sawFfmpeg,
        Duration took) {}
